package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.Desk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of allocation, from the settings page to the warehouse of an order in Metakocka; on a desk of its own. */
class AllocationIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void an_administrator_chooses_a_rule_and_orders_follow_it() throws Exception {
        try (var desk = Desk.own("desk-allocation", Map.of("METAKOCKA_POLL_INTERVAL", "PT2S"))) {
            try (var portal = Portal.at(desk).signIn("admin").open("/settings?section=allocation")) {
                assertThat(portal.id("strategy-manual")).isChecked();
                assertThat(portal.id("backorder-refuse")).isChecked();
                portal.id("strategy-single_warehouse_first").check();
                var second = portal.page().locator("#rank-table tbody tr").nth(1);
                var mark = second.getAttribute("data-mark");
                second.locator("button[id$=up]").click();
                assertThat(portal.page().locator("#rank-table tbody tr").first())
                        .hasAttribute("data-mark", mark);
                assertThat(portal.id("strategy-single_warehouse_first")).isChecked(); // not lost by the move
                portal.id("backorder-wait").check();
                portal.id("allocation:save").click();
                assertThat(portal.page().locator(".toast")).hasText("Rules saved");
                portal.page().reload();
                assertThat(portal.id("strategy-single_warehouse_first")).isChecked();
                assertThat(portal.id("backorder-wait")).isChecked();
                assertThat(portal.page().locator("#rank-table tbody tr").first())
                        .hasAttribute("data-mark", "trgovina");

                // none may be chosen
                portal.page().locator("#rank-table input[type=checkbox]").all().forEach(box -> box.uncheck());
                portal.id("allocation:save").click();
                assertThat(portal.page().locator("[role=alert]"))
                        .containsText("A rule needs at least one warehouse to choose from");
                assertThat(portal.complaints()).isEmpty();
            }

            // both warehouses have it: the first by rank, also in Metakocka
            var order = synced(desk, "ART-020", "2");
            assertThat(order.path("warehouse").asText()).isEqualTo("trgovina");
            assertThat(desk.metakocka()
                            .salesOrders(order.path("orderNumber").asText())
                            .get(0)
                            .path("warehouse")
                            .asText())
                    .isEqualTo("trgovina");

            // nobody has so much: it waits, and gets the rest when it comes
            var waiting = synced(desk, "ART-048", "8");
            assertThat(waiting.path("warehouse").asText()).isEqualTo("glavno");
            assertThat(waiting.path("allocationStatus").asText()).isEqualTo("partial");
            desk.metakocka()
                    .control()
                    .post(
                            "/_sim/actions",
                            Map.of("action", "adjust_stock", "warehouse", "glavno", "code", "ART-048", "amount", "20"))
                    .expect(200);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    details(desk, waiting.path("id").asText())
                                            .path("allocationStatus")
                                            .asText())
                            .isEqualTo("allocated"));
        }
    }

    private static JsonNode synced(Desk desk, String product, String quantity) {
        var id = desk.as("sales")
                .post(
                        "/api/orders",
                        Map.of(
                                "customer",
                                Map.of("name", "Allocation d.o.o.", "email", "buyer@allocation.example"),
                                "currency",
                                "EUR",
                                "items",
                                List.of(Map.of("productCode", product, "quantity", quantity, "unitPrice", "10"))))
                .expect(201)
                .json()
                .path("id")
                .asText();
        desk.as("sales")
                .post("/api/integrations/metakocka/orders/sync", Map.of("orderId", id))
                .expect(200, 202);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(details(desk, id).path("syncStatus").asText())
                                .isEqualTo("synced"));
        return details(desk, id);
    }

    private static JsonNode details(Desk desk, String id) {
        return desk.as("viewer").get("/api/orders/" + id).expect(200).json();
    }
}
