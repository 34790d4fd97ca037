package crmmind.orders.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The five workflows of the desk, over its REST API, with orders of their own: create and send, change the status,
 * fulfil, cancel, and take over what Metakocka alone knows. Nothing else on the desk is touched, except that one
 * unknown order of Metakocka is taken over when there is one.
 */
public final class Workflows {

    private static final Duration SYNC_LIMIT = Duration.ofSeconds(90);
    private static final String METAKOCKA = "/api/integrations/metakocka/orders";

    private final HttpSide desk;
    private final Consumer<String> report;

    /**
     * @param desk the desk, with the token of a user who may do everything
     * @param report is told each step when it is done
     */
    public Workflows(HttpSide desk, Consumer<String> report) {
        this.desk = desk;
        this.report = report;
    }

    /**
     * What the run left behind.
     *
     * @param fulfilled id of the order that was fulfilled
     * @param cancelled id of the order that was cancelled
     */
    public record Outcome(String fulfilled, String cancelled) {}

    /** Runs all five. @throws UnexpectedAnswerException at the first answer that is not as promised */
    public Outcome run() {
        var fulfilled = createAndSend("2");
        changeStatus(fulfilled);
        fulfil(fulfilled);
        var cancelled = createAndSend("1");
        cancel(cancelled);
        takeOver();
        return new Outcome(fulfilled, cancelled);
    }

    private String createAndSend(String quantity) {
        var created = desk.post("/api/orders", newOrder(quantity)).expect(201).json();
        var id = created.get("id").asText();
        report.accept("created order %s over %s %s"
                .formatted(
                        created.get("orderNumber").asText(),
                        created.get("totalAmount").asText(),
                        created.get("currency").asText()));
        command(METAKOCKA + "/sync", Map.of("orderId", id));
        var synced = settled(id);
        report.accept("sent it: Metakocka has it as %s (%s)"
                .formatted(
                        synced.at("/metakocka/number").asText(),
                        synced.at("/metakocka/id").asText()));
        return id;
    }

    private void changeStatus(String id) {
        command(METAKOCKA + "/status", Map.of("orderId", id, "status", "processing"));
        report.accept("status is " + expectStatus(id, "processing"));
    }

    private void fulfil(String id) {
        var itemId = desk.get("/api/orders/" + id)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        command(
                METAKOCKA + "/fulfill",
                Map.of(
                        "orderId",
                        id,
                        "fulfillmentData",
                        Map.of("items", List.of(Map.of("itemId", itemId, "quantity", "1")))));
        report.accept("shipped a part, status is " + expectStatus(id, "partially_fulfilled"));
        command(
                METAKOCKA + "/fulfill",
                Map.of(
                        "orderId",
                        id,
                        "fulfillmentData",
                        Map.of("trackingNumber", "TRACK-1", "shippingCarrier", "DHL", "notes", "Left at the door")));
        report.accept("shipped the rest, status is " + expectStatus(id, "fulfilled"));
    }

    private void cancel(String id) {
        command(METAKOCKA + "/cancel", Map.of("orderId", id, "cancellationReason", "The customer changed his mind"));
        report.accept("cancelled the other order, status is " + expectStatus(id, "cancelled"));
    }

    private void takeOver() {
        var unknown = desk.get(METAKOCKA + "/sync-from-metakocka?limit=50")
                .expect(200)
                .json()
                .get("items");
        report.accept("Metakocka has " + unknown.size() + " orders not known here");
        if (unknown.isEmpty()) {
            return;
        }
        var metakocka = unknown.get(0).get("metakockaId").asText();
        var result = desk.post(METAKOCKA + "/sync-from-metakocka", Map.of("metakockaId", metakocka))
                .expect(200)
                .json();
        var order = desk.get("/api/orders/" + result.get("orderId").asText())
                .expect(200)
                .json();
        report.accept("took over %s as %s, status is %s"
                .formatted(
                        unknown.get(0).get("number").asText(),
                        order.get("orderNumber").asText(),
                        order.get("status").asText()));
    }

    private void command(String path, Map<String, Object> body) {
        desk.post(path, body).expect(200, 202);
    }

    private String expectStatus(String id, String expected) {
        var order = desk.get("/api/orders/" + id).expect(200);
        if (!order.json().get("status").asText().equals(expected)) {
            throw new UnexpectedAnswerException(order, "does not say status " + expected);
        }
        settled(id);
        return expected;
    }

    /** The order, when Metakocka has answered to all that was sent. */
    private JsonNode settled(String id) {
        var until = System.nanoTime() + SYNC_LIMIT.toNanos();
        while (true) {
            var order = desk.get("/api/orders/" + id).expect(200);
            var syncStatus = order.json().get("syncStatus").asText();
            if (syncStatus.equals("synced")) {
                return order.json();
            }
            if (!syncStatus.equals("pending") || System.nanoTime() > until) {
                throw new UnexpectedAnswerException(order, "does not say that both sides agree");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static Map<String, Object> newOrder(String quantity) {
        return Map.of(
                "customer",
                Map.of(
                        "name",
                        "Smoke test d.o.o.",
                        "email",
                        "smoke@example.test",
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
                List.of(
                        Map.of("productCode", "ART-031", "quantity", quantity, "unitPrice", "41.00"),
                        Map.of(
                                "productCode",
                                "ART-032",
                                "quantity",
                                "1",
                                "unitPrice",
                                "42.50",
                                "discountPercent",
                                "10")));
    }
}
