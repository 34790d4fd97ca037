package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do on an order's own page beside the main workflows. */
@ExtendWith(DeskExtension.class)
class OrderPageIT {

    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";

    /** Longer than the interval at which the desk asks for changes. */
    private static final Duration A_POLL = Duration.ofSeconds(90);

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

    @Test
    void the_timeline_is_shown_by_side_tells_edits_and_keeps_steps_in_one_line(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.synced("Timeline d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order + "/edit")) {
            portal.id("order-form:line:0:quantity").fill("2");
            portal.id("order-form:notes").fill("by the gate");
            portal.id("order-form:save-changes").click();
            assertThat(portal.id("order-number")).isVisible();
            assertThat(portal.page().locator("#pills [data-sync]")).hasAttribute("data-sync", "synced");
            portal.open("/orders/" + order);

            var timeline = portal.page().locator("#timeline > li");
            var edit = portal.page().locator("#timeline > li[data-kind=edited] .changes");
            assertThat(edit).containsText("ART-031: 3 → 2");
            assertThat(edit).containsText("as ordered → by the gate");
            var way = portal.page().locator("#timeline > li[data-kind=sync_updated]");
            assertThat(way.locator("[data-kind=sync_queued]").first()).isHidden();
            way.locator("summary").click();
            assertThat(way.locator("[data-kind=sync_queued]").first()).isVisible();

            portal.id("timeline-people").click();
            assertThat(portal.page()).hasURL(Pattern.compile(".*/orders/" + order + "\\?timeline=people#.*"));
            assertThat(portal.page()
                            .locator("#timeline > li:not([data-kind=edited], [data-kind=created],"
                                    + " [data-kind=status_changed])"))
                    .hasCount(0);
            int people = timeline.count();
            assertThat(portal.id("timeline-people").locator(".count")).hasText(String.valueOf(people));
            assertThat(people).isPositive();

            portal.id("timeline-comments").click();
            assertThat(portal.id("timeline-none")).isVisible();
            portal.id("comments:text").fill("kept in the address");
            portal.id("comments:add").click();
            assertThat(portal.page().locator("#timeline > li")).hasCount(1);
            assertThat(portal.page()).hasURL(Pattern.compile(".*\\?timeline=comments$"));

            portal.open("/orders/" + order + "?timeline=nobody's");
            assertThat(portal.id("timeline-all")).hasAttribute("aria-current", "page");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void what_differs_is_decided_field_by_field(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.synced("Differs d.o.o.");
        var number = orders.order(order).path("orderNumber").asText();
        act(desk, Map.of("action", "edit_line", "buyer_order", number, "code", "ART-031", "amount", "2"));
        act(desk, Map.of("action", "change_status", "buyer_order", number, "status_code", "completed"));
        Awaitility.await()
                .atMost(A_POLL)
                .until(() -> orders.order(order).toString().contains("there completed"));
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            var status = portal.page().locator("#differs-list [data-field=status]");
            assertThat(status).containsText("completed (Fulfilled)");
            assertThat(status.locator("[data-open=theirs-status]")).isDisabled();
            assertThat(status).containsText("Record it with Fulfil");
            assertThat(portal.page().locator("[data-open=theirs-total]")).isDisabled();

            var findings = new ArrayList<String>();
            AccessibilityIT.look(portal, "what differs", findings);
            portal.page().locator("[data-open=theirs-lines]").click();
            AccessibilityIT.look(portal, "taking theirs", findings);
            assertThat(findings).isEmpty();
            var dialog = portal.page().locator("#theirs-lines");
            assertThat(dialog).containsText("2 × ART-031");
            assertThat(dialog).containsText("Nothing is sent to Metakocka");
            dialog.locator("button[type=submit]").click();
            assertThat(portal.page().locator("#differs-list [data-field=lines]"))
                    .hasCount(0);
            assertThat(portal.page().locator("#differs-list [data-field=status]"))
                    .hasCount(1);
            assertThat(portal.page().locator("#timeline > li[data-kind=took_theirs]"))
                    .containsText("2 × ART-031");

            portal.page().locator("[data-open=ours-status]").click();
            portal.page()
                    .locator("#ours-status button[type=submit]")
                    .evaluate("button => { button.click(); button.click(); }");
            assertThat(portal.page().locator("#pills [data-sync]")).hasAttribute("data-sync", "synced");
            assertThat(portal.id("differs")).hasCount(0);
            assertThat(portal.page().locator("#timeline > li[data-kind=kept_ours]"))
                    .hasCount(1);
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(orders.order(order).at("/items/0/quantity").asText()).isEqualTo("2");
        var there = desk.metakocka().salesOrders(number).get(0);
        assertThat(there.path("status_desc").asText()).as("ours").isEqualTo("created");
        assertThat(there.at("/product_list/0/amount").asText()).as("theirs").isEqualTo("2");
    }

    @Test
    void who_may_not_sell_sees_what_differs_and_decides_nothing(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.synced("Looks d.o.o.");
        var number = orders.order(order).path("orderNumber").asText();
        act(desk, Map.of("action", "change_status", "buyer_order", number, "status_code", "paused"));
        Awaitility.await()
                .atMost(A_POLL)
                .until(() -> orders.order(order).toString().contains("there paused"));
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders/" + order)) {
            assertThat(portal.page().locator("#differs-list [data-field=status]"))
                    .containsText("paused");
            assertThat(portal.page().locator("#differs-list button:enabled")).hasCount(0);
            assertThat(portal.page().locator("#theirs-status, #ours-status")).hasCount(0);
        }
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            portal.page().locator("[data-open=theirs-status]").click();
            portal.page().locator("#theirs-status button[type=submit]").click();
            assertThat(portal.page().locator("#pills [data-status]")).hasAttribute("data-status", "on_hold");
            assertThat(portal.page().locator("#pills [data-sync]")).hasAttribute("data-sync", "synced");
        }
    }

    private static void act(Desk desk, Map<String, String> what) {
        assertThat(desk.metakocka().control().post("/_sim/actions", what).status())
                .isBetween(200, 201);
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
