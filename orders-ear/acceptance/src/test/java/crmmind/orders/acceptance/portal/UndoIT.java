package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What was done by mistake is taken back from the toast that tells it: exactly, once, and only if nothing else
 * happened.
 */
@ExtendWith(DeskExtension.class)
class UndoIT {

    private static final String STATUS = "/api/integrations/metakocka/orders/status";
    private static final String REASON = "Waits for\nthe payment";

    @Test
    void a_hold_and_a_release_are_taken_back_exactly(Desk desk) {
        var order = confirmed(desk);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            hold(portal);
            assertThat(toast(portal)).containsText("Order on hold");
            undo(portal).click();
            assertThat(toast(portal)).containsText("Undone: Confirmed");
            status(portal, "confirmed");
            assertThat(undo(portal)).hasCount(0);
            assertThat(portal.id("hold-notice")).hasCount(0);

            hold(portal);
            assertThat(undo(portal)).isVisible();
            portal.id("next:release").click();
            assertThat(toast(portal)).containsText("Order released");
            undo(portal).click();
            assertThat(toast(portal)).containsText("Undone: On hold");
            status(portal, "on_hold");
            assertThat(portal.id("hold-notice").textContent()).endsWith(REASON); // with its line break
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void picking_is_begun_and_called_off_and_either_is_taken_back(Desk desk) {
        var order = new ApiOrders(desk).synced("Picks d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            menu(portal, "menu:process");
            assertThat(toast(portal)).containsText("Picking started");
            undo(portal).click();
            assertThat(toast(portal)).containsText("Undone: Confirmed");
            status(portal, "confirmed");

            menu(portal, "menu:process");
            status(portal, "processing");
            menu(portal, "menu:unprocess");
            assertThat(toast(portal)).containsText("Back to confirmed");
            undo(portal).click();
            assertThat(toast(portal)).containsText("Undone: Processing");
            status(portal, "processing");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void what_cannot_be_taken_back_offers_no_undo(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.synced("Ships at once d.o.o.");
        try (var portal = Portal.at(desk).signIn("warehouse").open("/orders/" + order)) {
            portal.id("menu:process").evaluate("button => button.click()");
            assertThat(toast(portal)).containsText("Picking started");
            assertThat(undo(portal)).hasCount(0); // the warehouse may begin it, and not call it off
            portal.id("fulfil").click();
            portal.id("fulfilment:form:submit").click();
            status(portal, "fulfilled");
            assertThat(toast(portal)).isVisible();
            assertThat(undo(portal)).hasCount(0);
        }
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + orders.draft("Cancels d.o.o."))) {
            menu(portal, "menu:confirm");
            status(portal, "confirmed");
            assertThat(toast(portal)).isVisible();
            assertThat(undo(portal)).hasCount(0);
            portal.id("cancel").click();
            portal.id("cancellation:form:reason").fill("By mistake");
            portal.id("cancellation:form:submit").click();
            status(portal, "cancelled");
            assertThat(undo(portal)).hasCount(0);
        }
    }

    @Test
    void nothing_is_undone_once_the_order_changed_elsewhere(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = confirmed(desk);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            hold(portal);
            assertThat(undo(portal)).isVisible();
            desk.as("sales")
                    .post(STATUS, Map.of("orderId", order, "status", "confirmed"))
                    .expect(200);
            desk.as("sales")
                    .post(STATUS, Map.of("orderId", order, "status", "on_hold", "reason", "Somebody else's"))
                    .expect(200);
            var before = orders.order(order);

            undo(portal).click();

            assertThat(portal.id("report")).containsText("Nothing was undone");
            assertThat(portal.id("report")).containsText("was changed meanwhile");
            assertThat(portal.id("report")).hasAttribute("role", "alert");
            status(portal, "on_hold");
            assertThat(portal.id("hold-notice")).containsText("Somebody else's");
            assertThat(orders.order(order)).isEqualTo(before);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_double_click_undoes_once_and_so_does_a_form_sent_twice(Desk desk) {
        var order = confirmed(desk);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            hold(portal);
            var token = undo(portal)
                    .locator("xpath=ancestor::form//input[@name='undo']")
                    .getAttribute("value");
            undo(portal).dblclick();
            assertThat(toast(portal)).containsText("Undone: Confirmed");
            assertThat(portal.page().locator("#timeline [data-kind=released]")).hasCount(1);

            assertThat(send(portal, desk, token)).doesNotContain("id=\"report\"");
            assertThat(send(portal, desk, "anything")).contains("cannot be undone any more");
            portal.open("/orders/" + order);
            assertThat(portal.page().locator("#timeline [data-kind=released]")).hasCount(1);
            status(portal, "confirmed");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void nobody_else_can_send_it(Desk desk) {
        var order = confirmed(desk);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order);
                var other = Portal.at(desk).signIn("admin")) {
            hold(portal);
            var token = undo(portal)
                    .locator("xpath=ancestor::form//input[@name='undo']")
                    .getAttribute("value");
            assertThat(send(other, desk, token)).contains("cannot be undone any more");
            assertThat(new ApiOrders(desk).order(order).path("status").asText()).isEqualTo("on_hold");
        }
        var nobody = desk.http().get("/orders/toast/undo");
        assertThat(nobody.status()).isEqualTo(302);
        assertThat(nobody.header("Location").orElseThrow()).contains("/login");
    }

    @Test
    void the_keyboard_has_it_on_the_second_tab_and_on_z(Desk desk) {
        var order = confirmed(desk);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            hold(portal);
            assertThat(undo(portal)).isVisible();
            portal.page().keyboard().press("Tab");
            portal.page().keyboard().press("Tab");
            assertThat(undo(portal)).isFocused();
            portal.page().keyboard().press("Enter");
            assertThat(toast(portal)).containsText("Undone: Confirmed");
            status(portal, "confirmed");

            hold(portal);
            assertThat(undo(portal)).isVisible();
            portal.page().keyboard().press("z");
            assertThat(toast(portal)).containsText("Undone: Confirmed");
            status(portal, "confirmed");

            hold(portal);
            undo(portal).focus();
            portal.page().keyboard().press("Escape");
            assertThat(toast(portal)).hasCount(0);
            assertThat(portal.id("content")).isFocused();
            status(portal, "on_hold");
        }
    }

