package crmmind.orders.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import crmmind.orders.acceptance.HttpSide;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What others do in Metakocka, as the whole desk notices it. */
@ExtendWith(DeskExtension.class)
class ChangesThereIT {

    private static final String ORDERS = "/api/orders";

    /** Longer than the interval at which the desk asks for changes. */
    private static final Duration A_POLL = Duration.ofSeconds(90);

    /** Far shorter. */
    private static final Duration AT_ONCE = Duration.ofSeconds(12);

    @AfterEach
    void no_hook(Desk desk) {
        desk.metakocka().control().put("/_sim/settings", Map.of("webhookUrl", "", "webhookLoseEvery", 0));
    }

    @Test
    void an_invoice_is_taken_over_and_a_status_is_shown_beside_ours(Desk desk) throws Exception {
        var invoiced = syncedOrder(desk);
        var moved = syncedOrder(desk);
        action(desk, Map.of("action", "create_invoice", "buyer_order", number(desk, invoiced)));
        action(desk, Map.of("action", "change_status", "buyer_order", number(desk, moved), "status_code", "completed"));

        await(A_POLL, () -> order(desk, moved).path("syncStatus").asText().equals("needs_review"));
        await(A_POLL, () -> events(desk, invoiced).contains("Metakocka has a new document"));

        assertThat(order(desk, invoiced).path("syncStatus").asText()).isEqualTo("synced");
        assertThat(order(desk, moved).path("status").asText()).as("ours").isEqualTo("confirmed");
        assertThat(order(desk, moved).toString()).contains("here confirmed, there completed");
        assertThat(desk.metakocka()
                        .salesOrders(number(desk, moved))
                        .get(0)
                        .path("status_desc")
                        .asText())
                .as("theirs")
                .isEqualTo("completed");
    }

    @Test
    @DisplayName(
            "W17 a delivery of the stock web hook brings the stock at once; a forged and an old one change nothing")
    void w17_the_stock_hook(Desk desk) throws Exception {
        desk.metakocka()
                .control()
                .put(
                        "/_sim/settings",
                        Map.of(
                                "webhookUrl",
                                desk.baseUri().resolve("/hooks/metakocka/stock").toString(),
                                "webhookSecret",
                                "hook-secret",
                                "webhookDuplicateEvery",
                                1))
                .expect(200);
        for (var amount : List.of("4321", "4322")) {
            action(
                    desk,
                    Map.of("action", "adjust_stock", "code", "ART-050", "warehouse", "trgovina", "amount", amount));

            await(AT_ONCE, () -> onHand(desk).startsWith(amount));
        }
        var forged = HttpSide.of(desk.baseUri())
                .withHeader("X-MetaKocka-Signature", "bm90IHNpZ25lZA==")
                .post("/hooks/metakocka/stock", Map.of("stock_list", List.of(Map.of("code", "ART-050"))));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(onHand(desk)).startsWith("4322");
    }

    private static String onHand(Desk desk) {
        return text(
                desk,
                "select on_hand::text from stock_levels where product_code = 'ART-050' and warehouse = 'trgovina'");
    }

    private static void action(Desk desk, Map<String, String> what) {
        assertThat(desk.metakocka().control().post("/_sim/actions", what).status())
                .isBetween(200, 201);
    }

    private static String syncedOrder(Desk desk) throws InterruptedException {
        var sales = desk.as("sales");
        var id = sales.post(
                        ORDERS,
                        Map.of(
                                "customer",
                                Map.of(
                                        "name",
                                        "Changed " + UUID.randomUUID(),
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
                                List.of(Map.of("productCode", "ART-043", "quantity", "1", "unitPrice", "53"))))
                .expect(201)
                .json()
                .get("id")
                .asText();
        sales.post("/api/integrations/metakocka/orders/sync", Map.of("orderIds", List.of(id)))
                .expect(200, 202);
        await(A_POLL, () -> {
            var status = order(desk, id).path("syncStatus").asText();
            return status.equals("synced");
        });
        return id;
    }

    private static String number(Desk desk, String id) {
        return order(desk, id).path("orderNumber").asText();
    }

    private static JsonNode order(Desk desk, String id) {
        return desk.as("viewer").get(ORDERS + "/" + id).expect(200).json();
    }

    private static String events(Desk desk, String id) {
        return text(
                desk,
                "select coalesce(string_agg(message, '; '), '') from order_events where document_id = '" + id + "'");
    }

    private static String text(Desk desk, String sql) {
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Duration longest, BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
