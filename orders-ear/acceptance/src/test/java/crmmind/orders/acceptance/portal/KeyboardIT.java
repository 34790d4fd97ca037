package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The portal without a mouse: single keys, their help, and the palette. */
@ExtendWith(DeskExtension.class)
class KeyboardIT {

    @Test
    void rows_are_walked_selected_and_opened_with_keys(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?view=to-ship")) {
            var keys = portal.page().keyboard();
            var numbers = portal.page().locator("#order-table tr[data-order]").all().stream()
                    .map(row -> row.getAttribute("data-order"))
                    .toList();
            press(keys, "j", "j", "k", "j", "x", "j", "j", "Shift+X");
            assertThat(portal.page().locator("tr.active")).hasAttribute("data-order", numbers.get(3));
            assertThat(portal.page().locator("#order-table input[data-row]:checked"))
                    .hasCount(3);
            press(keys, "Enter");
            assertThat(portal.id("order-number")).hasText(numbers.get(3));
            press(keys, "]");
            assertThat(portal.id("order-number")).hasText(numbers.get(4));
            press(keys, "[");
            assertThat(portal.id("order-number")).hasText(numbers.get(3));
            press(keys, "h");
            assertThat(portal.id("hold-dialog")).isVisible();
            press(keys, "Escape");
            assertThat(portal.id("hold-dialog")).isHidden();
            press(keys, "g", "i");
            assertThat(portal.page()).hasURL(Pattern.compile(".*/inventory"));
            press(keys, "g", "o");
            assertThat(portal.page()).hasURL(Pattern.compile(".*/orders"));
            press(keys, "/");
            assertThat(portal.id("q")).isFocused();
            keys.type("gijx?"); // while typing they are letters
            assertThat(portal.id("q")).hasValue("gijx?");
            assertThat(portal.id("keys-help")).isHidden();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void single_keys_can_be_switched_off(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders?view=all")) {
            var keys = portal.page().keyboard();
            press(keys, "?");
            assertThat(portal.id("keys-help")).isVisible();
            portal.id("keys-on").uncheck();
            press(keys, "Escape", "j");
            assertThat(portal.page().locator("tr.active")).hasCount(0);
            portal.page().reload();
            press(keys, "?");
            assertThat(portal.id("keys-help")).isHidden();
            press(keys, "Control+k"); // not a single key
            assertThat(portal.id("palette")).isVisible();
            press(keys, "Escape");
            portal.id("keys-open").click();
            portal.id("keys-on").check();
            press(keys, "Escape", "j");
            assertThat(portal.page().locator("tr.active")).hasCount(1);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void the_palette_finds_orders_pages_and_actions(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?view=fulfilled")) {
            var keys = portal.page().keyboard();
            var number =
                    portal.page().locator("#order-table tr[data-order]").first().getAttribute("data-order");
            press(keys, "Control+k");
            assertThat(portal.id("palette-q")).isFocused();
            keys.type(number);
            assertThat(portal.page().locator("#palette-list .palette-order")).hasCount(1);
            press(keys, "Enter");
            assertThat(portal.id("order-number")).hasText(number);

            press(keys, "Control+k");
            keys.type("cancel");
            var cancel = portal.page().locator("#palette-list li").filter(named("Cancel order"));
            assertThat(cancel).hasAttribute("aria-disabled", "true"); // it is fulfilled
            press(keys, "Escape", "Control+k");
            keys.type("sync queue");
            press(keys, "Enter");
            assertThat(portal.page()).hasURL(Pattern.compile(".*/queue"));
            press(keys, "Control+k");
            keys.type("zzzz nothing");
            assertThat(portal.id("palette-none")).isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void the_palette_begins_with_what_was_selected_and_the_next_step(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?view=to-ship")) {
            var keys = portal.page().keyboard();
            var options = portal.page().locator("#palette-list li");
            press(keys, "Control+k");
            assertThat(options.first()).containsText("New order");
            assertThat(options.first().locator("kbd")).hasText("n");
            assertThat(options.filter(named("Buyer reference"))).hasCount(0);
            keys.type("buyer ref"); // a column: who asks for it finds it
            assertThat(options).hasCount(1);
            assertThat(options).containsText("Display");
            press(keys, "Escape", "j", "x", "Control+k");
            assertThat(options.first()).containsText("Sync");
            assertThat(options.first()).containsText("1 selected");
            keys.type("pick lists");
            assertThat(options).hasCount(1);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void press(Keyboard keyboard, String... keys) {
        List.of(keys).forEach(keyboard::press);
    }
}
