package crmmind.orders.web.order;

import crmmind.orders.order.WayBack;
import crmmind.orders.web.shell.Toasts;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody may take back, as the toasts of this session offered it: each once. */
@SessionScoped
public class UndoOffers implements Serializable {

    private static final long serialVersionUID = 1;

    /** Toasts are short; windows beside each other have one each. */
    private static final int MOST = 20;

    private final LinkedHashMap<String, WayBack> open = new LinkedHashMap<>();
    private final LinkedHashSet<String> used = new LinkedHashSet<>();

    /** What a toast needs to offer the way back. */
    public synchronized Toasts.Undo offer(WayBack way) {
        var token = UUID.randomUUID().toString(); // not to be guessed: who sends it was shown it
        open.put(token, way);
        if (open.size() > MOST) {
            open.remove(open.keySet().iterator().next());
        }
        return new Toasts.Undo(OrderUndo.PATH, token);
    }

    /** The way back that was offered, for the one who asks first; empty for whoever asks again, and for nobody's. */
    synchronized Optional<WayBack> take(@Nullable String token) {
        var way = Optional.ofNullable(open.remove(token));
        if (way.isPresent()) {
            used.add(String.valueOf(token));
            if (used.size() > MOST) {
                used.remove(used.iterator().next());
            }
        }
        return way;
    }

    /** Whether somebody asked for it already: the second half of a double click. */
    synchronized boolean taken(@Nullable String token) {
        return used.contains(String.valueOf(token));
    }
}
