package crmmind.orders.web.shell;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What the next page says about what was just done; kept over a redirect. */
@SessionScoped
public class Toasts implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<Toast> waiting = new ArrayList<>();

    /** One of them; kind is success, info, warning or danger. */
    public record Toast(String kind, String text) implements Serializable {}

    /** Says that something was done, in a few words. */
    public synchronized void done(String text) {
        waiting.add(new Toast("success", text));
    }

    /** Says something to know. */
    public synchronized void say(String kind, String text) {
        waiting.add(new Toast(kind, text));
    }

    /** Hands over what waits, once. */
    synchronized List<Toast> take() {
        var taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }
}
