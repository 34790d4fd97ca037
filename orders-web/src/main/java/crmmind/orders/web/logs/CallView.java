package crmmind.orders.web.logs;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.sync.SyncOverview;
import crmmind.orders.sync.SyncOverview.CallDetails;
import crmmind.orders.web.shell.Pages;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Behind {@code call.xhtml}: one call of Metakocka's API. */
@Named
@ViewScoped
public class CallView implements Serializable {

    @Inject
    SyncOverview overview;

    private @Nullable CallDetails details;

    /** Reads the call in the address. */
    public void load() {
        try {
            details = overview.call(Long.parseLong(Pages.id()));
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            Pages.notFound();
        }
    }

    /** The list this call belongs to: that of its order, else all. */
    public String getListAddress() {
        var reference = details == null ? null : details.call().reference();
        return reference == null ? "/logs" : "/logs?order=" + URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }

    public @Nullable CallDetails getDetails() {
        return details;
    }
}
