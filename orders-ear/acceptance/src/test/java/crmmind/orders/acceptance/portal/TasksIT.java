package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The twelve main tasks of a day, each from the page where it begins to the end of it: by mouse within so many clicks,
 * and by keyboard alone, in both languages. Typing is not counted.
 */
@ExtendWith(DeskExtension.class)
class TasksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";

    private Portal portal;
    private Hands hands;
    private boolean mouse;

    /** Everything in one window, as one person does it; what is counted begins anew with each task. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"mouse, en", "mouse, sl", "keyboard, en", "keyboard, sl"})
    void the_twelve_tasks(String how, String language, Desk desk) {
        mouse = how.equals("mouse");
        portal = Portal.at(desk).signIn("admin");
        if (!language.equals("en")) {
            portal.page().locator("[data-language=" + language + "]").click();
        }
        assertThat(portal.page().locator("html")).hasAttribute("lang", language);
        hands = mouse ? Hands.withMouse(portal.page()) : Hands.withKeyboard(portal.page());
        var orders = new ApiOrders(desk);
        var tag = UUID.randomUUID().toString().substring(0, 8);

        takesAnOrder("Naloga " + tag);
        confirmsOne(orders, orders.draft("Potrdi " + tag));
        var order = orders.synced("Odprema " + tag);
        startsPicking(order);
        shipsAPart(orders, order);
        shipsTheRest(orders, order, "TRK" + tag);
        findsByTrackingNumber(order, "TRK" + tag);
        holdsAndReleases(orders, orders.synced("Zadrži " + tag));
        cancels(orders, orders.synced("Prekliči " + tag));
        confirmsMany(desk, "Množica " + tag);
        keepsAView("Pogled " + tag);
        resolvesAConflict(desk, orders, orders.draft("Spor " + tag));
        takesOverFromMetakocka(desk, tag);

        assertThat(portal.complaints()).isEmpty();
    }

    @AfterEach
    void leave(Desk desk) {
        desk.metakocka().control().delete("/_sim/faults");
        portal.close();
        // the language follows the person: who comes next is to find what they expect
        try (var last = Portal.at(desk).signIn("admin")) {
            var english = last.page().locator("[data-language=en]");
            if (english.count() > 0) {
                english.click();
            }
            assertThat(last.page().locator("html")).hasAttribute("lang", "en");
        }
    }

    private void within(int clicks, String task) {
        int made = hands.moves();
        if (mouse) {
            assertThat(made).as(task).isLessThanOrEqualTo(clicks);
        }
    }

    private void begin(String path) {
        portal.open(path);
        hands.moves();
    }

    private Locator id(String id) {
        return portal.id(id);
    }

    private void takesAnOrder(String customer) {
        begin("/orders/new");
        hands.write(id("order-form:customer-name"), customer);
        hands.write(id("order-form:customer-street"), "Pot 1");
        hands.write(id("order-form:customer-post-code"), "1000");
        hands.write(id("order-form:customer-city"), "Ljubljana");
        hands.write(id("order-form:line:0:product"), "ART-031");
        assertThat(id("line-0-list").getByText("ART-031").first()).isVisible();
        portal.page().keyboard().press("Enter");
        assertThat(id("order-form:line:0:unit-price")).not().hasValue("");
        hands.write(id("order-form:line:0:quantity"), "2");
        hands.press(id("order-form:save-sync"));
        assertThat(portal.page().locator("#pills [data-sync=synced]")).isVisible();
        within(2, "take an order and send it");
    }

    private void confirmsOne(ApiOrders orders, String order) {
        begin("/orders?q=" + orders.order(order).path("orderNumber").asText());
        portal.page().waitForURL(Pattern.compile(".*/orders.*"));
        if (!portal.page().url().contains(order)) {
            hands.press(portal.page()
                    .locator("#order-table tbody a[href*='" + order + "']")
                    .first());
        }
        hands.press(id("next:sync"));
        assertThat(portal.page().locator("#pills [data-status=confirmed]")).isVisible();
        within(2, "confirm one order");
    }

    private void startsPicking(String order) {
        begin("/orders/" + order);
        hands.press(portal.page().locator("#more > summary"));
        hands.press(id("menu:process"));
        assertThat(portal.page().locator("#pills [data-status=processing]")).isVisible();
        within(2, "start picking");
    }

    private void shipsAPart(ApiOrders orders, String order) {
        begin("/orders/" + order);
        hands.press(id("fulfil"));
        hands.write(id("fulfilment:form:line:0:quantity"), "1");
        hands.press(id("fulfilment:form:submit"));
        assertThat(portal.page().locator("#pills [data-status=partially_fulfilled]"))
                .isVisible();
        within(2, "ship a part");
        assertThat(orders.order(order).at("/items/0/fulfilledQuantity").asText())
                .isEqualTo("1");
    }

    private void shipsTheRest(ApiOrders orders, String order, String tracking) {
        begin("/orders/" + order);
        hands.press(id("fulfil"));
        hands.write(id("fulfilment:form:tracking"), tracking);
        hands.write(id("fulfilment:form:carrier"), "GLS");
        hands.press(id("fulfilment:form:submit"));
        assertThat(portal.page().locator("#pills [data-status=fulfilled]")).isVisible();
        within(4, "ship the rest");
        assertThat(orders.order(order).path("fulfillments").size()).isEqualTo(2);
    }

    private void findsByTrackingNumber(String order, String tracking) {
        begin("/orders");
        hands.writeAndGo(id("q"), tracking);
        portal.page().waitForURL(url -> url.contains("q=") || url.contains(order));
        if (!portal.page().url().contains(order)) {
            hands.press(portal.page()
                    .locator("#order-table tbody a[href*='" + order + "']")
                    .first());
        }
        assertThat(id("order-number")).isVisible();
        assertThat(portal.page().url()).contains(order);
        within(2, "find by tracking number");
    }

    private void holdsAndReleases(ApiOrders orders, String order) {
        begin("/orders/" + order);
        hands.press(portal.page().locator("#more > summary"));
        hands.press(id("hold"));
        hands.write(id("holding:reason"), "čaka na plačilo");
        hands.press(id("holding:submit"));
        assertThat(portal.page().locator("#pills [data-status=on_hold]")).isVisible();
        hands.press(id("next:release"));
        assertThat(portal.page().locator("#pills [data-status=confirmed]")).isVisible();
        within(4, "hold and release");
        assertThat(orders.order(order).path("status").asText()).isEqualTo("confirmed");
    }

    private void cancels(ApiOrders orders, String order) {
        begin("/orders/" + order);
        hands.press(portal.page().locator("[data-open='cancel-dialog']"));
        hands.write(id("cancellation:form:reason"), "ni več potrebno");
        hands.press(id("cancellation:form:submit"));
        assertThat(portal.page().locator("#pills [data-status=cancelled]")).isVisible();
        within(2, "cancel with a reason");
        assertThat(orders.order(order).path("cancellationReason").asText()).isEqualTo("ni več potrebno");
    }

    private void confirmsMany(Desk desk, String buyer) {
        var orders = new ApiOrders(desk);
        for (int i = 0; i < 5; i++) {
            orders.draft(buyer);
        }
        begin("/orders?q=" + buyer.replace(' ', '+'));
        assertThat(portal.page().locator("#order-table tbody tr")).hasCount(5);
        hands.press(portal.page().locator("input[data-all]"));
        hands.press(id("orders:sync-selected"));
        hands.press(id("plan-form:start"));
        assertThat(id("count-done")).containsText("5", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        within(4, "confirm all that are shown");
    }

    private void keepsAView(String name) {
        begin("/orders?sync=synced");
        hands.press(id("view-menu").locator("summary"));
        hands.press(id("view-save"));
        hands.write(id("keep:name"), name);
        hands.press(id("keep:submit"));
        assertThat(portal.page()).hasTitle(Pattern.compile("^" + name + " .*"));
        within(3, "keep a view");
    }

    private void resolvesAConflict(Desk desk, ApiOrders orders, String order) {
        var number = orders.order(order).path("orderNumber").asText();
        var control = desk.metakocka().control();
        control.post("/_sim/actions", Map.of("action", "create_order", "buyer_order", number))
                .expect(200);
        control.post(
                        "/_sim/faults",
                        Map.of(
                                "kind",
                                "drop_before",
                                "operation",
                                "put_document",
                                "containing",
                                "\"buyer_order\":\"" + number + "\""))
                .expect(201);
        desk.as("sales").post(METAKOCKA + "sync", Map.of("orderId", order)).expect(200, 502, 503, 202);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> orders.order(order).path("syncStatus").asText().equals("needs_review"));
        begin("/queue?q=" + number);
        hands.press(portal.page().locator("#queue-table .operation-link").first());
        hands.press(portal.page().locator("#found tbody tr button").first());
        hands.write(id("adopt:reason"), "je isto naročilo");
        hands.press(id("adopt:submit"));
        assertThat(id("operation-state")).hasAttribute("data-state", "done");
        within(4, "resolve a sync conflict");
        desk.metakocka()
                .salesOrders(number)
                .forEach(document -> control.post(
                        "/_sim/actions",
                        Map.of(
                                "action",
                                "delete_document",
                                "doc_type",
                                "sales_order",
                                "mk_id",
                                document.path("mk_id").asText())));
    }

    private void takesOverFromMetakocka(Desk desk, String tag) {
        desk.metakocka()
                .control()
                .post("/_sim/actions", Map.of("action", "create_order", "buyer_order", "TAM-" + tag))
                .expect(200);
        begin("/metakocka");
        hands.press(portal.page()
                .locator("tr", new Page.LocatorOptions().setHasText("TAM-" + tag))
                .locator("button[id$=':import']"));
        assertThat(portal.page().locator(".toast").last()).isVisible();
        within(1, "take over an order of Metakocka's");
        assertThat(desk.as("viewer")
                        .get("/api/orders?q=TAM-" + tag)
                        .expect(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }
}
