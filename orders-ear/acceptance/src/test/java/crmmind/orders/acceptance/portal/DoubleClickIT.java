package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever clicks twice, because nothing seemed to happen, has done it once. */
@ExtendWith(DeskExtension.class)
class DoubleClickIT {

    @Test
    void an_order_is_there_once(Desk desk) {
        var customer = "Twice " + System.nanoTime();
        try (var portal = Portal.at(desk).signIn("sales")) {
            new NewOrderPage(portal)
                    .customer(customer, "Pot 1", "1000", "Ljubljana")
                    .line("ART-031", "1", "10");
            portal.id("order-form:save-draft").dblclick();
            assertThat(portal.id("order-number")).isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(desk.as("viewer")
                        .get("/api/orders?q=" + customer.replace(' ', '+'))
                        .expect(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_comment_is_there_once(Desk desk) {
        var order = new ApiOrders(desk).draft("Double d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            portal.id("comments:text").fill("once");
            twice(portal.id("comments:add"));
            assertThat(portal.page().locator("#timeline [data-kind=comment]")).hasCount(1);
            portal.open("/orders/" + order);
            assertThat(portal.page().locator("#timeline [data-kind=comment]")).hasCount(1);
        }
    }

    @Test
    void it_is_shipped_once_and_cancelled_once(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.synced("Ships d.o.o.");
        try (var portal = Portal.at(desk).signIn("warehouse").open("/orders/" + order)) {
            portal.id("fulfil").click();
            portal.page().locator("[data-step-all=none]").click();
            portal.page()
                    .locator("#fulfil-lines tbody tr")
                    .first()
                    .locator("[data-step='1']")
                    .click();
            twice(portal.id("fulfilment:form:submit"));
            assertThat(portal.page().locator("#pills [data-status=partially_fulfilled]"))
                    .isVisible();
        }
        assertThat(orders.order(order).path("fulfillments").size()).isEqualTo(1);
        assertThat(orders.order(order).at("/items/0/fulfilledQuantity").asText())
                .isEqualTo("1");

        var other = orders.synced("Cancels d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + other)) {
            portal.page().locator("[data-open='cancel-dialog']").click();
            portal.id("cancellation:form:reason").fill("twice");
            twice(portal.id("cancellation:form:submit"));
            assertThat(portal.page().locator("#pills [data-status=cancelled]")).isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(desk.as("viewer")
                        .get("/api/orders/" + other + "/events")
                        .expect(200)
                        .body())
                .satisfies(timeline -> assertThat(Pattern.compile("\"kind\":\"cancelled\"")
                                .matcher(timeline)
                                .results()
                                .count())
                        .isLessThanOrEqualTo(1));
    }

    @Test
    void it_is_sent_to_metakocka_once_also_by_enter_and_a_click(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.draft("Syncs d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            portal.id("next:sync").focus();
            portal.id("next:sync").evaluate("button => { button.form.requestSubmit(button); button.click(); }");
            assertThat(portal.page().locator("#pills [data-sync]")).hasAttribute("data-sync", "synced");
            assertThat(portal.complaints()).isEmpty();
        }
        var events = desk.as("viewer")
                .get("/api/orders/" + order + "/events")
                .expect(200)
                .body();
        assertThat(Pattern.compile("\"kind\":\"sync_queued\"")
                        .matcher(events)
                        .results()
                        .count())
                .as("submitted in %s", events)
                .isEqualTo(1);
        assertThat(desk.metakocka()
                        .salesOrders(orders.order(order).path("orderNumber").asText()))
                .hasSize(1);
    }

    /** Two clicks at one moment, as from a mouse whose button trembles. */
    private static void twice(Locator button) {
        button.evaluate("button => { button.click(); button.click(); }");
    }
}
