package crmmind.orders.web.queue;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.sync.SyncQueue;
import crmmind.orders.sync.SyncQueue.Details;
import crmmind.orders.web.shell.Me;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind {@code operation.xhtml}: how an operation went so far, and what an administrator decides about it. */
@Named
@ViewScoped
public class OperationView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    SyncQueue queue;

    @Inject
    Toasts toasts;

    @Inject
    Texts texts;

    @Inject
    Me me;

    private @Nullable Details details;
    private @Nullable String reason;
    private @Nullable String metakockaId;
    private boolean newReference;
    private String tried = "";

    /** Reads the operation of the address. */
    public void load() {
        try {
            details = queue.details(UUID.fromString(Pages.id()));
        } catch (IllegalArgumentException e) { // typed by hand or cut off: there is no such operation
            Pages.notFound();
            return;
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            Pages.notFound();
            return;
        }
        newReference = !details.found().isEmpty();
        if (details.found().size() == 1) {
            metakockaId = details.found().get(0).metakockaId();
        }
    }

    /** Whether this user can do something now: look, adopt, again, leave. */
    public boolean may(String action) {
        if (details == null || !me.isAdmin()) {
            return false;
        }
        return switch (action) {
            case "look" -> details.row().retryable();
            case "adopt", "again" -> details.row().decidable();
            default -> details.row().leavable();
        };
    }

    /** Whether there is anything this user can do. */
    public boolean isAnything() {
        return may("look") || may("leave");
    }

    /** What taking it up again is called now. */
    public String getLookText() {
        return switch (getDetails().row().state()) {
            case "refused" -> "operation.look.refused";
            case "pending" -> "operation.look.waiting";
            default -> "operation.look";
        };
    }

    /** Takes it up at once. */
    public void look() {
        tried = "look";
        queue.lookAgain(id(), attempt(), reason);
        done("toast.look");
    }

    /** Takes a document of Metakocka for it. */
    public void adopt() {
        tried = "adopt";
        queue.adopt(id(), attempt(), metakockaId, reason);
        done("toast.adopted");
    }

    /** Sends it again. */
    public void sendAgain() {
        tried = "again";
        queue.sendAgain(id(), attempt(), newReference, reason);
        done("toast.sentAgain");
    }

    /** Leaves it. */
    public void giveUp() {
        tried = "leave";
        queue.giveUp(id(), attempt(), reason);
        done("toast.givenUp");
    }

    private void done(String key) {
        toasts.done(texts.text("queuetexts", key));
        Pages.goTo("/queue/" + id());
    }

    private UUID id() {
        return getDetails().row().id();
    }

    /** The one the page showed: what happened since is not what was decided about. */
    private int attempt() {
        return getDetails().row().attempt();
    }

    public Details getDetails() {
        if (details == null) {
            throw new IllegalStateException("No operation was read");
        }
        return details;
    }

    /** The dialog that was refused; empty for none. */
    public String getTried() {
        return tried;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    public @Nullable String getMetakockaId() {
        return metakockaId;
    }

    public void setMetakockaId(@Nullable String metakockaId) {
        this.metakockaId = metakockaId;
    }

    public boolean isNewReference() {
        return newReference;
    }

    public void setNewReference(boolean newReference) {
        this.newReference = newReference;
    }
}
