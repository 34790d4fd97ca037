package crmmind.orders.web.metakocka;

import static jakarta.faces.application.FacesMessage.SEVERITY_ERROR;
import static jakarta.faces.application.FacesMessage.SEVERITY_INFO;
import static jakarta.faces.application.FacesMessage.SEVERITY_WARN;

import crmmind.orders.order.OrderService;
import crmmind.orders.order.UnknownOrders.UnknownOrder;
import crmmind.orders.salesdocument.BulkResult;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Role;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Behind {@code metakocka.xhtml}: what only Metakocka has, read live, and taking it over. */
@Named
@ViewScoped
public class MetakockaView implements Serializable {

    private static final int PAGE = 50;
    private static final Duration WAIT = Duration.ofSeconds(8);

    @Inject
    OrderService orders;

    private @Nullable String cursor;
    private @Nullable String nextCursor;
    private List<UnknownOrder> rows = List.of();
    private Map<String, Boolean> selected = new HashMap<>();
    private @Nullable String unavailable;

    /** Reads a page from Metakocka. */
    public void load() {
        unavailable = null;
        selected = new HashMap<>();
        try {
            var page = orders.ordersInMetakocka(PAGE, cursor == null || cursor.isBlank() ? null : cursor);
            rows = page.items();
            nextCursor = page.nextCursor();
        } catch (BusinessException e) {
            if (e.problem() != Problem.METAKOCKA_UNAVAILABLE) {
                throw e;
            }
            rows = List.of();
            nextCursor = null;
            unavailable = e.detail();
        }
    }

    /** Takes one order over. */
    public void importOne(String metakockaId) {
        try {
            orders.importOrder(metakockaId);
            say(SEVERITY_INFO, "Order taken over", null);
        } catch (BusinessException e) {
            say(SEVERITY_ERROR, e.problem().title(), e.detail());
        }
        load();
    }

    /** Takes the chosen ones over. */
    public void importSelected() {
        var ids = new ArrayList<String>();
        selected.forEach((id, chosen) -> {
            if (Boolean.TRUE.equals(chosen)) {
                ids.add(id);
            }
        });
        if (ids.isEmpty()) {
            say(SEVERITY_WARN, "Nothing is selected", "Tick the orders to take over first.");
            return;
        }
        tell(orders.importOrders(ids));
        load();
    }

    /** Takes all over; what is not done after a while goes on by itself. */
    public void importAll() {
        try {
            tell(orders.importAll(WAIT));
        } catch (BusinessException e) {
            say(SEVERITY_ERROR, e.problem().title(), e.detail());
        }
        load();
    }

    private static void tell(BulkResult result) {
        var counts = new ArrayList<String>();
        count(counts, result.created(), "taken over");
        count(counts, result.skipped(), "known already");
        count(counts, result.pending(), "still to come");
        count(counts, result.failed(), "failed");
        var reasons = result.errors().stream()
                .limit(5)
                .map(error -> (error.metakockaId() == null ? "" : error.metakockaId() + ": ") + error.detail())
                .toList();
        say(
                result.success() ? SEVERITY_INFO : SEVERITY_WARN,
                counts.isEmpty() ? "Nothing to take over" : String.join(", ", counts),
                reasons.isEmpty() ? null : String.join("; ", reasons));
    }

    private static void count(List<String> counts, int number, String what) {
        if (number > 0) {
            counts.add(number + " " + what);
        }
    }

    private static void say(FacesMessage.Severity severity, String summary, @Nullable String detail) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, summary, detail));
    }

    /** Whether this user may take orders over. */
    public boolean mayImport() {
        var context = FacesContext.getCurrentInstance().getExternalContext();
        return context.isUserInRole(Role.SALES) || context.isUserInRole(Role.ADMIN);
    }

    public List<UnknownOrder> getRows() {
        return rows;
    }

    public Map<String, Boolean> getSelected() {
        return selected;
    }

    public @Nullable String getUnavailable() {
        return unavailable;
    }

    public @Nullable String getNextCursor() {
        return nextCursor;
    }

    public @Nullable String getCursor() {
        return cursor;
    }

    public void setCursor(@Nullable String cursor) {
        this.cursor = cursor;
    }
}
