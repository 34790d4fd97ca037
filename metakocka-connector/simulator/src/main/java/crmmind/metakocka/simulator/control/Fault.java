package crmmind.metakocka.simulator.control;

import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A misbehaviour that was ordered: what, for which operation, when and how often. */
public final class Fault {
    private static final int UNLIMITED = -1;

    private final long id;
    private final Kind kind;
    private final String operation;
    private final @Nullable String docType;
    private final @Nullable String containing;
    private final double probability;
    private final long delayMillis;
    private final boolean hold;
    private int after;
    private int left;
    private int hits;

    /** The kinds of misbehaviour. Those that end in "after" do the operation, those in "before" do not. */
    public enum Kind {
        /** Waits, then does and answers. */
        DELAY,
        /** Listens no more for a while. */
        REFUSE_CONNECTION,
        /** Closes the connection without doing anything. */
        DROP_BEFORE,
        /** Does it, then closes without an answer. */
        DROP_AFTER,
        /** Closes without an answer and does it later. */
        LATE,
        HTTP_500_BEFORE,
        HTTP_500_AFTER,
        /** Too many requests; nothing done. */
        HTTP_429,
        /** A maintenance page with status 200; nothing done. */
        HTML_200,
        /** Does it and answers the first half of the JSON. */
        TRUNCATED_JSON,
        /** "Internal server error." with opr_code 1; nothing done. */
        OPR_CODE_1,
        /** Does it and answers piece by piece. */
        SLOW_BODY;

        /** The name on the wire. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads what was ordered.
     *
     * @throws IllegalArgumentException if it is no fault, with a text that says why
     */
    Fault(long id, ObjectNode order) {
        this.id = id;
        var wanted = text(order, "kind", "");
        this.kind = Arrays.stream(Kind.values())
                .filter(known -> known.wire().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault kind '" + wanted + "', only "
                        + Arrays.stream(Kind.values()).map(Kind::wire).toList()));
        this.operation = text(order, "operation", "*");
        this.docType = text(order, "doc_type");
        this.containing = text(order, "containing");
        this.probability = order.path("probability").asDouble(1);
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability is above 0 and at most 1");
        }
        var defaultDelay = kind == Kind.DELAY || kind == Kind.REFUSE_CONNECTION || kind == Kind.SLOW_BODY ? 1000 : 0;
        this.delayMillis = Fields.whole(order, "delayMs", kind == Kind.LATE ? 2000 : defaultDelay, 0, 3_600_000);
        this.hold = Fields.flag(order, "hold");
        this.after = Fields.whole(order, "after", 0, 0, Integer.MAX_VALUE);
        this.left =
                Fields.whole(order, "times", order.has("probability") ? UNLIMITED : 1, UNLIMITED, Integer.MAX_VALUE);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the fault lasts or puts off, in milliseconds. */
    public long delayMillis() {
        return delayMillis;
    }

    /** Whether a dropped connection is held open for the delay instead of being closed at once. */
    public boolean hold() {
        return hold;
    }

    /** Whether it strikes now; counts down as it does or waits. */
    boolean strikes(String called, @Nullable String calledType, @Nullable ObjectNode body, double dice) {
        if (left == 0
                || !(operation.equals("*") || operation.equals(called))
                || !(docType == null || docType.equals(calledType))
                || !(containing == null || (body != null && body.toString().contains(containing)))) {
            return false;
        }
        if (after > 0) {
            after--;
            return false;
        }
        if (dice >= probability) {
            return false;
        }
        if (left > 0) {
            left--;
        }
        hits++;
        return true;
    }

    boolean dueAtOnce() {
        return after == 0;
    }

    boolean spent() {
        return left == 0;
    }

    /** Marks as used up. */
    void spend() {
        left = 0;
        hits++;
    }

    ObjectNode shown() {
        var shown = Json.object();
        shown.put("id", id).put("operation", operation).put("kind", kind.wire());
        if (docType != null) {
            shown.put("doc_type", docType);
        }
        if (containing != null) {
            shown.put("containing", containing);
        }
        shown.put("times", left).put("after", after).put("probability", probability);
        return shown.put("delayMs", delayMillis).put("hold", hold).put("hits", hits);
    }
}
