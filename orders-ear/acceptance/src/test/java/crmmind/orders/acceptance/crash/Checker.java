package crmmind.orders.acceptance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.crash.History.OrderKnown;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the clients were told with what both systems hold. Looks only when nothing is on its way any more: what
 * is then missing, doubled or different stays so.
 */
final class Checker {

    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(5);
    private static final String OPEN =
            "select count(*) from metakocka_operations where state in ('pending', 'sending', 'unknown')";

    private final DurableBackends backends;
    private final History history;
    private final String mark;
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> different = new ArrayList<>();

    private record Row(
            String id,
            String number,
            String mark,
            String status,
            BigDecimal total,
            String syncStatus,
            @Nullable String metakockaId,
            String shipped) {}

    private Checker(DurableBackends backends, History history, String mark) {
        this.backends = backends;
        this.history = history;
        this.mark = mark;
    }

    /**
     * What was found wrong; all empty while the promise holds.
     *
     * @param lost acknowledged and not there, or not there as it was acknowledged
     * @param doubled there more than once, or there without anybody having been told
     * @param different not the same on both sides, or books that do not agree with each other
     */
    record Findings(List<String> lost, List<String> doubled, List<String> different) {}

    /** Waits until everything that is on its way has arrived; says how many seconds that took. */
    static double awaitNothingOpen(DurableBackends backends) throws InterruptedException {
        var from = System.nanoTime();
        while (backends.number(OPEN) > 0) {
            if (System.nanoTime() - from > SETTLE_LIMIT.toNanos()) {
                throw new AssertionError("Still open after " + SETTLE_LIMIT + ": "
                        + backends.query(
                                "select reference, kind, state, coalesce(waiting_for, ''), coalesce(message, '')"
                                        + " from metakocka_operations where state in ('pending', 'sending', 'unknown')",
                                row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " "
                                        + row.getString(4) + " " + row.getString(5)));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return (System.nanoTime() - from) / 1e9;
    }

    /** Looks at the orders with that mark, and at what holds for all. */
    static Findings check(DurableBackends backends, History history, String mark) {
        var checker = new Checker(backends, history, mark);
        checker.orders();
        checker.wholes();
        return new Findings(checker.lost, checker.doubled, checker.different);
    }

    private void orders() {
        var rows = new HashMap<String, List<Row>>();
        for (var row : backends.query(
                """
                select d.id::text, d.document_number, d.notes, d.order_status, d.total_amount,
                       coalesce(m.sync_status, ''), m.metakocka_id,
                       (select string_agg(trim_scale(i.fulfilled_quantity)::text, ' ' order by i.position)
                        from sales_document_items i where i.document_id = d.id)
                from sales_documents d left join sales_document_mappings m on m.document_id = d.id
                where d.notes like ? || '-%'
                """,
                row -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBigDecimal(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                mark)) {
            rows.computeIfAbsent(row.mark(), key -> new ArrayList<>()).add(row);
        }
        var documents = new HashMap<String, List<JsonNode>>();
        backends.metakocka()
                .control()
                .get("/_sim/documents?doc_type=sales_order")
                .expect(200)
                .json()
                .forEach(document -> documents
                        .computeIfAbsent(document.path("buyer_order").asText(), key -> new ArrayList<>())
                        .add(document));
        var known = new HashSet<String>();
        for (var order : history.orders()) {
            known.add(order.mark());
            var found = rows.getOrDefault(order.mark(), List.of());
            if (found.isEmpty()) {
                lost.add(order + " is not there");
            } else if (found.size() > 1) {
                doubled.add(order + " is there " + found.size() + " times");
            } else {
                here(order, found.get(0));
                there(order, found.get(0), documents.getOrDefault(order.number(), List.of()));
            }
        }
        rows.keySet().stream()
                .filter(found -> !known.contains(found))
                .forEach(found -> doubled.add("Nobody was told of an order " + found));
    }

    /** What was acknowledged is in the desk's tables. */
    private void here(OrderKnown order, Row row) {
        expect(lost, order, "id", order.id(), row.id());
        expect(lost, order, "number", order.number(), row.number());
        expect(lost, order, "status", order.status(), row.status());
        expect(lost, order, "total", order.total(), row.total());
        var shipped = new ArrayList<String>();
        for (int i = 0; i < order.lines().size(); i++) {
            shipped.add(order.shippedOf(i).stripTrailingZeros().toPlainString());
        }
        expect(lost, order, "shipped", String.join(" ", shipped), row.shipped());
    }

    /** And Metakocka has it once, and as it stands here. */
    private void there(OrderKnown order, Row row, List<JsonNode> documents) {
        // withdrawn before it was sent, or never meant to be sent
        int wanted = order.isSubmitted() && !(order.status().equals("cancelled") && row.metakockaId() == null) ? 1 : 0;
        if (documents.size() != wanted) {
            (documents.size() > wanted ? doubled : lost)
                    .add(order + " is " + documents.size() + " times in Metakocka, not " + wanted);
            return;
        }
        if (wanted == 0) {
            return;
        }
        var document = documents.get(0);
        expect(different, order, "sync status", "synced", row.syncStatus());
        expect(
                different,
                order,
                "mk_id",
                String.valueOf(row.metakockaId()),
                document.path("mk_id").asText());
        expect(
                different,
                order,
                "status there",
                order.metakockaStatus(),
                document.path("status_desc").asText());
        expect(different, order, "total there", order.total(), number(document.path("sum_all")));
        var lines = document.path("product_list");
        expect(different, order, "lines there", order.lines().size(), lines.size());
        for (int i = 0; i < Math.min(order.lines().size(), lines.size()); i++) {
            var line = order.lines().get(i);
            expect(
                    different,
                    order,
                    "product there",
                    line.productCode(),
                    lines.get(i).path("code").asText());
            expect(
                    different,
                    order,
                    "quantity there",
                    line.quantity(),
                    number(lines.get(i).path("amount")));
            expect(
                    different,
                    order,
                    "price there",
                    line.unitPrice(),
                    number(lines.get(i).path("price")));
        }
        var notes = document.path("notes").asText();
        expect(
                doubled,
                order,
                "shipments in the notes there",
                order.shipments(),
                notes.split("CRM shipment ", -1).length - 1);
        expect(
                doubled,
                order,
                "cancellations in the notes there",
                order.status().equals("cancelled") ? 1 : 0,
                notes.split("CRM cancelled ", -1).length - 1);
    }

    private void wholes() {
        backends.metakocka()
                .state()
                .get("duplicateReferences")
                .forEach(reference -> doubled.add("Metakocka has several orders " + reference));
        different.addAll(backends.query(
                "select rule || ' ' || subject || ' ' || numbers from books_out_of_balance", row -> row.getString(1)));
        different.addAll(backends.query(
                "select 'For a person: ' || reference || ' ' || kind || ' ' || state || ' ' || coalesce(message, '')"
                        + " from metakocka_operations where state in ('review', 'refused')",
                row -> row.getString(1)));
        if (!history.refusals().isEmpty()) {
            different.add("Refused, though nothing was wrong with it: " + history.refusals());
        }
    }

    private static BigDecimal number(JsonNode value) {
        return new BigDecimal(value.asText().replace(',', '.'));
    }

    private static void expect(List<String> findings, OrderKnown order, String what, Object wanted, Object found) {
        boolean same =
                wanted instanceof BigDecimal number ? number.compareTo((BigDecimal) found) == 0 : wanted.equals(found);
        if (!same) {
            findings.add(order + ": " + what + " should be " + wanted + ", is " + found);
        }
    }
}
