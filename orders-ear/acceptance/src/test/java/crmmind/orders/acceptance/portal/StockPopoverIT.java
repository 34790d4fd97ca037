package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each warehouse has of a product is beside it on the order: by pointer, finger and keyboard, asked for once. */
@ExtendWith(DeskExtension.class)
class StockPopoverIT {

    private static final String ADDRESS = "/orders/stock.json";

    @Test
    void the_keyboard_opens_it_reads_it_follows_its_link_and_closes_it(Desk desk) {
        var order = new ApiOrders(desk).synced("Shelf d.o.o.");
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders/" + order)) {
            var asked = new ArrayList<String>();
            portal.page().onRequest(request -> {
                if (request.url().contains(ADDRESS)) {
                    asked.add(request.url());
                }
            });
            var button = button(portal);
            assertThat(button).hasAttribute("aria-expanded", "false");
            reach(portal, button);
            assertThat(button).hasAttribute("aria-expanded", "true");
            assertThat(popover(portal)).hasAttribute("data-stock-state", "there");
            assertThat(popover(portal).locator(".stock-own [role=rowheader]")).containsText("glavno");
            for (var place : desk.as("viewer")
                    .get("/api/inventory?productCode=ART-031")
                    .expect(200)
                    .json()
                    .path("items")) {
                var row = popover(portal)
                        .locator("[role=row]")
                        .filter(new Locator.FilterOptions()
                                .setHasText(place.path("warehouse").asText()));
                assertThat(row.locator("[role=cell]").allTextContents().stream()
                                .map(text -> text.replace(",", ""))
                                .toList())
                        .containsExactly(
                                place.path("onHand").asText(),
                                place.path("reservedElsewhere").asText(),
                                place.path("held").asText(),
                                place.path("shippedNotBooked").asText(),
                                place.path("available").asText());
            }
            assertThat(popover(portal).locator("time")).not().hasText("");

            portal.page().keyboard().press("Tab");
            var link = popover(portal).locator("a");
            assertThat(link).isFocused();
            portal.page().keyboard().press("Escape");
            assertThat(popover(portal)).hasCount(0);
            assertThat(button).isFocused();
            assertThat(button).hasAttribute("aria-expanded", "false");
            portal.page().keyboard().press("Enter");
            assertThat(popover(portal)).isVisible();
            portal.page().keyboard().press("Enter");
            assertThat(popover(portal)).hasCount(0);
            portal.page().keyboard().press("Space");
            portal.page().keyboard().press("Tab");
            assertThat(link).isFocused();
            portal.page().keyboard().press("Tab");
            assertThat(popover(portal)).hasCount(0);
            assertThat(asked).hasSize(1);

            portal.page().keyboard().press("Shift+Tab");
            portal.page().keyboard().press("Tab");
            reachBack(portal, button);
            portal.page().keyboard().press("Tab");
            portal.page().keyboard().press("Enter");
            assertThat(portal.page()).hasURL(Pattern.compile(".*/inventory\\?q=ART-031$"));
            assertThat(portal.page()
                            .locator("#inventory-table tr[data-product='ART-031']")
                            .first())
                    .isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void the_pointer_opens_it_stays_on_it_and_closes_it_by_leaving(Desk desk) {
        var order = new ApiOrders(desk).synced("Pointer d.o.o.");
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders/" + order)) {
            button(portal).hover();
            assertThat(popover(portal)).isVisible();
            assertThat(popover(portal)).hasAttribute("data-stock-state", "there");
            popover(portal).locator("time").hover();
            assertThat(popover(portal)).isVisible();
            portal.page().mouse().move(700, 20);
            assertThat(popover(portal)).hasCount(0);

            button(portal).click();
            assertThat(popover(portal)).isVisible();
            portal.page().mouse().move(700, 20);
            portal.id("items-title").hover();
            assertThat(popover(portal)).isVisible(); // pressed: it stays
            portal.id("items-title").click();
            assertThat(popover(portal)).hasCount(0);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_product_nobody_has_and_a_failure_are_said_and_asked_again(Desk desk) {
        var order = new ApiOrders(desk).draft("Empty shelf d.o.o.");
        try (var portal =
                Portal.at(desk, 390, 844, ColorScheme.DARK).signIn("viewer").open("/orders/" + order)) {
            portal.page().route(url -> url.contains(ADDRESS), Route::abort);
            button(portal).click();
            assertThat(popover(portal)).hasAttribute("data-stock-state", "failed");
            assertThat(popover(portal)).containsText("could not be read");
            portal.page().keyboard().press("Escape");

            portal.page().unroute(url -> true);
            portal.page().unrouteAll();
            portal.page()
                    .route(
                            url -> url.contains(ADDRESS),
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setContentType("application/json")
                                    .setBody("{\"places\":[],\"unbooked\":false}")));
            button(portal).click();
            assertThat(popover(portal)).hasAttribute("data-stock-state", "none");
            assertThat(popover(portal)).containsText("No warehouse has stock");
            portal.page().keyboard().press("Escape");

            portal.page().unrouteAll();
            portal.page().reload();
            button(portal).click();
            assertThat(popover(portal)).hasAttribute("data-stock-state", "there");
            var box = popover(portal).boundingBox();
            assertThat(box.x).isGreaterThanOrEqualTo(0);
            assertThat(box.x + box.width).isLessThanOrEqualTo(390);
            assertThat(portal.page().evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            var findings = new ArrayList<String>();
            AccessibilityIT.look(portal, "stock on a phone, dark", findings);
            assertThat(findings).isEmpty();
        }
    }

    @Test
    void only_who_is_signed_in_is_told_and_what_is_no_code_is_refused(Desk desk) {
        assertThat(desk.http().get(ADDRESS + "?product=ART-031").status()).isEqualTo(401);
        try (var portal = Portal.at(desk).signIn("viewer")) {
            for (var wrong : List.of("", "?product=", "?product=" + "x".repeat(201))) {
                assertThat(portal.page()
                                .request()
                                .get(desk.baseUri() + ADDRESS + wrong)
                                .status())
                        .isEqualTo(400);
            }
            assertThat(portal.page()
                            .request()
                            .get(desk.baseUri() + ADDRESS + "?product=NIX")
                            .text())
                    .contains("\"places\":[]");
        }
    }

    private static Locator button(Portal portal) {
        return portal.page().locator("[data-stock-of='ART-031']").first();
    }

    private static Locator popover(Portal portal) {
        return portal.id("stock-popover");
    }

    private static void reach(Portal portal, Locator target) {
        for (int i = 0; i < 100 && !focused(target); i++) {
            portal.page().keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }

    private static void reachBack(Portal portal, Locator target) {
        for (int i = 0; i < 100 && !focused(target); i++) {
            portal.page().keyboard().press("Shift+Tab");
        }
        assertThat(target).isFocused();
    }

    private static boolean focused(Locator target) {
        return Boolean.TRUE.equals(target.evaluate("e => e === document.activeElement"));
    }
}
