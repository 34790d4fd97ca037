package crmmind.metakocka.simulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One request and the ways to answer it, the bad ones included. Exactly one of them is to be called. */
public final class HttpExchange {
    private final Socket socket;
    private final HttpRequest request;
    private final boolean clientKeepsAlive;
    private final BooleanSupplier last;
    private boolean open = true;

    /** An exchange on a connection that may turn out to be its last. */
    HttpExchange(Socket socket, HttpRequest request, boolean clientKeepsAlive, BooleanSupplier last) {
        this.socket = socket;
        this.request = request;
        this.clientKeepsAlive = clientKeepsAlive;
        this.last = last;
    }

    public HttpRequest request() {
        return request;
    }

    /** Answers completely; the connection stays open for the next request if the client wants that. */
    public void answer(int status, String contentType, byte[] body, Map<String, String> headers) throws IOException {
        var head = head(status, contentType, headers)
                .append("Content-Length: ")
                .append(body.length)
                .append("\r\n\r\n");
        var bytes = head.toString().getBytes(ISO_8859_1);
        var all = new byte[bytes.length + body.length];
        System.arraycopy(bytes, 0, all, 0, bytes.length);
        System.arraycopy(body, 0, all, bytes.length, body.length);
        socket.getOutputStream().write(all);
        open = keepsAlive();
    }

    /** Answers in small pieces spread over the given time. */
    public void answerSlowly(int status, String contentType, byte[] body, long millis)
            throws IOException, InterruptedException {
        var head = head(status, contentType, Map.of())
                .append("Content-Length: ")
                .append(body.length)
                .append("\r\n\r\n");
        OutputStream out = socket.getOutputStream();
        out.write(head.toString().getBytes(ISO_8859_1));
        var pieces = Math.max(1, Math.min(20, body.length));
        for (var piece = 0; piece < pieces; piece++) {
            var from = (int) ((long) body.length * piece / pieces);
            var to = (int) ((long) body.length * (piece + 1) / pieces);
            out.write(body, from, to - from);
            out.flush();
            Thread.sleep(millis / pieces);
        }
        open = keepsAlive();
    }

    /** Closes the connection without a byte of an answer. */
    public void drop() {
        open = false;
    }

    /** Keeps the client waiting for that long, then closes the connection without an answer. */
    public void dropAfter(long millis) throws InterruptedException {
        open = false;
        Thread.sleep(millis);
    }

    private boolean keepsAlive() {
        return clientKeepsAlive && !last.getAsBoolean();
    }

    boolean open() {
        return open;
    }

    private StringBuilder head(int status, String contentType, Map<String, String> headers) {
        var head = new StringBuilder(200)
                .append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason(status))
                .append("\r\nContent-Type: ")
                .append(contentType)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Connection: ")
                .append(keepsAlive() ? "keep-alive" : "close")
                .append("\r\n");
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Payload Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
