package crmmind.orders.acceptance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the clients were told, as they remember it: which orders were acknowledged and how each should stand by now.
 * Everything in it came over HTTP, nothing was read from the desk's tables.
 */
final class History {

    private final Queue<OrderKnown> orders = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<String, Integer> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();

    /** A line as it was ordered. */
    record Line(String productCode, BigDecimal quantity, BigDecimal unitPrice) {}

    /** One order, followed by the one client who made it. */
    static final class OrderKnown {

        private final String mark;
        private final List<Line> lines;
        private final List<String> told = new ArrayList<>();
        private String id = "";
        private String number = "";
        private BigDecimal total = BigDecimal.ZERO;
        private List<String> itemIds = List.of();
        private boolean submitted;
        private String status = "draft";
        private String metakockaStatus = "";
        private final List<BigDecimal> shipped = new ArrayList<>();
        private int shipments;

        /** @param mark what the order carries as its note, and no other does */
        OrderKnown(String mark, List<Line> lines) {
            this.mark = mark;
            this.lines = lines;
            lines.forEach(line -> shipped.add(BigDecimal.ZERO));
        }

        void created(JsonNode answer) {
            id = answer.get("id").asText();
            number = answer.get("orderNumber").asText();
            total = new BigDecimal(answer.get("totalAmount").asText());
            var ids = new ArrayList<String>();
            answer.get("items").forEach(item -> ids.add(item.get("id").asText()));
            itemIds = ids;
        }

        void submitted() {
            submitted = true;
            moved("confirmed", "created");
        }

        void moved(String ours, String theirs) {
            status = ours;
            metakockaStatus = theirs;
        }

        void shipped(int line, BigDecimal quantity) {
            shipped.set(line, shipped.get(line).add(quantity));
        }

        void shipment() {
            shipments++;
        }

        void told(String what) {
            told.add(what);
        }

        String mark() {
            return mark;
        }

        List<Line> lines() {
            return lines;
        }

        String id() {
            return id;
        }

        String number() {
            return number;
        }

        BigDecimal total() {
            return total;
        }

        String itemId(int line) {
            return itemIds.get(line);
        }

        boolean isSubmitted() {
            return submitted;
        }

        String status() {
            return status;
        }

        String metakockaStatus() {
            return metakockaStatus;
        }

        BigDecimal shippedOf(int line) {
            return shipped.get(line);
        }

        int shipments() {
            return shipments;
        }

        @Override
        public String toString() {
            return number + " " + mark + " " + told;
        }
    }

    /** From now on the order must be there. */
    void add(OrderKnown order) {
        orders.add(order);
    }

    List<OrderKnown> orders() {
        return List.copyOf(orders);
    }

    void acknowledged(boolean replay) {
        acknowledged.incrementAndGet();
        if (replay) {
            replayed.incrementAndGet();
        }
    }

    void refused(String code) {
        refusals.merge(code, 1, Integer::sum);
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    /** Commands answered with success, each counted once however often it was repeated. */
    int acknowledgedCommands() {
        return acknowledged.get();
    }

    /** Requests that ended without a clear answer and were repeated under their key. */
    int unansweredRequests() {
        return unanswered.get();
    }

    /** Commands whose repetition found them done. */
    int replayedCommands() {
        return replayed.get();
    }

    /** Commands answered with a refusal, by its code. */
    Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }
}
