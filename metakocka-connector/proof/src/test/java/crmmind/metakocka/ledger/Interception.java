package crmmind.metakocka.ledger;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Stands between a node and Metakocka and hands each whole request to the test, which decides when, whether and how
 * often it is delivered, and what of the answer comes back: late, twice, from the past, or not at all.
 */
final class Interception implements Closeable {

    /** What is done with a request. */
    @FunctionalInterface
    interface Handling {
        /** The answer that goes back, or null to close the connection without one. */
        byte[] answer(Request request) throws Exception;
    }

    /** A whole request as it came. */
    final class Request {
        private final byte[] bytes;

        private Request(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The last part of the path, Metakocka's name of the operation. */
        String operation() {
            var line = text().substring(0, text().indexOf(" HTTP/"));
            return line.substring(line.lastIndexOf('/') + 1);
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Delivers it and waits for the whole answer; may be done again. */
        byte[] deliver() throws IOException {
            return send(bytes);
        }

        /** Delivers it with another text of the same length in it, as somebody who asks for something else. */
        byte[] deliverInsteadOf(String text, String other) throws IOException {
            if (text.length() != other.length() || !text().contains(text)) {
                throw new IllegalArgumentException(text + " cannot become " + other);
            }
            return send(text().replace(text, other).getBytes(StandardCharsets.UTF_8));
        }
    }

    private final ServerSocket server;
    private final URI metakocka;
    private final Handling handling;

    Interception(URI metakocka, Handling handling) {
        this.metakocka = metakocka;
        this.handling = handling;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "interception");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            while (true) {
                var request = message(client.getInputStream());
                if (request.length == 0) {
                    return; // no more requests
                }
                var answer = handling.answer(new Request(request));
                if (answer == null) {
                    return;
                }
                client.getOutputStream().write(answer);
                client.getOutputStream().flush();
            }
        } catch (IOException e) {
            // one side is gone, and with it the connection
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] send(byte[] request) throws IOException {
        try (var upstream = new Socket(metakocka.getHost(), metakocka.getPort())) {
            upstream.setTcpNoDelay(true);
            upstream.getOutputStream().write(request);
            upstream.getOutputStream().flush();
            return message(upstream.getInputStream());
        }
    }

    /** A whole request or answer: head, and a body with its length or in chunks. Empty at the end. */
    private static byte[] message(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var head = new StringBuilder();
        for (var line = line(in, bytes); !line.isEmpty(); line = line(in, bytes)) {
            head.append(line.toLowerCase(Locale.ROOT)).append('\n');
        }
        if (bytes.size() == 0) {
            return new byte[0];
        }
        if (head.toString().contains("transfer-encoding: chunked")) {
            int size;
            do {
                size = Integer.parseInt(line(in, bytes).trim(), 16);
                copy(in, bytes, size);
                line(in, bytes);
            } while (size > 0);
        } else {
            int at = head.indexOf("content-length:");
            if (at >= 0) {
                copy(
                        in,
                        bytes,
                        Integer.parseInt(
                                head.substring(at + 15, head.indexOf("\n", at)).trim()));
            }
        }
        return bytes.toByteArray();
    }

    private static void copy(InputStream in, ByteArrayOutputStream out, int length) throws IOException {
        var part = in.readNBytes(length);
        if (part.length < length) {
            throw new EOFException();
        }
        out.write(part);
    }

    /** A line without its end; empty at the end of the stream. */
    private static String line(InputStream in, ByteArrayOutputStream out) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            out.write(next);
            if (next == '\n') {
                break;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
