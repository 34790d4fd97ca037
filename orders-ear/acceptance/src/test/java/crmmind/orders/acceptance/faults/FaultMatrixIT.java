package crmmind.orders.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import crmmind.orders.acceptance.HttpSide;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every misbehaviour of Metakocka at every write of the desk: the call that was struck has the expected outcome, one
 * call was one request, and without a person both sides end in what was wanted, once.
 */
@ExtendWith(DeskExtension.class)
class FaultMatrixIT {

    private static final String ORDERS = "/api/orders";
    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What the desk can know of the struck call. */
    private static final Map<String, String> OUTCOMES = new TreeMap<>(Map.ofEntries(
            Map.entry("delay", "done"),
            Map.entry("drop_before", "unknown"),
            Map.entry("drop_after", "unknown"),
            Map.entry("late", "unknown"),
            Map.entry("http_500_before", "unknown"),
            Map.entry("http_500_after", "unknown"),
            Map.entry("http_429", "unknown"),
            Map.entry("html_200", "unknown"),
            Map.entry("truncated_json", "unknown"),
            Map.entry("opr_code_1", "unknown"),
            Map.entry("slow_body", "done")));

    /** The writes of the desk. */
    private enum Write {
        CREATE("put_document", false),
        PARTNER("add_partner", false),
        EDIT("update_document", true),
        STATUS("change_document_status", true),
        FULFIL("update_document", true),
        TRACKING("update_document", true),
        CANCEL("update_document", true);

        private final String operation;
        private final boolean needsOrderThere;

        Write(String operation, boolean needsOrderThere) {
            this.operation = operation;
            this.needsOrderThere = needsOrderThere;
        }
    }

    private record Cell(String kind, Write write, String orderId, String number, String customer) {

        @Override
        public String toString() {
            return kind + " × " + write.name().toLowerCase(Locale.ROOT);
        }

        String trackingNumber() {
            return "TRK-" + number;
        }
    }

    @AfterEach
    void behave(Desk desk) {
        desk.metakocka().control().delete("/_sim/faults");
    }

    @Test
    void every_fault_at_every_write_heals_by_itself(Desk desk) throws Exception {
        var cells = cells(desk, List.copyOf(OUTCOMES.keySet()));
        for (var cell : cells) {
            order(desk, cell, Map.of("kind", cell.kind(), "operation", cell.write().operation));
        }

        cells.forEach(cell -> command(desk, cell));
        awaitSettled(desk, cells);

        var softly = new SoftAssertions();
        for (var cell : cells) {
            softly.assertThat(struckOutcome(desk, cell))
                    .as("%s: the struck call", cell)
                    .isEqualTo(OUTCOMES.get(cell.kind()));
            checkRequests(desk, cell, softly);
            checkBothSides(desk, cell, softly);
        }
        checkFaultsUsed(desk, cells.size(), softly);
        softly.assertAll();
        checkNothingDoubled(desk);
    }

    @Test
    void what_people_do_while_metakocka_is_down_arrives_when_it_is_back(Desk desk) throws Exception {
        var cells = cells(desk, List.of("refuse_connection"));
        desk.metakocka()
                .control()
                .post("/_sim/faults", Map.of("kind", "refuse_connection", "delayMs", 4000))
                .expect(201);

        cells.forEach(cell -> command(desk, cell));
        awaitSettled(desk, cells);

        var softly = new SoftAssertions();
        for (var cell : cells) {
            // the first call of each operation is a read, which already finds nobody: no write was tried in vain
            softly.assertThat(outcomes(desk, cell)).as("%s: writes", cell).doesNotContain("unknown", "refused");
            checkRequests(desk, cell, softly);
            checkBothSides(desk, cell, softly);
        }
        softly.assertAll();
        checkNothingDoubled(desk);
    }

