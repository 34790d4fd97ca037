package crmmind.orders.web.live;

import static java.lang.System.Logger.Level.DEBUG;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets of this node's pages. */
@ApplicationScoped
public class LiveSockets {

    /** More pages than these do without: they ask now and then instead. */
    static final int MOST = 2000;

    private static final System.Logger LOGGER = System.getLogger(LiveSockets.class.getName());

    private final Set<Session> open = ConcurrentHashMap.newKeySet();

    void opened(Session session) throws IOException {
        if (session.getUserPrincipal() == null) {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, "sign in"));
        } else if (open.size() >= MOST) {
            session.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, "busy"));
        } else {
            session.setMaxTextMessageBufferSize(64);
            session.setMaxIdleTimeout(0); // the browser's own closing tells
            open.add(session);
        }
    }

    void closed(Session session) {
        open.remove(session);
    }

    boolean none() {
        return open.isEmpty();
    }

    /** Sends a text to every page. One that does not take it is let go; it comes again by itself. */
    void tell(String text) {
        open.removeIf(session -> !session.isOpen());
        for (var session : open) {
            session.getAsyncRemote().sendText(text, result -> {
                if (!result.isOK()) {
                    LOGGER.log(DEBUG, "A page did not take what changed", result.getException());
                    open.remove(session);
                }
            });
        }
    }
}
