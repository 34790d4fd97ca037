package crmmind.orders.acceptance.modes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.Desk;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Shipments that make documents in Metakocka, on desks of their own, over HTTP and against the simulator. */
class FulfilmentModesIT {

    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Desk desk;

    @Test
    void each_shipment_makes_one_packing_list_whatever_gets_lost() throws Exception {
        try (var own = Desk.own("desk-packing-list", Map.of("METAKOCKA_FULFILLMENT_MODE", "packing_list"))) {
            desk = own;
            var before = stockInMetakocka();
            var order = synced("3");

            fulfil(order, Map.of("items", List.of(Map.of("itemId", item(order), "quantity", "1"))));
            awaitSync(order, "synced");
            assertThat(linked(order, "warehouse_packing_list")).hasSize(1);
            assertThat(there(order).path("status_desc").asText()).isEqualTo("created");

            // done there, and the answer lost
            fault("drop_after");
            fulfil(order, Map.of("items", List.of(Map.of("itemId", item(order), "quantity", "1"))));
            awaitSync(order, "synced");
            assertThat(linked(order, "warehouse_packing_list")).hasSize(2);

            // not done there: nobody but a person sends it again
            fault("drop_before");
            fulfil(order, Map.of("trackingNumber", "TRACK-9", "shippingCarrier", "DHL"));
            awaitSync(order, "needs_review");
            assertThat(linked(order, "warehouse_packing_list")).hasSize(2);
            assertThat(there(order).path("status_desc").asText())
                    .as("the status waits")
                    .isEqualTo("created");

            assertThat(stockInMetakocka()).isEqualByComparingTo(before.subtract(new BigDecimal("2")));
            assertThat(value(
                            "select count(distinct packing_list_id) from order_fulfillments where document_id = ?",
                            order))
                    .isEqualTo("2");
            assertThat(value(
                            "select jsonb_array_length(linked_documents->'documents') from sales_document_mappings"
                                    + " where document_id = ?",
                            order))
                    .isEqualTo("2");
            assertThat(value("select count(*) from books_out_of_balance where document_id = ?", order))
                    .isEqualTo("0");
            // only what is in doubt is still shipped by us alone
            assertThat(value(
                            "select shipped_not_booked from stock_levels where product_code = 'ART-044'"
                                    + " and warehouse = 'glavno' and ?::text is not null",
                            order))
                    .isEqualTo("1.000");
        }
    }

    @Test
    void the_order_is_invoiced_once_when_all_is_shipped() throws Exception {
        try (var own = Desk.own("desk-invoice", Map.of("METAKOCKA_FULFILLMENT_MODE", "invoice"))) {
            desk = own;
            var order = synced("3");

            fulfil(order, Map.of("items", List.of(Map.of("itemId", item(order), "quantity", "1"))));
            awaitSync(order, "synced");
            assertThat(linked(order, "sales_bill_domestic")).isEmpty();

            desk.metakocka()
                    .control()
                    .post(
                            "/_sim/faults",
                            Map.of(
                                    "operation",
                                    "update_document",
                                    "containing",
                                    "create_invoice",
                                    "kind",
                                    "drop_after"))
                    .expect(201);
            fulfil(order, Map.of("trackingNumber", "TRACK-9", "shippingCarrier", "DHL"));
            awaitSync(order, "synced");

            assertThat(linked(order, "sales_bill_domestic")).hasSize(1);
            assertThat(there(order).path("status_desc").asText()).isEqualTo("shipped");
            assertThat(there(order).path("extra_column").toString()).contains("tracking_number\",\"value\":\"TRACK-9");
            assertThat(value(
                            "select linked_documents->'documents'->0->>'total' from sales_document_mappings"
                                    + " where document_id = ?",
                            order))
                    .isEqualTo(desk.as("viewer")
                            .get("/api/orders/" + order)
                            .expect(200)
                            .json()
                            .path("totalAmount")
                            .asText());
            assertThat(value("select count(*) from order_fulfillments where booked and document_id = ?", order))
                    .isEqualTo("2");
        }
    }

    private String synced(String quantity) throws InterruptedException {
        var order = desk.as("sales")
                .post(
                        "/api/orders",
                        Map.of(
                                "customer",
                                Map.of(
                                        "name",
                                        "Fulfilment d.o.o.",
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
                                List.of(Map.of("productCode", "ART-044", "quantity", quantity, "unitPrice", "53"))))
                .expect(201)
                .json()
                .path("id")
                .asText();
        desk.as("sales").post(METAKOCKA + "sync", Map.of("orderId", order)).expect(200, 202);
        awaitSync(order, "synced");
        return order;
    }

    private void fulfil(String order, Map<String, Object> data) {
        desk.as("warehouse")
                .post(METAKOCKA + "fulfill", Map.of("orderId", order, "fulfillmentData", data))
                .expect(200, 202);
    }

    /** Strikes the next packing list. */
    private void fault(String kind) {
        desk.metakocka()
                .control()
                .post(
                        "/_sim/faults",
                        Map.of("operation", "put_document", "doc_type", "warehouse_packing_list", "kind", kind))
                .expect(201);
    }

    private String item(String order) {
        return details(order).at("/items/0/id").asText();
    }

    private JsonNode details(String order) {
        return desk.as("viewer").get("/api/orders/" + order).expect(200).json();
    }

    private JsonNode there(String order) {
        var found =
                desk.metakocka().salesOrders(details(order).path("orderNumber").asText());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<JsonNode> linked(String order, String type) {
        return StreamSupport.stream(there(order).path("doc_link_list").spliterator(), false)
                .filter(link -> link.path("doc_type").asText().equals(type))
                .toList();
    }

    private BigDecimal stockInMetakocka() {
        var rows = desk.metakocka()
                .control()
                .post(
                        "/rest/eshop/v1/json/warehouse_stock",
                        Map.of("secret_key", "simulator-secret", "company_id", "16", "product_code_list", "ART-044"))
                .expect(200)
                .json()
                .path("stock_list");
        var list = rows.isArray() ? rows : List.of(rows);
        var sum = BigDecimal.ZERO;
        for (var row : list) {
            sum = sum.add(new BigDecimal(row.path("amount").asText().replace(',', '.')));
        }
        return sum;
    }

    private void awaitSync(String order, String wanted) throws InterruptedException {
        Predicate<JsonNode> there =
                details -> details.path("syncStatus").asText().equals(wanted);
        var until = System.nanoTime() + PATIENCE.toNanos();
        var details = details(order);
        while (!there.test(details)) {
            assertThat(System.nanoTime()).as("%s, %s in time", details, wanted).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(200);
            details = details(order);
        }
    }

    private String value(String sql, String order) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, sql.contains("::text") ? order : java.util.UUID.fromString(order));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
