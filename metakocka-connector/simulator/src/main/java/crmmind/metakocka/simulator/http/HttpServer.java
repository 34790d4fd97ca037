package crmmind.metakocka.simulator.http;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP/1.1 over loopback, a thread per connection: keep-alive, bodies with Content-Length or chunked.
 *
 * <p>The JDK's own server cannot close a connection without an answer or stop accepting for a while, which is what
 * clients of an unreliable system have to be tested with.
 */
public final class HttpServer implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(HttpServer.class.getName());
    private static final int MOST_CONNECTIONS = 512;
    private static final int IDLE_MILLIS = 600_000;
    private static final int MOST_NOTICE_MILLIS = 2_000;

    private final InetAddress address = InetAddress.getLoopbackAddress();
    private final int port;
    private final Handler handler;
    private final ExecutorService connections;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private ServerSocket listener;
    private long closedUntilNanos;
    private boolean refusing;
    private boolean held;
    private volatile boolean stopped;

    /** What answers the requests. */
    @FunctionalInterface
    public interface Handler {
        /** Answers one request by exactly one of the exchange's methods. */
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /**
     * Starts to listen on 127.0.0.1.
     *
     * @param port 0 takes any free one
     * @throws IOException if the port is taken
     */
    public HttpServer(int port, Handler handler) throws IOException {
        this.handler = handler;
        this.listener = listen(port);
        this.port = listener.getLocalPort();
        var number = new AtomicInteger();
        this.connections = new ThreadPoolExecutor(0, MOST_CONNECTIONS, 30, SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(null, task, "connection-" + number.incrementAndGet(), 512 * 1024);
            thread.setDaemon(true);
            return thread;
        });
        var acceptor = new Thread(this::accept, "acceptor");
        acceptor.setDaemon(false);
        acceptor.start();
    }

    public int port() {
        return port;
    }

    /**
     * Refuses every new connection for that long; those that are open end with the request in progress. Returns when
     * the port is closed: a thread that waits for connections can take one more until it has noticed.
     */
    public void refuseConnections(long millis) {
        synchronized (gate) {
            closedUntilNanos = System.nanoTime() + MILLISECONDS.toNanos(millis);
            refusing = true;
            closeQuietly(listener);
            try {
                for (var left = MOST_NOTICE_MILLIS; left > 0 && !held && !stopped; left -= 10) {
                    gate.wait(10);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        open.forEach(Connection::closeIfIdle);
    }

    private ServerSocket listen(int wanted) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(address, wanted), 256);
        return socket;
    }

    private void accept() {
        while (!stopped) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (!stopped) {
                    reopenWhenDue(e);
                }
            }
        }
    }

    private void reopenWhenDue(IOException cause) {
        if (!refusing) {
            LOGGER.log(WARNING, "Accepting failed, listening again", cause);
        }
        do {
            hold();
        } while (!stopped && !reopened());
    }

    /** A port that is bound but not listened on refuses connections, and nobody else can take it meanwhile. */
    private void hold() {
        try (var placeholder = new Socket()) {
            try {
                placeholder.setReuseAddress(true);
                placeholder.bind(new InetSocketAddress(address, port));
            } catch (IOException e) {
                LOGGER.log(DEBUG, "The port could not be held", e);
            }
            synchronized (gate) {
                held = true;
                gate.notifyAll();
                for (var left = left(); left > 0 && !stopped; left = left()) {
                    gate.wait(left);
                }
                held = false;
            }
        } catch (IOException e) {
            LOGGER.log(DEBUG, "The port could not be let go", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens again, unless connections are to be refused for longer by now. */
    private boolean reopened() {
        while (!stopped) {
            try {
                var next = listen(port);
                synchronized (gate) {
                    if (stopped || left() > 0) {
                        closeQuietly(next);
                        return false;
                    }
                    listener = next;
                    refusing = false;
                    return true;
                }
            } catch (IOException e) {
                LOGGER.log(ERROR, "Port {0} cannot be opened again", Integer.toString(port));
                pause();
            }
        }
        return false;
    }

    private long left() {
        return Math.max(0, (closedUntilNanos - System.nanoTime() + 999_999) / 1_000_000);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) {
        var connection = new Connection(socket);
        open.add(connection);
        try {
            connections.execute(connection);
        } catch (RejectedExecutionException e) {
            LOGGER.log(WARNING, "Too many connections, one was closed");
            connection.close();
        }
    }

    /** Stops accepting, lets requests in progress finish for up to two seconds, then closes everything. */
    @Override
    public void close() {
        synchronized (gate) {
            stopped = true;
            closeQuietly(listener);
            gate.notifyAll();
        }
        open.forEach(Connection::closeIfIdle);
        connections.shutdown();
        try {
            if (!connections.awaitTermination(2, SECONDS)) {
                open.forEach(Connection::close);
                connections.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOGGER.log(DEBUG, "Closing failed", e);
        }
    }

    private final class Connection implements Runnable {
        private final Socket socket;
        private boolean busy;
        private boolean closeWhenDone;

        Connection(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            try (socket) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(IDLE_MILLIS);
                var in = new BufferedInputStream(socket.getInputStream(), 8192);
                var reader = new RequestReader(in, socket.getOutputStream(), this::begin);
                for (var more = true; more && !stopped; ) {
                    var parsed = reader.next();
                    if (parsed == null) {
                        return;
                    }
                    var exchange = new HttpExchange(socket, parsed.request(), parsed.keepAlive(), this::last);
                    handler.handle(exchange);
                    more = exchange.open() && end();
                }
            } catch (SocketException e) {
                LOGGER.log(DEBUG, "A client went away", e);
            } catch (IOException e) {
                LOGGER.log(DEBUG, "A connection was given up", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOGGER.log(ERROR, "A request could not be answered", e);
            } finally {
                open.remove(this);
            }
        }

        private synchronized void begin() {
            busy = true;
        }

        private synchronized boolean end() {
            busy = false;
            return !closeWhenDone;
        }

        private synchronized boolean last() {
            return closeWhenDone;
        }

        synchronized void closeIfIdle() {
            closeWhenDone = true;
            if (!busy) {
                close();
            }
        }

        void close() {
            closeQuietly(socket);
        }
    }
}
