package crmmind.orders.web.metakocka;

import crmmind.orders.order.OrderService;
import crmmind.orders.order.UnknownOrders.UnknownOrder;
import crmmind.orders.salesdocument.BulkResult;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Role;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Texts;
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

    private static final String BUNDLE = "worktexts";

    private static final int PAGE = 50;
    private static final int SHOWN_ERRORS = 20;
    private static final String ADDRESS = "/metakocka";
    private static final Duration WAIT = Duration.ofSeconds(8);

    @Inject
    OrderService orders;

    @Inject
    Toasts toasts;

    @Inject
    Texts texts;

    @Inject
    Refusals refusals;

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
            unavailable = refusals.detail(e);
        }
    }

    /** Takes one order over. */
    public void importOne(String metakockaId) {
        try {
            orders.importOrder(metakockaId);
            toasts.done(texts.text(BUNDLE, "toast.import.one"));
        } catch (BusinessException e) {
            toasts.say("danger", refusals.title(e.problem()) + ": " + refusals.detail(e));
        }
        Pages.goTo(ADDRESS);
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
            toasts.say("info", texts.text(BUNDLE, "toast.import.unselected"));
        } else {
            tell(orders.importOrders(ids));
        }
        Pages.goTo(ADDRESS);
    }

    /** Takes all over; what is not done after a while goes on by itself. */
    public void importAll() {
        try {
            tell(orders.importAll(WAIT));
        } catch (BusinessException e) {
            toasts.say("danger", refusals.title(e.problem()) + ": " + refusals.detail(e));
        }
        Pages.goTo(ADDRESS);
    }

    private void tell(BulkResult result) {
        var counts = new ArrayList<String>();
        count(counts, result.created(), "created");
        count(counts, result.skipped(), "skipped");
        count(counts, result.pending(), "pending");
        count(counts, result.failed(), "failed");
        var title = counts.isEmpty() ? texts.text(BUNDLE, "toast.import.none") : String.join(", ", counts);
        if (result.errors().isEmpty()) {
            toasts.done(title);
            return;
        }
        toasts.report(new Toasts.Report(
                "warning",
                title,
                result.errors().stream()
                        .limit(SHOWN_ERRORS)
                        .map(error -> new Toasts.Report.Line(
                                error.metakockaId() == null ? "" : error.metakockaId(),
                                null,
                                refusals.title(error.code(), error.detail()) + ": " + error.detail()))
                        .toList()));
    }

    private void count(List<String> counts, int number, String what) {
        if (number > 0) {
            counts.add(texts.text(BUNDLE, "toast.import." + what, number));
        }
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
