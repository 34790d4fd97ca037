package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logs: what happened, found by filters that stand in the address, with a way to the order. */
@ExtendWith(DeskExtension.class)
class LogsIT {

    @Test
    void the_stock_an_order_holds_is_found_and_leads_to_it(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.synced("Stock log d.o.o.");
        var number = orders.order(order).path("orderNumber").asText();
        try (var portal = Portal.at(desk).signIn("warehouse").open("/logs")) {
            portal.id("log-inventory").click();
            portal.id("log-order").fill(number);
            portal.id("log-apply").click();

            var rows = portal.page().locator("#logs-movements tbody tr");
            assertThat(rows).hasCount(1);
            assertThat(rows.first()).hasAttribute("data-kind", "allocate");
            assertThat(rows.first()).containsText("3");
            assertThat(portal.page()).hasURL(Pattern.compile(".*/logs\\?kind=inventory&order=" + number + "$"));
            portal.page().reload();
            assertThat(rows).hasCount(1);
            rows.first().locator("a[href*='/orders/']").click();
            assertThat(portal.id("order-number")).hasText(number);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void sync_and_activity_tell_of_an_order_what_belongs_there(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.synced("Both logs d.o.o.");
        var number = orders.order(order).path("orderNumber").asText();
        try (var portal = Portal.at(desk).signIn("viewer")) {
            portal.open("/logs?kind=sync&order=" + number);
            assertThat(portal.page().locator("#logs-events [data-kind=synced]")).hasCount(1);
            assertThat(portal.page().locator("#logs-events [data-kind=created]"))
                    .hasCount(0);

            portal.open("/logs?kind=events&order=" + number + "&type=created");
            assertThat(portal.page().locator("#logs-events tbody tr")).hasCount(1);
            assertThat(portal.page().locator("#logs-events [data-kind=created]"))
                    .hasCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "errors", "inventory", "events"})
    void nothing_found_says_so_and_offers_the_way_back(String kind, Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer").open("/logs?kind=" + kind + "&order=NOBODY-KNOWS")) {
            assertThat(portal.id("log-empty")).containsText("Clear the filters");
            portal.id("log-clear").click();
            assertThat(portal.page()).hasURL(Pattern.compile(".*/logs\\?kind=" + kind + "$"));
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void older_entries_are_a_page_away_and_none_is_shown_twice(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer").open("/logs?kind=events")) {
            var rows = portal.page().locator("#logs-events tbody tr");
            assertThat(rows).hasCount(50);
            var last = rows.last().locator("time").getAttribute("datetime");

            portal.id("log-older").click();
            portal.id("log-newest").waitFor();

            assertThat(rows.first().locator("time").getAttribute("datetime")).isLessThanOrEqualTo(last);
            portal.page().goBack();
            assertThat(rows.last().locator("time")).hasAttribute("datetime", last);
        }
    }
}
