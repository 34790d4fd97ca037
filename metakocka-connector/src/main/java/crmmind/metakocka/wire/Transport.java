package crmmind.metakocka.wire;

import crmmind.metakocka.MetakockaSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** Sends a request once and brings back the raw answer, or says how it failed. Knows nothing of its meaning. */
public class Transport {

    /** Larger answers are cut off and so count as broken. */
    static final int LARGEST_ANSWER = 32 * 1024 * 1024;

    private final MetakockaApi reads;
    private final MetakockaApi writes;
    private final Duration readTimeout;
    private final Duration writeTimeout;

    /** The raw answer. Nobody compares or changes the bytes. */
    @SuppressWarnings("ArrayRecordComponent")
    public record RawAnswer(int status, @Nullable String contentType, byte[] body) {}

    /** The request did not leave. */
    public static final class NotSentException extends IOException {
        private static final long serialVersionUID = 1L;

        NotSentException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Prepares the clients for one address. */
    public Transport(URI url, MetakockaSettings settings) {
        readTimeout = settings.readTimeout();
        writeTimeout = settings.writeTimeout();
        reads = client(url, settings, readTimeout);
        writes = client(url, settings, writeTimeout);
    }

    private static MetakockaApi client(URI url, MetakockaSettings settings, Duration timeout) {
        var builder = RestClientBuilder.newBuilder()
                .baseUri(url)
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // an error status is an answer like any other here
                .property("microprofile.rest.client.disable.default.mapper", true)
                .property(SendOnceListener.PROCESSING, settings.requestBody().name());
        return builder.build(MetakockaApi.class);
    }

    /**
     * Sends the request.
     *
     * @throws NotSentException if no connection could be made
     * @throws IOException if it left, and no whole answer came back in time
     */
    public RawAnswer send(RemoteOperation operation, byte[] request) throws IOException {
        var timeout = operation.write() ? writeTimeout : readTimeout;
        long deadline = System.nanoTime() + timeout.toNanos();
        try (var response = operation.call(operation.write() ? writes : reads, request)) {
            var stream = response.readEntity(InputStream.class);
            var body = stream == null ? new byte[0] : whole(stream, deadline);
            return new RawAnswer(response.getStatus(), response.getHeaderString("Content-Type"), body);
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    private static byte[] whole(InputStream stream, long deadline) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[16 * 1024];
        int read = stream.read(buffer);
        while (read >= 0) {
            bytes.write(buffer, 0, read);
            if (bytes.size() > LARGEST_ANSWER) {
                throw new IOException("The answer is larger than " + LARGEST_ANSWER + " bytes");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("The answer did not end in time");
            }
            read = stream.read(buffer);
        }
        return bytes.toByteArray();
    }

    private static IOException failure(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoRouteToHostException || cause instanceof ConnectException) {
                return new NotSentException("no connection (" + cause.getMessage() + ")", e);
            }
            if (cause instanceof UnknownHostException) {
                return new NotSentException("host not found (" + cause.getMessage() + ")", e);
            }
            if (cause instanceof SSLHandshakeException) {
                return new NotSentException("no secure connection (" + cause.getMessage() + ")", e);
            }
            if (cause instanceof SocketTimeoutException timeout) {
                var words = String.valueOf(timeout.getMessage()).toLowerCase(Locale.ROOT);
                return words.contains("connect")
                        ? new NotSentException("no connection in time", e)
                        : new IOException("no answer in time", e);
            }
            if (cause instanceof IOException) {
                return new IOException("connection lost (" + cause.getMessage() + ")", e);
            }
        }
        return new IOException("call failed (" + e + ")", e);
    }
}
