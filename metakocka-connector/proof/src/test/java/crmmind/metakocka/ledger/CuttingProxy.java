package crmmind.metakocka.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between one node and Metakocka, and kills the node in the middle of a write: with half the request gone out,
 * or with the answer on its way back.
 */
final class CuttingProxy implements Closeable {

    private final ServerSocket server;
    private final URI metakocka;
    private final CrashPoint point;
    private final AtomicInteger left;
    private volatile Runnable kill = () -> {};

    CuttingProxy(URI metakocka, CrashPoint point, int times) {
        this.metakocka = metakocka;
        this.point = point;
        this.left = new AtomicInteger(times);
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

    /** What kills the node; ends after it is dead. */
    void kills(Runnable node) {
        kill = node;
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "cutting-proxy");
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
        try (client;
                var upstream = new Socket(metakocka.getHost(), metakocka.getPort())) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var armed = new boolean[1];
            daemon(() -> back(upstream, client, armed));
            forth(client.getInputStream(), upstream.getOutputStream(), armed);
        } catch (IOException e) {
            // one side is gone, and with it the connection
        }
    }

    private void forth(InputStream from, OutputStream to, boolean[] armed) throws IOException {
        var buffer = new byte[16 * 1024];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (isWrite(new String(buffer, 0, read, StandardCharsets.ISO_8859_1)) && left.getAndDecrement() <= 0) {
                if (point == CrashPoint.W3) {
                    to.write(buffer, 0, read / 2);
                    to.flush();
                    kill.run();
                    return;
                }
                synchronized (armed) {
                    armed[0] = true;
                }
            }
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    private static boolean isWrite(String request) {
        return request.startsWith("POST ")
                && (request.contains("/put_document ")
                        || request.contains("/update_document ")
                        || request.contains("/change_document_status ")
                        || request.contains("/add_partner "));
    }

    private void back(Socket upstream, Socket client, boolean[] armed) {
        try {
            var from = upstream.getInputStream();
            var to = client.getOutputStream();
            var buffer = new byte[16 * 1024];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                boolean cut;
                synchronized (armed) {
                    cut = armed[0];
                }
                if (cut) {
                    kill.run();
                    return;
                }
                to.write(buffer, 0, read);
                to.flush();
            }
            client.close();
        } catch (IOException e) {
            // one side is gone, and with it the connection
        }
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
