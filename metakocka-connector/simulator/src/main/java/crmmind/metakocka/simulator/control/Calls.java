package crmmind.metakocka.simulator.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The journal of received calls, newest kept. Secrets are taken out before anything is written down. It is not kept
 * over a restart.
 */
public final class Calls {
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int LONGEST = 16 * 1024;
    private static final String HIDDEN = "***";

    private final Deque<Call> calls = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final String secret;
    private final IntSupplier most;
    private long last;
    private long bytes;

    /** Calls of a company with that secret; how many are kept may change. */
    public Calls(String secret, IntSupplier most) {
        this.secret = secret;
        this.most = most;
    }

    /** A call that was received. */
    public static final class Call {
        private final long number;
        private final Instant at;
        private final String method;
        private final String path;
        private final String operation;
        private final byte[] request;
        private int status;
        private byte @Nullable [] answer;
        private long millis;
        private @Nullable String fault;
        private boolean done;

        private Call(long number, Instant at, String method, String path, String operation, byte[] request) {
            this.number = number;
            this.at = at;
            this.method = method;
            this.path = path;
            this.operation = operation;
            this.request = request;
        }

        private int size() {
            return 200 + request.length + (answer == null ? 0 : answer.length);
        }
    }

    /** Writes down that a call came in. */
    public synchronized Call received(
            Instant at, String method, String path, String operation, byte[] body, @Nullable JsonNode parsed) {
        last++;
        counts.merge(operation, 1L, Long::sum);
        var call = new Call(last, at, method, path, operation, redacted(body, parsed));
        calls.addLast(call);
        bytes += call.size();
        trim();
        return call;
    }

    /** Writes down which fault struck. */
    public synchronized void struck(Call call, Fault fault) {
        call.fault = fault.kind().wire();
    }

    /** Writes down that the operation was carried out. */
    public synchronized void done(Call call) {
        call.done = true;
    }

    /** Writes down what was answered; status 0 and no answer if the connection was closed instead. */
    public synchronized void answered(Call call, int status, byte @Nullable [] answer, long millis) {
        bytes -= call.size();
        call.status = status;
        call.answer = answer == null ? null : shortened(hidden(new String(answer, UTF_8)));
        call.millis = millis;
        bytes += call.size();
    }

    public synchronized void clear() {
        calls.clear();
        counts.clear();
        bytes = 0;
    }

    /** How many calls came in per operation, since the start or the last reset. */
    public synchronized JsonNode counts() {
        return Json.tree(counts);
    }

    /**
     * The calls that are still kept, oldest first.
     *
     * @param since only those with a higher number, or not before that time (ISO-8601); null for all
     * @param operation only those of that operation; null for all
     * @throws java.time.format.DateTimeParseException if since is neither
     */
    public synchronized ArrayNode shown(@Nullable String since, @Nullable String operation) {
        var newer = newer(since);
        var shown = Json.array();
        for (var call : calls) {
            if (newer.test(call) && (operation == null || operation.equals(call.operation))) {
                shown.add(shown(call));
            }
        }
        return shown;
    }

    private static Predicate<Call> newer(@Nullable String since) {
        if (since == null || since.isEmpty()) {
            return call -> true;
        }
        if (since.chars().allMatch(Character::isDigit)) {
            var number = Long.parseLong(since);
            return call -> call.number > number;
        }
        var time = Instant.parse(since);
        return call -> !call.at.isBefore(time);
    }

    private static ObjectNode shown(Call call) {
        var shown = Json.object();
        shown.put("seq", call.number);
        shown.put("at", call.at.toString());
        shown.put("operation", call.operation);
        shown.put("method", call.method);
        shown.put("path", call.path);
        shown.set("request", json(call.request));
        if (call.status > 0) {
            shown.put("status", call.status);
        } else {
            shown.putNull("status");
        }
        shown.set("answer", call.answer == null ? Json.object().nullNode() : json(call.answer));
        shown.put("durationMs", call.millis);
        shown.put("fault", call.fault);
        return shown.put("done", call.done);
    }

    private static JsonNode json(byte[] text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            return TextNode.valueOf(new String(text, UTF_8));
        }
    }

    private byte[] redacted(byte[] body, @Nullable JsonNode parsed) {
        if (parsed == null) {
            return Json.bytes(TextNode.valueOf("(" + body.length + " bytes, not a JSON object)"));
        }
        var copy = parsed.deepCopy();
        hideSecrets(copy);
        return shortened(hidden(new String(Json.bytes(copy), UTF_8)));
    }

    private static void hideSecrets(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getKey().strip().equalsIgnoreCase("secret_key")) {
                    field.setValue(TextNode.valueOf(HIDDEN));
                }
            });
        }
        node.forEach(Calls::hideSecrets);
    }

    private String hidden(String text) {
        return secret.isEmpty() ? text : text.replace(secret, HIDDEN);
    }

    private static byte[] shortened(String text) {
        if (text.length() <= LONGEST) {
            return text.getBytes(UTF_8);
        }
        return Json.bytes(Json.object()
                .put("shortened", true)
                .put("characters", text.length())
                .put("start", text.substring(0, 1000)));
    }

    private void trim() {
        while (calls.size() > Math.max(1, most.getAsInt()) || (bytes > MOST_BYTES && calls.size() > 1)) {
            bytes -= calls.removeFirst().size();
        }
    }
}
