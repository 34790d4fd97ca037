package crmmind.orders.web.order;

import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.web.shell.Toasts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the order pages. */
@ApplicationScoped
public class OrderTexts implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    Toasts toasts;

    /** A text of the bundle with its places filled in. */
    public String text(String key, Object... values) {
        var pattern = ResourceBundle.getBundle("crmmind.orders.web.messages", Locale.ENGLISH)
                .getString(key);
        return new MessageFormat(pattern, Locale.ENGLISH).format(values);
    }

    /** The value of a filter as people know it. */
    public String value(String filter, String value) {
        var key = switch (filter) {
            case "status" -> "status." + value;
            case "sync" -> "sync." + value;
            default -> "";
        };
        var bundle = ResourceBundle.getBundle("crmmind.orders.web.messages", Locale.ENGLISH);
        return bundle.containsKey(key) ? bundle.getString(key) : value;
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
}
