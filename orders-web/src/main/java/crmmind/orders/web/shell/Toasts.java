package crmmind.orders.web.shell;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the next page says about what was just done; kept over a redirect. */
@SessionScoped
public class Toasts implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<Toast> waiting = new ArrayList<>();
    private @Nullable Report report;

    /** One of them; kind is success, info, warning or danger; with what takes it back, null for nothing. */
    public record Toast(String kind, String text, @Nullable Undo undo) implements Serializable {}

    /**
     * A way to take back what a toast tells.
     *
     * @param path where the button sends its form, from the context root
     * @param token what it sends: known to this session only
     */
    public record Undo(String path, String token) implements Serializable {}

    /** What became of many: shown as a banner, with a line for each that needs somebody. */
    public record Report(String kind, String title, List<Line> lines) implements Serializable {

        /** One of them, with the page that shows it. */
        public record Line(String label, @Nullable String path, String text) implements Serializable {}
    }

    /** What waits. */
    record Waiting(List<Toast> toasts, @Nullable Report report) {}

    /** Says that something was done, in a few words. */
    public synchronized void done(String text) {
        waiting.add(new Toast("success", text, null));
    }

    /** Says something to know. */
    public synchronized void say(String kind, String text) {
        waiting.add(new Toast(kind, text, null));
    }

    /** The same about something that can be taken back. */
    public synchronized void say(String kind, String text, Undo undo) {
        waiting.add(new Toast(kind, text, undo));
    }

    /** Says what became of many. */
    public synchronized void report(Report what) {
        report = what;
    }

    /** Hands over what waits, once. */
    synchronized Waiting take() {
        var taken = new Waiting(List.copyOf(waiting), report);
        waiting.clear();
        report = null;
        return taken;
    }
}
