package crmmind.metakocka.simulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one request after another from a connection. */
final class RequestReader {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int LONGEST_BODY = 64 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final Runnable onFirstByte;

    record Parsed(HttpRequest request, boolean keepAlive) {}

    RequestReader(InputStream in, OutputStream out, Runnable onFirstByte) {
        this.in = in;
        this.out = out;
        this.onFirstByte = onFirstByte;
    }

    /** The next request, or null when the client closed the connection. */
    @Nullable
    Parsed next() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return null;
        }
        onFirstByte.run();
        in.reset();
        var line = line();
        if (line.isEmpty()) {
            line = line(); // a blank line before a request is allowed
        }
        var parts = line.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new IOException("Not an HTTP/1 request line");
        }
        var headers = headers();
        var keepAlive = keepAlive(parts[2], headers.getOrDefault("connection", ""));
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        var body = body(headers);
        var question = parts[1].indexOf('?');
        var path = question < 0 ? parts[1] : parts[1].substring(0, question);
        var query = question < 0 ? "" : parts[1].substring(question + 1);
        return new Parsed(new HttpRequest(parts[0], normal(path), parameters(query), headers, body), keepAlive);
    }

    private static boolean keepAlive(String version, String connection) {
        var wish = connection.toLowerCase(Locale.ROOT);
        return version.equals("HTTP/1.0") ? wish.contains("keep-alive") : !wish.contains("close");
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
            if (headers.size() > 200) {
                throw new IOException("Too many headers");
            }
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return chunks();
        }
        var length = headers.get("content-length");
        if (length == null) {
            return new byte[0];
        }
        try {
            return exactly(Long.parseLong(length));
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length is not a number", e);
        }
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var head = line();
            var semicolon = head.indexOf(';');
            var size = (semicolon < 0 ? head : head.substring(0, semicolon)).trim();
            long length;
            try {
                length = Long.parseLong(size, 16);
            } catch (NumberFormatException e) {
                throw new IOException("Chunk size is not a number", e);
            }
            if (length == 0) {
                headers(); // trailers
                return body.toByteArray();
            }
            if (body.size() + length > LONGEST_BODY) {
                throw new IOException("Body too long");
            }
            body.writeBytes(exactly(length));
            if (!line().isEmpty()) {
                throw new IOException("Chunk without an end");
            }
        }
    }

    private byte[] exactly(long length) throws IOException {
        if (length < 0 || length > LONGEST_BODY) {
            throw new IOException("Body too long");
        }
        var bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("The client closed in the middle of a body");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The client closed in the middle of a line");
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("Line too long");
            }
            line.write(b);
        }
        var text = line.toString(UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Resolves {@code .} and {@code ..}, as {@code …/v1/../add_attachment} is sent by a real client. */
    static String normal(String raw) {
        var kept = new ArrayDeque<String>();
        for (var segment : URLDecoder.decode(raw.replace("+", "%2B"), UTF_8).split("/")) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> kept.pollLast();
                default -> kept.addLast(segment);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        }
        return parameters;
    }
}