    private static List<Cell> cells(Desk desk, List<String> kinds) throws InterruptedException {
        var cells = new ArrayList<Cell>();
        for (var kind : kinds) {
            for (var write : Write.values()) {
                var customer = write == Write.PARTNER ? "Buyer " + UUID.randomUUID() : "Faulty days d.o.o.";
                var order = desk.as("sales")
                        .post(
                                ORDERS,
                                Map.of(
                                        "customer",
                                        Map.of(
                                                "name",
                                                customer,
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
                                        List.of(Map.of("productCode", "ART-043", "quantity", "2", "unitPrice", "53"))))
                        .expect(201)
                        .json();
                cells.add(new Cell(
                        kind,
                        write,
                        order.get("id").asText(),
                        order.get("orderNumber").asText(),
                        customer));
            }
        }
        var there = cells.stream().filter(cell -> cell.write().needsOrderThere).toList();
        desk.as("sales")
                .withHeader("Prefer", "respond-async")
                .post(
                        METAKOCKA + "sync",
                        Map.of("orderIds", there.stream().map(Cell::orderId).toList()))
                .expect(200, 202);
        // the buyer of the others is known by now, so that a create is one call that makes something
        awaitSettled(desk, there);
        for (var cell : there) {
            if (cell.write() == Write.TRACKING) {
                desk.metakocka()
                        .control()
                        .post("/_sim/actions", Map.of("action", "create_invoice", "buyer_order", cell.number()))
                        .expect(200);
            }
        }
        return cells;
    }

    /** Orders a fault for the one request the cell is about. */
    private static void order(Desk desk, Cell cell, Map<String, Object> fault) {
        var ordered = new HashMap<>(fault);
        ordered.put("containing", key(desk, cell));
        ordered.put("delayMs", 1500);
        desk.metakocka().control().post("/_sim/faults", ordered).expect(201);
    }

    /** What only the requests of this cell hold. */
    private static String key(Desk desk, Cell cell) {
        return switch (cell.write()) {
            case CREATE -> "\"buyer_order\":\"" + cell.number() + "\"";
            case PARTNER -> cell.customer();
            case TRACKING -> "\"tracking_code\":\"" + cell.trackingNumber() + "\"";
            default ->
                "\"mk_id\":\""
                        + desk.as("viewer")
                                .get(ORDERS + "/" + cell.orderId())
                                .expect(200)
                                .json()
                                .at("/metakocka/id")
                                .asText()
                        + "\"";
        };
    }

    private static void command(Desk desk, Cell cell) {
        var admin = desk.as("admin").withHeader("Prefer", "respond-async");
        switch (cell.write()) {
            case CREATE, PARTNER -> post(admin, "sync", Map.of("orderId", cell.orderId()));
            case STATUS -> post(admin, "status", Map.of("orderId", cell.orderId(), "status", "processing"));
            case FULFIL -> post(admin, "fulfill", Map.of("orderId", cell.orderId()));
            case TRACKING ->
                post(
                        admin,
                        "fulfill",
                        Map.of(
                                "orderId",
                                cell.orderId(),
                                "fulfillmentData",
                                Map.of("trackingNumber", cell.trackingNumber())));
            case CANCEL ->
                post(admin, "cancel", Map.of("orderId", cell.orderId(), "cancellationReason", "Found it cheaper"));
            case EDIT -> {
                var order = admin.get(ORDERS + "/" + cell.orderId()).expect(200);
                admin.withHeader("If-Match", order.header("ETag").orElseThrow())
                        .patch(
                                ORDERS + "/" + cell.orderId(),
                                Map.of(
                                        "items",
                                        List.of(Map.of(
                                                "id",
                                                order.json().at("/items/0/id").asText(),
                                                "quantity",
                                                "1"))))
                        .expect(200);
            }
        }
    }

    private static void post(HttpSide admin, String route, Map<String, Object> body) {
        admin.post(METAKOCKA + route, body).expect(200, 202);
    }

    /** Waits until both sides have said what became of everything. */
    private static void awaitSettled(Desk desk, List<Cell> cells) throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var ids = cells.stream().map(Cell::orderId).toList();
        while (open(desk, ids) > 0) {
            assertThat(System.nanoTime()).as("settled in time").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static long open(Desk desk, List<String> ids) {
        try (var connection = desk.database();
                var select = connection.prepareStatement(
                        "select (select count(*) from metakocka_operations where document_id = any (?::uuid[])"
                                + " and state in ('pending', 'sending', 'unknown'))")) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The outcomes of the cell's write, first to last; the search for hidden repeats is elsewhere. */
    private static List<String> outcomes(Desk desk, Cell cell) {
        try (var connection = desk.database();
                var select =
                        connection.prepareStatement("select outcome from metakocka_exchanges where remote_operation = ?"
                                + " and reference = ? and position(? in request) > 0 order by id")) {
            select.setString(1, cell.write().operation);
            select.setString(2, cell.number());
            select.setString(3, key(desk, cell));
            var outcomes = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    outcomes.add(rows.getString(1));
                }
            }
            return outcomes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String struckOutcome(Desk desk, Cell cell) {
        return outcomes(desk, cell).stream()
                .filter(outcome -> !outcome.equals("not_sent"))
                .findFirst()
                .orElse("no call");
    }

    /** One call of the desk is one request at Metakocka's. */
    private static void checkRequests(Desk desk, Cell cell, SoftAssertions softly) {
        var key = key(desk, cell);
        var received = stream(desk.metakocka()
                        .control()
                        .get("/_sim/calls?operation=" + cell.write().operation)
                        .expect(200)
                        .json())
                .filter(call -> call.path("request").toString().contains(key))
                .count();
        var sent = outcomes(desk, cell).stream()
                .filter(outcome -> !outcome.equals("not_sent"))
                .count();
        softly.assertThat(received).as("%s: requests Metakocka got", cell).isEqualTo(sent);
    }

    private static void checkBothSides(Desk desk, Cell cell, SoftAssertions softly) {
        var order =
                desk.as("viewer").get(ORDERS + "/" + cell.orderId()).expect(200).json();
        softly.assertThat(order.get("syncStatus").asText())
                .as("%s: sync status, error %s", cell, order.get("syncError"))
                .isEqualTo("synced");
        var documents = desk.metakocka().salesOrders(cell.number());
        softly.assertThat(documents).as("%s: documents", cell).hasSize(1);
        if (documents.size() != 1) {
            return;
        }
        var document = documents.get(0);
        softly.assertThat(document.at("/mk_id").asText())
                .as("%s: id", cell)
                .isEqualTo(order.at("/metakocka/id").asText());
        var there = document.path("status_desc").asText();
        switch (cell.write()) {
            case CREATE, PARTNER -> softly.assertThat(there).as("%s", cell).isEqualTo("created");
            case STATUS -> softly.assertThat(there).as("%s", cell).isEqualTo("ready_to_ship");
            case FULFIL, TRACKING -> softly.assertThat(there).as("%s", cell).isEqualTo("shipped");
            case EDIT ->
                softly.assertThat(new BigDecimal(
                                document.at("/product_list/0/amount").asText()))
                        .as("%s: %s", cell, document.at("/product_list"))
                        .isEqualByComparingTo("1");
            case CANCEL -> {
                softly.assertThat(there).as("%s", cell).isEqualTo("canceled");
                softly.assertThat(document.at("/notes").asText()).as("%s", cell).containsOnlyOnce("Found it cheaper");
            }
        }
        if (cell.write() == Write.TRACKING) {
            softly.assertThat(stream(document.path("extra_column"))
                            .filter(column -> column.path("name").asText().equals("tracking_number"))
                            .map(column -> column.path("value").asText()))
                    .as("%s: %s", cell, document.path("extra_column"))
                    .containsExactly(cell.trackingNumber());
        }
    }

    private static void checkFaultsUsed(Desk desk, int count, SoftAssertions softly) {
        var faults = desk.metakocka().control().get("/_sim/faults").expect(200).json();
        softly.assertThat(stream(faults).filter(fault -> fault.get("hits").asInt() == 1))
                .as("faults that struck, of %s", faults)
                .hasSize(count);
    }

    private static void checkNothingDoubled(Desk desk) throws SQLException {
        assertThat(desk.metakocka().state().get("duplicateReferences")).isEmpty();
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select rule, subject, numbers from books_out_of_balance")) {
            var wrong = new ArrayList<String>();
            while (rows.next()) {
                wrong.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
            }
            assertThat(wrong).as("books out of balance").isEmpty();
        }
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get);
    }
}