    @Test
    void it_stays_for_ten_seconds_and_longer_for_whoever_is_on_it(Desk desk) {
        var order = confirmed(desk);
        try (var portal = Portal.at(desk)) {
            var clock = portal.page().clock();
            clock.install();
            portal.signIn("sales").open("/orders/" + order);
            clock.pauseAt(System.currentTimeMillis() + 60_000);
            hold(portal);
            assertThat(undo(portal)).isVisible();
            clock.runFor(9_900);
            assertThat(undo(portal)).isVisible();
            clock.runFor(200);
            assertThat(toast(portal)).hasCount(0);

            portal.id("next:release").click();
            undo(portal).hover();
            clock.runFor(60_000);
            assertThat(undo(portal)).isVisible();
            portal.page().mouse().move(300, 300);
            clock.runFor(5_000);
            undo(portal).focus();
            clock.runFor(60_000);
            assertThat(undo(portal)).isVisible();
            portal.id("content").focus();
            clock.runFor(4_500);
            assertThat(undo(portal)).isVisible();
            clock.runFor(700);
            assertThat(toast(portal)).hasCount(0);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void it_works_on_whatever_page_the_toast_is_shown(Desk desk) {
        var order = confirmed(desk);
        try (var portal =
                Portal.at(desk, 390, 844, ColorScheme.DARK).signIn("sales").open("/orders/" + order)) {
            // the command is done, and its answer not looked at: the next page tells it
            portal.id("holding").evaluate("""
                    form => {
                      const sent = new FormData(form);
                      sent.append('holding:submit', '');
                      return fetch(form.action, { method: 'POST', body: new URLSearchParams(sent), redirect: 'manual' }).then(() => true);
                    }""");
            portal.open("/orders?view=on-hold");
            assertThat(toast(portal)).containsText("Order on hold");
            var findings = new ArrayList<String>();
            AccessibilityIT.look(portal, "toast on a phone, dark", findings);
            assertThat(findings).isEmpty();
            undo(portal).click();
            assertThat(toast(portal)).containsText("Undone: Confirmed");
            assertThat(portal.page()).hasURL(Pattern.compile(".*/orders\\?view=on-hold$"));
            assertThat(portal.page().locator("tr[data-order-id='" + order + "']"))
                    .hasCount(0);
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(new ApiOrders(desk).order(order).path("status").asText()).isEqualTo("confirmed");
    }

    private static String confirmed(Desk desk) {
        var order = new ApiOrders(desk).draft("Undo d.o.o.");
        desk.as("sales")
                .post(STATUS, Map.of("orderId", order, "status", "confirmed"))
                .expect(200);
        return order;
    }

    private static void hold(Portal portal) {
        menu(portal, "hold");
        portal.id("holding:reason").fill(REASON);
        portal.id("holding:submit").click();
        status(portal, "on_hold");
    }

    private static void menu(Portal portal, String entry) {
        portal.page().locator("#more > summary").click();
        portal.id(entry).click();
    }

    private static void status(Portal portal, String status) {
        assertThat(portal.page().locator("#pills [data-status]")).hasAttribute("data-status", status);
    }

    private static Locator toast(Portal portal) {
        return portal.page().locator(".toasts > .toast");
    }

    private static Locator undo(Portal portal) {
        return portal.page().locator(".toasts [data-undo]");
    }

    /** As a form without the page's script would. */
    private static String send(Portal portal, Desk desk, String token) {
        return portal.page()
                .request()
                .post(
                        desk.baseUri() + "/orders/toast/undo",
                        RequestOptions.create()
                                .setForm(FormData.create().set("undo", token).set("to", "/inventory")))
                .text();
    }
}
