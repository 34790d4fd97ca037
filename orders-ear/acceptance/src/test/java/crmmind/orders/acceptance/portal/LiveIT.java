package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens elsewhere is seen without a reload, and never costs anybody what they are typing. */
@ExtendWith(DeskExtension.class)
class LiveIT {

    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";

    @Test
    void badges_of_the_list_follow_what_happens_elsewhere(Desk desk) {
        var order = draft(desk);
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders?view=all")) {
            listening(portal);
            portal.page().evaluate("() => { window.sameOne = true; }");
            var row = portal.page().locator("tr[data-order-id='" + order + "']");
            assertThat(row.locator("[data-status]")).hasAttribute("data-status", "draft");

            desk.as("sales").post(METAKOCKA + "sync", Map.of("orderId", order)).expect(200, 202);

            assertThat(row.locator("[data-sync]")).hasAttribute("data-sync", "synced");
            assertThat(row.locator("[data-sync]")).containsText("Synced");
            assertThat(row.locator("[data-status]")).hasAttribute("data-status", "confirmed");
            assertThat(portal.page().evaluate("() => window.sameOne === true"))
                    .as("the page was not loaded anew")
                    .isEqualTo(true);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_list_tells_what_came_into_it_and_shows_it_when_asked(Desk desk) {
        var buyer = "News " + Long.toString(System.nanoTime(), 36);
        var shown = new ApiOrders(desk).draft(buyer);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?status=draft&q=" + buyer.replace(" ", "+"))) {
            listening(portal);
            var row = portal.page().locator("tr[data-order-id='" + shown + "']");
            row.locator("input[data-row]").check();
            assertThat(portal.id("show-news")).isHidden();

            var other = draft(desk);
            var second = new ApiOrders(desk).draft(buyer);
            assertThat(portal.id("show-news")).hasText("1 more order");
            new ApiOrders(desk).draft(buyer);
            assertThat(portal.id("show-news")).hasText("2 more orders");
            assertThat(news(portal, second)).isEqualTo(1);
            assertThat(news(portal, other)).as("of another buyer").isZero();
            for (var wrong : List.of("&q=%00", "&from=%2B999999999-12-31")) { // left out, as the list does
                assertThat(portal.page()
                                .request()
                                .get(desk.baseUri() + "/orders/news.json?ids=" + wrong)
                                .status())
                        .isEqualTo(200);
                assertThat(portal.page()
                                .request()
                                .get(desk.baseUri() + "/orders?view=all" + wrong)
                                .status())
                        .isEqualTo(200);
            }
            assertThat(portal.page()
                            .request()
                            .get(desk.baseUri() + "/orders/found.json?q=a%00b")
                            .status())
                    .isEqualTo(200);
            assertThat(portal.page().locator("tr[data-order-id]")).hasCount(1); // no row moved by itself

            portal.id("show-news").click();
            assertThat(portal.page().locator("tr[data-order-id='" + second + "']"))
                    .isVisible();
            assertThat(portal.page().locator("tr[data-order-id]")).hasCount(3);
            assertThat(row.locator("input[data-row]")).isChecked();
            assertThat(portal.id("show-news")).isHidden();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_list_of_several_pages_counts_no_order_that_stands_on_another(Desk desk) {
        var old = draft(desk);
        var orders = new ApiOrders(desk);
        for (int i = 0; i < 51; i++) { // the old one is on the second page now
            orders.draft("Page filler d.o.o.");
        }
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders?view=all")) {
            listening(portal);
            assertThat(portal.page().locator("tr[data-order-id='" + old + "']")).hasCount(0);

            confirm(desk, old);
            orders.draft("Page filler d.o.o.");

            assertThat(portal.id("show-news")).hasText("1 more order");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void an_open_dialog_keeps_what_was_typed_when_the_order_changes(Desk desk) {
        var order = draft(desk);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            listening(portal);
            portal.id("cancel").click();
            portal.id("cancellation:form:reason").fill("The customer has");

            confirm(desk, order);

            assertThat(portal.page().locator("#pills [data-status]")).hasAttribute("data-status", "confirmed");
            assertThat(portal.id("cancellation:form:reason")).hasValue("The customer has");
            portal.page().keyboard().press("Escape");
            assertThat(portal.id("changed-elsewhere")).isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void who_is_on_the_way_to_another_page_gets_there(Desk desk) {
        var order = draft(desk);
        try (var portal = Portal.at(desk).signIn("sales")) {
            portal.page().clock().install();
            portal.open("/orders/" + order);
            listening(portal);
            portal.page().evaluate("() => { window.sameOne = true; }");
            portal.page().clock().pauseAt(System.currentTimeMillis() + 60_000); // nobody is too slow for "g i"
            portal.page().keyboard().press("g");

            confirm(desk, order);
            assertThat(portal.page().locator("#pills [data-status]")).hasAttribute("data-status", "confirmed");
            assertThat(portal.id("changed-elsewhere")).isVisible();
            portal.page().clock().runFor(2_000); // the key is forgotten
            portal.page().evaluate("() => { window.dispatchEvent(new Event('beforeunload')); }"); // a link is followed
            desk.as("sales").post(METAKOCKA + "sync", Map.of("orderId", order)).expect(200, 202);
            assertThat(portal.page().locator("#pills [data-sync]")).hasAttribute("data-sync", "synced");
            assertThat(portal.page().evaluate("() => window.sameOne === true"))
                    .as("the page was not loaded anew")
                    .isEqualTo(true);

            portal.page().clock().runFor(11_000); // it was a download
            desk.as("sales")
                    .post(METAKOCKA + "status", Map.of("orderId", order, "status", "processing"))
                    .expect(200, 202);
            portal.page().waitForFunction("() => window.sameOne === undefined");
            assertThat(portal.page().locator("#pills [data-status]")).hasAttribute("data-status", "processing");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_page_whose_socket_broke_listens_again(Desk desk) {
        var order = draft(desk);
        try (var portal = Portal.at(desk).signIn("viewer")) {
            portal.page().addInitScript("""
                    const Real = WebSocket;
                    window.sockets = [];
                    window.WebSocket = class extends Real { constructor(...all) { super(...all); window.sockets.push(this); } };
                    """);
            portal.open("/orders?view=all");
            listening(portal);
            portal.page().evaluate("() => window.sockets[0].close()");
            assertThat(portal.page().locator("html:not([data-live])")).hasCount(1);
            desk.as("sales").post(METAKOCKA + "sync", Map.of("orderId", order)).expect(200, 202);

            listening(portal); // by itself
            assertThat(portal.page().locator("tr[data-order-id='" + order + "'] [data-sync]"))
                    .hasAttribute("data-sync", "synced");
            assertThat(portal.page().evaluate("() => window.sockets.length")).isEqualTo(2);
        }
    }

    @Test
    void the_queue_follows_without_being_loaded_anew(Desk desk) {
        var order = draft(desk);
        try (var portal = Portal.at(desk).signIn("admin").open("/queue")) {
            listening(portal);
            portal.page().evaluate("() => { window.sameOne = true; }");
            var open = portal.id("count-open").locator(".stat-value");
            int before = Integer.parseInt(open.textContent());
            assertThat(portal.id("queue-changed")).isHidden();
            desk.metakocka()
                    .control()
                    .post(
                            "/_sim/faults",
                            Map.of("kind", "delay", "operation", "put_document", "times", 1, "delayMs", 25000))
                    .expect(201);

            desk.as("sales").post(METAKOCKA + "sync", Map.of("orderId", order)).expect(200, 202);

            assertThat(open).hasText(String.valueOf(before + 1));
            assertThat(portal.id("queue-changed")).isVisible();
            assertThat(portal.page().evaluate("() => window.sameOne === true"))
                    .as("the page was not loaded anew")
                    .isEqualTo(true);

            portal.open("/queue");
            listening(portal);
            portal.page().evaluate("() => { window.sameOne = true; }");
            var row = portal.page()
                    .locator("tr[data-operation]")
                    .filter(new Locator.FilterOptions().setHas(portal.page().locator("a[href$='" + order + "']")));
            assertThat(row).hasAttribute("data-state", "sending");

            assertThat(row)
                    .hasAttribute("data-state", "done", new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
            assertThat(row.locator(".queue-state")).hasText("Done");
            assertThat(open).hasText(String.valueOf(before));
            assertThat(portal.id("queue-changed")).isVisible();
            assertThat(portal.page().evaluate("() => window.sameOne === true")).isEqualTo(true);
            assertThat(portal.complaints()).isEmpty();
        } finally {
            desk.metakocka().control().delete("/_sim/faults");
        }
    }

    @Test
    void who_is_not_signed_in_is_told_nothing(Desk desk) {
        assertThat(desk.http().get("/orders/live.json?ids=").status()).isEqualTo(401);
        assertThat(desk.http().get("/queue/live.json").status()).isEqualTo(401);
        assertThat(desk.http().get("/orders/found.json?q=crm").status()).isEqualTo(401);
        assertThat(desk.http().get("/orders/news.json?ids=").status()).isEqualTo(401);
        try (var portal = Portal.at(desk)) {
            portal.open("/login");
            assertThat(portal.page().evaluate("""
                    () => new Promise((done) => {
                      const socket = new WebSocket(location.href.replace("http", "ws").replace("/login", "/live"));
                      socket.addEventListener("close", (event) => done(event.code));
                    })
                    """)).isIn(1006, 1008);
        }
    }

    /** How often the list is told to have this order. */
    private static int news(Portal portal, String order) {
        return (int) portal.page().evaluate("""
                async (id) => {
                  const answer = await fetch(document.getElementById("list-news").dataset.news + id);
                  return (await answer.json()).count;
                }""", order);
    }

    private static void confirm(Desk desk, String order) {
        desk.as("sales")
                .post(METAKOCKA + "status", Map.of("orderId", order, "status", "confirmed"))
                .expect(200, 202);
    }

    private static void listening(Portal portal) {
        assertThat(portal.page().locator("html[data-live=true]")).hasCount(1);
    }

    private static String draft(Desk desk) {
        return desk.as("sales")
                .post(
                        "/api/orders",
                        Map.of(
                                "customer",
                                Map.of("name", "Live d.o.o.", "email", "buyer@live.example"),
                                "currency",
                                "EUR",
                                "items",
                                List.of(Map.of("productCode", "ART-033", "quantity", "1", "unitPrice", "10"))))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }
}
