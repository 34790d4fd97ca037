package crmmind.metakocka.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A server made of a bare socket: it sees every request that leaves, and can answer as badly as it likes. */
final class SocketServer implements AutoCloseable {

    /** What to do after a request was read. */
    interface Behaviour {
        void answer(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> bodies = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();

    SocketServer(Behaviour behaviour) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> serve(behaviour), "socket-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    static void json(Socket socket, String body) throws IOException {
        answer(socket, "200 OK", "application/json;charset=UTF-8", body);
    }

    static void answer(Socket socket, String status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private void serve(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                synchronized (this) {
                    open.add(socket);
                }
                var thread = new Thread(() -> handle(socket, behaviour), "socket-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void handle(Socket socket, Behaviour behaviour) {
        try (socket) {
            var body = read(socket.getInputStream());
            synchronized (this) {
                bodies.add(body);
            }
            requests.incrementAndGet();
            behaviour.answer(socket);
        } catch (IOException e) {
            // the client went away; what matters was counted
        }
    }

    private static String read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        var text = head.toString().toLowerCase(java.util.Locale.ROOT);
        if (text.contains("transfer-encoding: chunked")) {
            var body = new StringBuilder();
            while (true) {
                int size = Integer.parseInt(line(in).trim(), 16);
                body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line(in);
                if (size == 0) {
                    return body.toString();
                }
            }
        }
        int at = text.indexOf("content-length:");
        int length = at < 0
                ? 0
                : Integer.parseInt(
                        text.substring(at + 15, text.indexOf('\r', at)).trim());
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (this) {
            for (var socket : open) {
                socket.close();
            }
        }
    }
}
