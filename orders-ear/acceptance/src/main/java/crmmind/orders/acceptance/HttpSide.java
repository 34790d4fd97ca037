package crmmind.orders.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One server as a caller sees it: requests go out exactly as asked for, and answers come back whatever their status.
 */
public final class HttpSide {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Map<String, String> headers;
    private final Consumer<Answer> witness;

    private HttpSide(URI base, Map<String, String> headers, Consumer<Answer> witness) {
        this.base = base;
        this.headers = headers;
        this.witness = witness;
    }

    /** Requests without any credentials. */
    public static HttpSide of(URI base) {
        return new HttpSide(base, Map.of(), answer -> {});
    }

    /** The same server, with this API token. */
    public HttpSide withToken(String token) {
        return withHeader("Authorization", "Bearer " + token);
    }

    /** The same server, with one more header in each request. */
    public HttpSide withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpSide(base, more, witness);
    }

    /** The same server; each answer is shown to somebody, who may throw, before the caller has it. */
    public HttpSide witnessedBy(Consumer<Answer> somebody) {
        return new HttpSide(base, headers, somebody);
    }

    /** Where the server is. */
    public URI base() {
        return base;
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param body what becomes JSON; a {@code String} goes out as it is */
    public Answer post(String path, Object body) {
        return send("POST", path, text(body));
    }

    /** @param body what becomes JSON; a {@code String} goes out as it is */
    public Answer put(String path, Object body) {
        return send("PUT", path, text(body));
    }

    /** @param body what becomes JSON; a {@code String} goes out as it is */
    public Answer patch(String path, Object body) {
        return send("PATCH", path, text(body));
    }

    /**
     * Sends one request; nothing is repeated and no redirection followed. A body is JSON unless {@link #withHeader}
     * said otherwise.
     *
     * @throws UncheckedIOException when there is no answer
     */
    public Answer send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            var answer =
                    new Answer(method + " " + base + path, response.statusCode(), response.headers(), response.body());
            witness.accept(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + method + " " + path, e);
        }
    }

    private static String text(Object body) {
        if (body instanceof String text) {
            return text;
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
