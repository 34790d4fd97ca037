package crmmind.orders.web.live;

import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Where pages listen for what changes. They say nothing; what they are told are ids of orders, never their content. */
@ServerEndpoint("/live")
public class LiveEndpoint {

    @Inject
    LiveSockets sockets;

    /** Takes in a page of somebody who is signed in; nobody else's. */
    @OnOpen
    public void opened(Session session) throws IOException {
        sockets.opened(session);
    }

    /** Forgets a page. */
    @OnClose
    public void closed(Session session) {
        sockets.closed(session);
    }

    /** Forgets a page whose connection broke. */
    @OnError
    public void broken(Session session, Throwable cause) {
        sockets.closed(session);
    }
}
