package crmmind.orders.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.Desk;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Every misbehaviour of Metakocka at the two writes that have no key of ours: a packing list and an invoice. What was
 * made there is found and taken; what was not is never made again by itself but put before a person.
 */
class PaperFaultsIT {

    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What the desk can know of the struck call, and whether Metakocka made the document. */
    private static final Map<String, Expected> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("delay", new Expected("done", true)),
            Map.entry("slow_body", new Expected("done", true)),
            Map.entry("drop_after", new Expected("unknown", true)),
            Map.entry("late", new Expected("unknown", true)),
            Map.entry("http_500_after", new Expected("unknown", true)),
            Map.entry("truncated_json", new Expected("unknown", true)),
            Map.entry("drop_before", new Expected("unknown", false)),
            Map.entry("http_500_before", new Expected("unknown", false)),
            Map.entry("http_429", new Expected("unknown", false)),
            Map.entry("html_200", new Expected("unknown", false)),
            Map.entry("opr_code_1", new Expected("unknown", false))));

    private record Expected(String outcome, boolean made) {}

    private record Cell(String kind, String orderId, String number) {}

    /** A write, by what its request holds beside the mark of the order. */
    private record Paper(String mode, String operation, String type, String holding) {}

    private static final Paper PACKING_LIST = new Paper(
            "packing_list", "put_document", "warehouse_packing_list", "\"doc_type\":\"warehouse_packing_list\"");
    private static final Paper INVOICE =
            new Paper("invoice", "update_document", "sales_bill_domestic", "\"create_invoice\":\"true\"");

    @Test
    void a_packing_list_is_made_once_or_asked_about() throws Exception {
        every_fault(PACKING_LIST);
    }

    @Test
    void an_invoice_is_made_once_or_asked_about() throws Exception {
        every_fault(INVOICE);
    }

    private static void every_fault(Paper paper) throws Exception {
        try (var desk = Desk.own("desk-faults-" + paper.mode(), Map.of("METAKOCKA_FULFILLMENT_MODE", paper.mode()))) {
            var cells = new ArrayList<Cell>();
            for (var kind : KINDS.keySet()) {
                cells.add(taken(desk, kind));
            }
            desk.as("sales")
                    .withHeader("Prefer", "respond-async")
                    .post(
                            METAKOCKA + "sync",
                            Map.of("orderIds", cells.stream().map(Cell::orderId).toList()))
                    .expect(200, 202);
            awaitSettled(desk, cells);
            for (var cell : cells) {
                desk.metakocka()
                        .control()
                        .post(
                                "/_sim/faults",
                                Map.of(
                                        "kind",
                                        cell.kind(),
                                        "operation",
                                        paper.operation(),
                                        "containing",
                                        key(desk, paper, cell),
                                        "delayMs",
                                        1500))
                        .expect(201);
            }

            for (var cell : cells) {
                desk.as("warehouse")
                        .withHeader("Prefer", "respond-async")
                        .post(METAKOCKA + "fulfill", Map.of("orderId", cell.orderId()))
                        .expect(200, 202);
            }
            awaitSettled(desk, cells);

            var softly = new SoftAssertions();
            for (var cell : cells) {
                check(desk, paper, cell, softly);
            }
            softly.assertThat(hits(desk)).as("faults that struck").isEqualTo(cells.size());
            softly.assertThat(rows(desk, "select rule || ' ' || subject from books_out_of_balance"))
                    .as("books out of balance")
                    .isEmpty();
            softly.assertAll();
        }
    }

    private static void check(Desk desk, Paper paper, Cell cell, SoftAssertions softly) throws SQLException {
        var expected = KINDS.get(cell.kind());
        var key = key(desk, paper, cell);
        var sent = rows(
                desk,
                "select outcome from metakocka_exchanges where position(? in request) > 0 and position(? in request) > 0"
                        + " and outcome <> 'not_sent' order by id",
                paper.holding(),
                key);
        // once and no more, whatever was answered
        softly.assertThat(sent).as("%s: the write", cell.kind()).containsExactly(expected.outcome());
        var received = StreamSupport.stream(
                        desk.metakocka()
                                .control()
                                .get("/_sim/calls?operation=" + paper.operation())
                                .expect(200)
                                .json()
                                .spliterator(),
                        false)
                .map(call -> call.path("request").toString())
                .filter(request -> request.contains(paper.holding()) && request.contains(key))
                .count();
        softly.assertThat(received)
                .as("%s: requests Metakocka got", cell.kind())
                .isEqualTo(1);
        var orders = desk.metakocka().salesOrders(cell.number());
        softly.assertThat(orders).as("%s: orders there", cell.kind()).hasSize(1);
        softly.assertThat(linked(orders.get(0), paper.type()))
                .as("%s: documents there", cell.kind())
                .isEqualTo(expected.made() ? 1 : 0);
        var order = details(desk, cell);
        softly.assertThat(order.path("syncStatus").asText())
                .as("%s: %s", cell.kind(), order.path("syncError"))
                .isEqualTo(expected.made() ? "synced" : "needs_review");
        softly.assertThat(orders.get(0).path("status_desc").asText())
                .as("%s: the status waits for the document", cell.kind())
                .isEqualTo(expected.made() ? "shipped" : "created");
        if (!expected.made()) {
            softly.assertThat(order.path("syncError").asText())
                    .as("%s: the person is told what to do", cell.kind())
                    .isNotBlank();
        }
    }

    private static Cell taken(Desk desk, String kind) {
        var order = desk.as("sales")
                .post(
                        "/api/orders",
                        Map.of(
                                "customer",
                                Map.of(
                                        "name",
                                        "Paper days d.o.o.",
                                        "address",
                                        Map.of(
                                                "street",
                                                "Slovenska cesta 1",
                                                "postCode",
                                                "1000",
                                                "city",
                                                "Ljubljana",
                                                "country",
                                                "SI")),
                                "currency",
                                "EUR",
                                "items",
                                List.of(Map.of("productCode", "ART-042", "quantity", "2", "unitPrice", "52"))))
                .expect(201)
                .json();
        return new Cell(
                kind, order.path("id").asText(), order.path("orderNumber").asText());
    }

    /**
     * What only the write of this cell holds: a packing list names the order by its reference, an invoice by its id.
     */
    private static String key(Desk desk, Paper paper, Cell cell) {
        return paper.equals(PACKING_LIST)
                ? "\"buyer_order\":\"" + cell.number() + "\""
                : "\"mk_id\":\"" + details(desk, cell).at("/metakocka/id").asText() + "\",\"create_invoice\"";
    }

    private static JsonNode details(Desk desk, Cell cell) {
        return desk.as("viewer")
                .get("/api/orders/" + cell.orderId())
                .expect(200)
                .json();
    }

    private static long linked(JsonNode order, String type) {
        return StreamSupport.stream(order.path("doc_link_list").spliterator(), false)
                .filter(link -> link.path("doc_type").asText().equals(type))
                .count();
    }

    private static long hits(Desk desk) {
        return StreamSupport.stream(
                        desk.metakocka()
                                .control()
                                .get("/_sim/faults")
                                .expect(200)
                                .json()
                                .spliterator(),
                        false)
                .filter(fault -> fault.path("hits").asInt() == 1)
                .count();
    }

    /** Waits until no operation moves by itself any more: done, or before a person with those behind it waiting. */
    private static void awaitSettled(Desk desk, List<Cell> cells) throws SQLException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var ids = String.join(",", cells.stream().map(Cell::orderId).toList());
        while (true) {
            var open = rows(
                    desk,
                    "select o.kind || ' ' || o.state from metakocka_operations o"
                            + " where o.document_id = any (string_to_array(?, ',')::uuid[])"
                            + " and o.state in ('pending', 'sending', 'unknown') and not exists ("
                            + "select 1 from metakocka_operations asked where asked.document_id = o.document_id"
                            + " and asked.state = 'review' and asked.seq < o.seq)",
                    ids);
            if (open.isEmpty()) {
                return;
            }
            assertThat(System.nanoTime()).as("settled in time: %s", open).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static List<String> rows(Desk desk, String sql, String... values) throws SQLException {
        try (var connection = desk.database();
                var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            var found = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
