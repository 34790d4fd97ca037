package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** Calls a simulator over HTTP as a company that knows its secret. */
final class SimulatorClient {
    static final String SECRET = "simulator-secret";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Set<String> JSON_FAMILY = Set.of("warehouse_list", "warehouse_stock", "product_list");
    private static final Set<String> PLAIN_FAMILY =
            Set.of("add_attachment", "create_complaint", "update_complaint", "sync_stock");

    private final URI address;

    SimulatorClient(URI address) {
        this.address = address;
    }

    /** An object written with single quotes. */
    static ObjectNode json(String text) {
        return Json.own(text.replace('\'', '"').getBytes(UTF_8));
    }

    /** Where an operation lives. */
    static String path(String operation) {
        if (JSON_FAMILY.contains(operation)) {
            return "/rest/eshop/v1/json/" + operation;
        }
        return (PLAIN_FAMILY.contains(operation) ? "/rest/eshop/" : "/rest/eshop/v1/") + operation;
    }

    /** Calls an operation with credentials; the body is written with single quotes. */
    ObjectNode call(String operation, String body) {
        return call(operation, json(body));
    }

    ObjectNode call(String operation, ObjectNode body) {
        return object(post(path(operation), withCredentials(body)).body());
    }

    static ObjectNode withCredentials(ObjectNode body) {
        return Json.object().put("secret_key", SECRET).put("company_id", "16").setAll(body);
    }

    HttpResponse<byte[]> post(String path, JsonNode body) {
        return send("POST", path, Json.bytes(body));
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body) {
        try {
            return sendOnce(method, path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<byte[]> sendOnce(String method, String path, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    static ObjectNode object(byte[] body) {
        return Json.own(body);
    }

    // ---- control

    ObjectNode state() {
        return (ObjectNode) control("GET", "/_sim/state", "");
    }

    ArrayNode documents(String query) {
        return (ArrayNode) control("GET", "/_sim/documents?" + query, "");
    }

    ArrayNode calls(String query) {
        return (ArrayNode) control("GET", "/_sim/calls?" + query, "");
    }

    void setting(String name, String value) {
        control("PUT", "/_sim/settings", "{'" + name + "': " + value + "}");
    }

    void fault(String fault) {
        control("POST", "/_sim/faults", fault);
    }

    ObjectNode act(String action) {
        return (ObjectNode) control("POST", "/_sim/actions", action);
    }

    void reset() {
        control("POST", "/_sim/reset", "");
    }

    /** Calls a control end-point, body with single quotes, and expects that it works. */
    JsonNode control(String method, String path, String body) {
        var response = send(method, path, body.replace('\'', '"').getBytes(UTF_8));
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + new String(response.body(), UTF_8));
        }
        try {
            return Json.read(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
