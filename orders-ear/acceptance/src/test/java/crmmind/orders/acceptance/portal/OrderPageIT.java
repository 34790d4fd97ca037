package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do on an order's own page beside the main workflows. */
@ExtendWith(DeskExtension.class)
class OrderPageIT {

    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";

    @Test
    void people_write_comments_that_stay_and_change_nothing_else(Desk desk) {
        var order = synced(desk);
        var before = desk.as("viewer").get("/api/orders/" + order).expect(200).json();
        try (var portal = Portal.at(desk).signIn("warehouse").open("/orders/" + order)) {
            portal.id("comments:add").click();
            assertThat(portal.id("comment-error")).hasText("Write something first");
            portal.id("comments:text").fill("Pallet is broken,\ncall the customer <b>first</b>: čšž");
            portal.id("comments:add").dblclick();
            var comment = portal.page().locator("#timeline [data-kind=comment]");
            assertThat(comment).hasCount(1); // pressed twice, said once
            assertThat(comment).containsText("call the customer <b>first</b>: čšž");
            assertThat(comment).containsText("warehouse");
            assertThat(portal.id("comments:text")).hasValue("");
            assertThat(portal.complaints()).isEmpty();
        }
        var after = desk.as("viewer").get("/api/orders/" + order).expect(200).json();
        assertThat(after).isEqualTo(before);
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders/" + order)) {
            assertThat(portal.page().locator("#timeline [data-kind=comment]")).hasCount(1);
            assertThat(portal.id("comments:add")).hasCount(0);
        }
    }

    @Test
    void a_part_is_shipped_with_the_steppers_which_stop_at_what_is_open(Desk desk) {
        var order = synced(desk);
        try (var portal = Portal.at(desk).signIn("warehouse").open("/orders/" + order)) {
            portal.id("fulfil").click();
            var quantity = portal.id("fulfilment:form:line:0:quantity");
            var less = portal.page().locator("#fulfil-lines tbody tr").first().locator("[data-step='-1']");
            var more = portal.page().locator("#fulfil-lines tbody tr").first().locator("[data-step='1']");
            portal.page().locator("[data-step-all=none]").click();
            assertThat(quantity).hasValue("0");
            less.click();
            assertThat(quantity).hasValue("0");
            for (int i = 0; i < 5; i++) {
                more.click();
            }
            assertThat(quantity).hasValue("3"); // of three
            less.click();
            portal.id("fulfilment:form:submit").click();
            assertThat(portal.page().locator("#pills [data-status]"))
                    .hasAttribute("data-status", "partially_fulfilled");
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(desk.as("viewer")
                        .get("/api/orders/" + order)
                        .expect(200)
                        .json()
                        .at("/items/0/fulfilledQuantity")
                        .asText())
                .isEqualTo("2");
    }

    private static String synced(Desk desk) {
        var order = desk.as("sales")
                .post(
                        "/api/orders",
                        Map.of(
                                "customer",
                                Map.of("name", "Page d.o.o.", "email", "buyer@page.example"),
                                "currency",
                                "EUR",
                                "items",
                                List.of(Map.of("productCode", "ART-031", "quantity", "3", "unitPrice", "10"))))
                .expect(201)
                .json()
                .path("id")
                .asText();
        desk.as("sales").post(METAKOCKA + "sync", Map.of("orderId", order)).expect(200);
        return order;
    }
}
