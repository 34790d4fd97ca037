package crmmind.orders.web.queue;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Role;
import crmmind.orders.sync.SyncOverview;
import crmmind.orders.sync.SyncOverview.QueueRow;
import crmmind.orders.sync.SyncOverview.Waiting;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Toasts;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind {@code queue.xhtml}: what Metakocka has still to learn, and what it refused. */
@Named
@ViewScoped
public class QueueView implements Serializable {

    private static final int PAGE = 50;
    private static final Set<String> STATES =
            Set.of("pending", "sending", "unknown", "review", "refused", "done", "superseded", "cancelled");

    @Inject
    SyncOverview overview;

    @Inject
    Toasts toasts;

    private String state = "";
    private String text = "";
    private int page = 1;
    private long total;
    private List<QueueRow> rows = List.of();
    private Waiting waiting = new Waiting(0, 0, 0, null, null);

    /** Reads what the address asks for. */
    public void load() {
        page = Math.max(1, page);
        waiting = overview.waiting();
        var found = overview.queue(STATES.contains(state) ? Set.of(state) : Set.of(), text, (page - 1) * PAGE, PAGE);
        rows = found.rows();
        total = found.total();
    }

    /** Takes an operation up again. */
    public void retry(UUID operation) {
        try {
            overview.retry(operation);
            toasts.done("Taken up again");
        } catch (BusinessException e) {
            toasts.say("warning", e.problem().title() + ": " + e.detail());
        }
        Pages.goTo(Pages.here());
    }

    /** Whether this user may take operations up again. */
    public boolean mayRetry() {
        return FacesContext.getCurrentInstance().getExternalContext().isUserInRole(Role.ADMIN);
    }

    /** The colour of a state. */
    public String tone(String shownState) {
        return switch (shownState) {
            case "done" -> "success";
            case "refused" -> "danger";
            case "review", "unknown" -> "warning";
            case "pending", "sending" -> "info";
            default -> "neutral";
        };
    }

    public boolean more() {
        return (long) page * PAGE < total;
    }

    public List<QueueRow> getRows() {
        return rows;
    }

    public Waiting getWaiting() {
        return waiting;
    }

    public long getTotal() {
        return total;
    }

    public String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = state == null ? "" : state;
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = text == null ? "" : text;
    }

    public int getPage() {
        return page;
    }

    public void setPage(int page) {
        this.page = page;
    }
}
