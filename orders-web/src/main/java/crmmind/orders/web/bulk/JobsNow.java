package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkJob;
import crmmind.orders.bulk.BulkService;
import crmmind.orders.web.shell.Me;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jobs of who is signed in that are under way, for the sign beside the menu: one short statement a page. */
@Named
@RequestScoped
public class JobsNow {

    @Inject
    BulkService bulk;

    @Inject
    Me me;

    private @Nullable List<BulkJob> live;

    /** Them, the oldest first. */
    public List<BulkJob> getLive() {
        if (live == null) {
            live = me.isKnown() ? bulk.live() : List.of();
        }
        return live;
    }

    /** How much of all of them has its outcome, 0 to 100. */
    public int getPercent() {
        return JobsJson.percent(getLive());
    }

    /** The page that shows it; the list where there are several. */
    public String getPath() {
        return getLive().size() == 1 ? "/jobs/" + getLive().get(0).id() : "/jobs";
    }
}
