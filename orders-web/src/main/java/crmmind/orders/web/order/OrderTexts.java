package crmmind.orders.web.order;

import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the order pages. */
@ApplicationScoped
public class OrderTexts implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    Toasts toasts;

    @Inject
    Texts texts;

    /** A text of the bundle with its places filled in. */
    public String text(String key, Object... values) {
        return texts.text("messages", key, values);
    }

    /** The value of a filter as people know it. */
    public String value(String filter, String value) {
        var key = switch (filter) {
            case "status" -> "status." + value;
            case "sync" -> "sync." + value;
            default -> "";
        };
        return texts.find("messages", key, Map.of()).orElse(value);
    }

    /** A number with its noun. */
    public String count(String key, long number) {
        return texts.count("messages", key, number);
    }

    /** Says on the next page how a sync, or a command that reaches Metakocka, went. */
    public void tell(SyncResult result) {
        switch (result.syncStatus()) {
            case "synced" -> toasts.done(text("order.told.synced"));
            case "pending" -> toasts.say("info", text("order.told.pending"));
            case "error" -> toasts.say("danger", text("order.told.error"));
            case "needs_review" -> toasts.say("warning", text("order.told.needs_review"));
            default -> toasts.done(text("order.told.here"));
        }
    }

    /**
     * Says on the next page what was done and, where all is not well in Metakocka yet, that too.
     *
     * @param undo what takes it back; null for nothing
     */
    public void tell(String done, SyncResult result, Toasts.@Nullable Undo undo) {
        var kind = switch (result.syncStatus()) {
            case "pending" -> "info";
            case "error" -> "danger";
            case "needs_review" -> "warning";
            default -> "success";
        };
        var said = kind.equals("success") ? done : done + ". " + text("order.also." + result.syncStatus());
        if (undo == null) {
            toasts.say(kind, said);
        } else {
            toasts.say(kind, said, undo);
        }
    }
}
