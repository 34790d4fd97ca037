package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkJob;
import crmmind.orders.bulk.BulkService;
import crmmind.orders.web.shell.Me;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind {@code jobs.xhtml}: the jobs, mine or everybody's, page by page. */
@Named
@RequestScoped
public class JobsView {

    private static final int PAGE = 50;

    @Inject
    BulkService bulk;

    @Inject
    Me me;

    private boolean all;
    private boolean later;
    private List<BulkJob> rows = List.of();
    private @Nullable UUID next;

    /** Reads what the address asks for. */
    public void load() {
        var parameters = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        all = "all".equals(parameters.get("of")) || !(me.isSales() || me.isWarehouse());
        var before = mark(parameters.get("before"));
        later = before != null;
        var found = bulk.jobs(!all, before, PAGE + 1);
        boolean more = found.size() > PAGE;
        rows = more ? found.subList(0, PAGE) : found;
        next = more ? rows.get(rows.size() - 1).id() : null;
    }

    private static @Nullable UUID mark(@Nullable String text) {
        try {
            return text == null || text.length() != 36 ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) { // an address typed by hand: from the beginning
            return null;
        }
    }

    public List<BulkJob> getRows() {
        return rows;
    }

    /** Whether everybody's are shown. */
    public boolean isAll() {
        return all;
    }

    /** The address of the first page of the same list; null there. */
    public @Nullable String getFirstPath() {
        return later ? path(null) : null;
    }

    /** The address of the next page; null on the last. */
    public @Nullable String getNextPath() {
        return next == null ? null : path(next);
    }

    private String path(@Nullable UUID before) {
        var path = all ? "/jobs?of=all" : "/jobs";
        return before == null ? path : path + (all ? "&" : "?") + "before=" + before;
    }
}
