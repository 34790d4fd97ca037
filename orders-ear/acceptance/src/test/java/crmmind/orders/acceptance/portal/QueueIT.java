package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.LocatorAssertions;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an administrator does about operations that cannot go on by themselves. */
@ExtendWith(DeskExtension.class)
class QueueIT {

    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> made = new ArrayList<>();

    private record Order(String id, String number) {}

    /** Other tests look whether anything is doubled. */
    @AfterEach
    void leaveNoDoubles(Desk desk) {
        desk.metakocka().control().delete("/_sim/faults");
        made.forEach(mkId -> desk.metakocka()
                .control()
                .post("/_sim/actions", Map.of("action", "delete_document", "doc_type", "sales_order", "mk_id", mkId)));
    }

    @Test
    void a_document_somebody_else_made_is_adopted_for_a_reason_that_stays(Desk desk) {
        var order = draft(desk);
        var foreign = inReview(desk, order);
        try (var portal = Portal.at(desk).signIn("admin");
                var other = Portal.at(desk).signIn("admin")) {
            openOperation(portal, order);
            var address =
                    portal.page().url().substring(desk.baseUri().toString().length());
            other.open(address);
            assertThat(portal.page().locator("#found tr[data-document='" + foreign + "']"))
                    .containsText("with other content");
            assertThat(portal.page().locator("#attempts tbody tr")).hasCount(1);

            portal.page()
                    .locator("#found tr[data-document='" + foreign + "'] button")
                    .click();
            assertThat(portal.id("adopt:document")).hasValue(foreign);
            portal.id("adopt:reason").fill("The customer's office typed it in before us");
            portal.id("adopt:submit").click();
            assertThat(portal.id("operation-state")).hasAttribute("data-state", "done");
            assertThat(portal.id("operation-document")).hasText(foreign);

            other.id("open-leave").click();
            other.id("leave:reason").fill("Nobody needs it");
            other.id("leave:submit").click();
            assertThat(other.page()
                            .locator("#leave-dialog .notice-danger, #messages .notice-danger")
                            .first())
                    .containsText("went on meanwhile");
            other.open(address);
            assertThat(other.id("operation-state")).hasAttribute("data-state", "done");

            portal.id("operation-order").click();
            assertThat(portal.page().locator("#timeline [data-kind='queue_adopted']"))
                    .containsText("The customer's office typed it in before us");
            assertThat(portal.page().locator("#timeline [data-kind='queue_adopted'] small"))
                    .containsText("admin");
            assertThat(portal.page().locator("#timeline [data-kind='queue_given_up']"))
                    .hasCount(0);
            assertThat(portal.id("metakocka-id")).containsText(foreign);
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(desk.metakocka().salesOrders(order.number())).hasSize(1);
    }

    @Test
    void an_order_whose_reference_is_taken_is_sent_under_the_next_one(Desk desk) {
        var order = draft(desk);
        made.add(inReview(desk, order));
        try (var portal = Portal.at(desk).signIn("admin")) {
            openOperation(portal, order);
            portal.id("open-again").click();
            assertThat(portal.id("again:generation")).isChecked();
            portal.id("again:reason").fill("That one is somebody else's");
            portal.id("again:submit").click();
            assertThat(portal.id("operation-reference")).hasText(order.number() + "-2");
        }

        Awaitility.await().atMost(PATIENCE).until(() -> syncStatus(desk, order).equals("synced"));
        assertThat(desk.metakocka().salesOrders(order.number() + "-2")).hasSize(1);
        assertThat(desk.as("viewer")
                        .get("/api/orders/" + order.id())
                        .json()
                        .at("/metakocka/reference")
                        .asText())
                .isEqualTo(order.number() + "-2");
    }

    @Test
    void an_operation_given_up_leaves_an_order_that_was_not_sent(Desk desk) {
        var order = draft(desk);
        made.add(inReview(desk, order));
        try (var portal = Portal.at(desk).signIn("admin")) {
            openOperation(portal, order);
            portal.id("open-leave").click();
            portal.id("leave:reason").fill("x");
            portal.id("leave:submit").click();
            assertThat(portal.id("leave-dialog")).isVisible(); // too short a reason does not leave the page
            portal.id("leave:reason").fill("The customer bought elsewhere");
            portal.id("leave:submit").click();
            assertThat(portal.id("operation-state")).hasAttribute("data-state", "cancelled");
            assertThat(portal.id("decisions")).containsText("Nothing is left to decide");

            portal.id("operation-order").click();
            assertThat(portal.page().locator("#timeline [data-kind='queue_given_up']"))
                    .containsText("The customer bought elsewhere");
            assertThat(portal.page().locator("#pills [data-sync='not_synced']")).isVisible();
        }
        assertThat(desk.metakocka().salesOrders(order.number()))
                .as("nothing of ours")
                .hasSize(1);
    }

    @Test
    void who_is_no_administrator_sees_everything_and_decides_nothing(Desk desk) {
        var order = draft(desk);
        made.add(inReview(desk, order));
        for (var user : List.of("sales", "warehouse", "viewer")) {
            try (var portal = Portal.at(desk).signIn(user)) {
                portal.open("/queue?q=" + order.number());
                assertThat(portal.page().locator("#queue-table tbody tr")).hasCount(1);
                assertThat(portal.id("queue-forbidden")).isVisible();
                assertThat(portal.page().locator("#queue-table button, #queue-table input, #restore"))
                        .hasCount(0);
                portal.page().locator("#queue-table .operation-link").click();
                assertThat(portal.id("operation-forbidden")).isVisible();
                assertThat(portal.page().locator("#found tbody tr")).hasCount(1);
                assertThat(portal.page().locator("main button[data-open], main dialog"))
                        .hasCount(0);
            }
        }
    }

    @Test
    void what_was_refused_is_ticked_and_sent_again_when_the_cause_is_mended(Desk desk) {
        var order = draft(desk, "No such carrier");
        var control = desk.metakocka().control();
        control.put("/_sim/settings", Map.of("unknownCarrier", "refuse")).expect(200);
        try {
            sync(desk, order);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> syncStatus(desk, order).equals("error"));
        } finally {
            control.put("/_sim/settings", Map.of("unknownCarrier", "drop")).expect(200);
        }
        try (var portal = Portal.at(desk).signIn("admin")) {
            portal.open("/queue");
            portal.id("count-refused").click();
            assertThat(portal.page()).hasURL(desk.baseUri() + "/queue?state=refused");
            var row = portal.page().locator("#queue-table tr[data-reference='" + order.number() + "']");
            assertThat(row).hasAttribute("data-state", "refused");
            row.locator("input[type=checkbox]").check();
            portal.id("queue:retry-selected").click();
            assertThat(portal.page().locator(".toast")).containsText("Taken up again");
        }

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> desk.metakocka().salesOrders(order.number()).size() == 1);
    }

    @Test
    void an_order_that_arrives_late_a_second_time_is_shown_until_one_is_deleted(Desk desk) {
        var order = draft(desk);
        fault(desk, order, "late", Map.of("delayMs", 10_000));
        sync(desk, order);

        Awaitility.await().atMost(PATIENCE).until(() -> syncStatus(desk, order).equals("needs_review"));

        var there = desk.metakocka().salesOrders(order.number());
        assertThat(there).hasSize(2);
        var seen =
                desk.as("viewer").get("/api/orders/" + order.id()).expect(200).json();
        var kept = seen.at("/metakocka/id").asText();
        var late = there.get(0).at("/mk_id").asText().equals(kept)
                ? there.get(1).at("/mk_id").asText()
                : there.get(0).at("/mk_id").asText();
        assertThat(seen.get("syncError").asText())
                .contains("more than once")
                .contains(kept)
                .contains(late);
        made.add(late);
        leaveNoDoubles(desk);
        sync(desk, order);
        Awaitility.await().atMost(PATIENCE).until(() -> syncStatus(desk, order).equals("synced"));
    }

    @Test
    void every_page_says_since_when_metakocka_is_away(Desk desk) {
        var order = draft(desk);
        try (var portal = Portal.at(desk).signIn("viewer")) {
            desk.metakocka()
                    .control()
                    .post("/_sim/faults", Map.of("kind", "refuse_connection", "delayMs", 6000))
                    .expect(201);
            sync(desk, order);

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> portal.open("/inventory").id("outage").isVisible());
            assertThat(portal.id("outage")).containsText("Waiting for it:");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !portal.open("/logs").id("outage").isVisible());
        }
        Awaitility.await().atMost(PATIENCE).until(() -> syncStatus(desk, order).equals("synced"));
    }

    private static void openOperation(Portal portal, Order order) {
        portal.open("/queue?state=review&q=" + order.number());
        portal.page().locator("#queue-table .operation-link").click();
        assertThat(portal.id("operation-state"))
                .hasAttribute("data-state", "review", new LocatorAssertions.HasAttributeOptions().setTimeout(10_000));
    }

    /** Nothing of the request arrives, and somebody else's document has its reference. Returns that one's id. */
    private static String inReview(Desk desk, Order order) {
        var foreign = desk.metakocka()
                .control()
                .post("/_sim/actions", Map.of("action", "create_order", "buyer_order", order.number()))
                .expect(200)
                .json();
        fault(desk, order, "drop_before", Map.of());
        sync(desk, order);
        Awaitility.await().atMost(PATIENCE).until(() -> syncStatus(desk, order).equals("needs_review"));
        return foreign.findValue("mk_id").asText();
    }

    private static void fault(Desk desk, Order order, String kind, Map<String, Object> more) {
        var fault = new java.util.HashMap<String, Object>(more);
        fault.put("kind", kind);
        fault.put("operation", "put_document");
        fault.put("containing", "\"buyer_order\":\"" + order.number() + "\"");
        desk.metakocka().control().post("/_sim/faults", fault).expect(201);
    }

    private static Order draft(Desk desk) {
        return draft(desk, null);
    }

    private static Order draft(Desk desk, String carrier) {
        var order = new java.util.HashMap<String, Object>(Map.of(
                "customer",
                Map.of(
                        "name",
                        "Pekarna Klas d.o.o.",
                        "address",
                        Map.of("street", "Celovška cesta 9", "postCode", "1000", "city", "Ljubljana", "country", "SI")),
                "currency",
                "EUR",
                "items",
                List.of(Map.of("productCode", "ART-044", "quantity", "1", "unitPrice", "54"))));
        if (carrier != null) {
            order.put("shippingMethod", carrier);
        }
        var made = desk.as("sales").post("/api/orders", order).expect(201).json();
        return new Order(made.get("id").asText(), made.get("orderNumber").asText());
    }

    private static void sync(Desk desk, Order order) {
        desk.as("sales")
                .withHeader("Prefer", "respond-async")
                .post(METAKOCKA + "sync", Map.of("orderId", order.id()))
                .expect(200, 202);
    }

    private static String syncStatus(Desk desk, Order order) {
        JsonNode seen =
                desk.as("viewer").get("/api/orders/" + order.id()).expect(200).json();
        return seen.get("syncStatus").asText();
    }
}
