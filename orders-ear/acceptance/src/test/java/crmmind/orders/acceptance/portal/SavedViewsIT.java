package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Views that people keep, columns, exact hits, and the way from an order to its neighbours. */
@ExtendWith(DeskExtension.class)
class SavedViewsIT {

    @AfterEach
    void forget(Desk desk) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update users set default_view = null");
            statement.executeUpdate("delete from saved_views");
        }
    }

    @Test
    void a_view_is_kept_changed_shared_opened_with_and_deleted(Desk desk) {
        var name = "Za pakiranje " + UUID.randomUUID().toString().substring(0, 6);
        try (var portal =
                Portal.at(desk).signIn("sales").open("/orders?view=to-ship&warehouse=glavno&sort=-totalAmount")) {
            var page = portal.page();
            var shown = numbers(portal);
            save(portal, name, false);
            assertThat(page).hasTitle(Pattern.compile("^" + name + " .*"));
            assertThat(tab(portal, name)).hasAttribute("aria-current", "page");
            assertThat(numbers(portal)).isEqualTo(shown).isNotEmpty();
            var kept = page.url();

            // the same name again is refused where it was typed
            portal.id("view-menu").locator("summary").click();
            portal.id("view-save").click();
            portal.id("keep:name").fill(name.toUpperCase(java.util.Locale.ROOT));
            portal.id("keep:submit").click();
            assertThat(portal.id("keep-error")).containsText("already");
            assertThat(portal.id("keep:name")).hasValue(name.toUpperCase(java.util.Locale.ROOT));

            // a filter more makes it a changed view, which can be undone or kept
            portal.open(kept.substring(kept.indexOf("/orders")));
            portal.id("sync").selectOption("synced");
            assertThat(portal.id("view-changed")).isVisible();
            portal.id("view-undo").click();
            assertThat(portal.id("view-changed")).hasCount(0);
            assertThat(page).hasURL(kept);
            portal.id("column-warehouse").evaluate("link => link.click()");
            assertThat(page.locator("#order-table th")).containsText(new String[] {"Warehouse"});
            portal.id("views:replace").click();
            assertThat(portal.id("view-changed")).hasCount(0);
            assertThat(page.locator("#order-table th:has-text('Warehouse')")).isVisible();

            // the list opens with it
            portal.id("view-menu").locator("summary").click();
            portal.id("views:open").click();
            portal.id("nav-orders").click();
            assertThat(tab(portal, name)).hasAttribute("aria-current", "page");
            portal.id("view-all").click();
            assertThat(portal.id("view-all")).hasAttribute("aria-current", "page");

            tab(portal, name).click();
            portal.id("view-menu").locator("summary").click();
            portal.id("views:share").click();
            assertThat(page.locator(".toast").last()).containsText("View shared");
            var shared = page.url();
            try (var other = Portal.at(desk).signIn("viewer").open("/orders")) {
                tab(other, name).click();
                assertThat(numbers(other)).isEqualTo(numbers(portal));
                assertThat(other.id("views:replace")).hasCount(0);
                other.id("view-menu").locator("summary").click();
                assertThat(other.id("view-delete")).hasCount(0);
                assertThat(other.complaints()).isEmpty();
            }

            portal.open(shared.substring(shared.indexOf("/orders")));
            portal.id("view-menu").locator("summary").click();
            portal.id("view-rename").click();
            portal.id("naming:name").fill(name + " 2");
            portal.id("naming:submit").click();
            assertThat(tab(portal, name + " 2")).isVisible();
            portal.id("view-menu").locator("summary").click();
            portal.id("view-delete").click();
            portal.id("deleting:submit").click();
            assertThat(tab(portal, name + " 2")).hasCount(0);
            portal.open("/orders");
            assertThat(portal.id("view-all")).hasAttribute("aria-current", "page");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void somebody_elses_own_view_is_not_shown_but_its_filters_are(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?status=cancelled");
                var other = Portal.at(desk).signIn("warehouse")) {
            save(portal, "Only mine", false);
            var address = portal.page().url().substring(portal.page().url().indexOf("/orders"));

            other.open(address);
            assertThat(other.id("view-unseen")).isVisible();
            assertThat(numbers(other)).isEqualTo(numbers(portal));
            other.open(address.substring(0, address.indexOf('&')));
            assertThat(other.page().locator(".toast")).containsText("somebody's own, or deleted");
            assertThat(other.id("view-all")).hasAttribute("aria-current", "page");
            assertThat(other.complaints()).isEmpty();
        }
    }

    @Test
    void an_exact_number_opens_its_order_and_back_leads_to_the_list(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders?view=fulfilled")) {
            var number = numbers(portal).get(0);
            portal.id("view-all").click();
            portal.id("q").fill(number);
            portal.id("q").press("Enter");
            assertThat(portal.id("order-number")).hasText(number);
            portal.page().goBack();
            assertThat(portal.id("order-table")).isVisible();

            portal.id("q").fill(number.substring(0, 6));
            portal.id("q").press("Enter");
            assertThat(portal.id("order-table")).isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void an_order_knows_its_neighbours_in_the_list_it_was_opened_from(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders?view=to-ship&sort=-totalAmount")) {
            var listed = numbers(portal);
            var list = portal.page().url();
            portal.page()
                    .locator("tr[data-order='" + listed.get(1) + "'] td.customer")
                    .click(); // the whole row leads there
            assertThat(portal.id("order-number")).hasText(listed.get(1));
            portal.id("next-order").click();
            assertThat(portal.id("order-number")).hasText(listed.get(2));
            portal.id("previous-order").click();
            assertThat(portal.id("order-number")).hasText(listed.get(1));
            portal.id("previous-order").click();
            assertThat(portal.id("order-number")).hasText(listed.get(0));
            assertThat(portal.id("previous-order")).hasCount(0);
            portal.page().locator("a.back").click();
            assertThat(portal.page()).hasURL(list);
            assertThat(numbers(portal)).isEqualTo(listed);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void columns_and_density_stay_as_they_were_chosen(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer").open("/orders?status=fulfilled")) {
            portal.id("display").locator("summary").click();
            portal.id("column-customer").click();
            assertThat(portal.page().locator("#order-table th:has-text('Customer')"))
                    .hasCount(0);
            assertThat(portal.page()).hasURL(Pattern.compile(".*status=fulfilled.*cols=.*"));
            portal.page().reload();
            assertThat(portal.page().locator("#order-table th:has-text('Customer')"))
                    .hasCount(0);
            portal.id("display").locator("summary").click();
            portal.id("density").click();
            portal.page().reload();
            assertThat(portal.page().locator("html")).hasAttribute("data-density", "compact");
            portal.id("display").locator("summary").click();
            portal.id("usual-columns").click();
            assertThat(portal.page().locator("#order-table th:has-text('Customer')"))
                    .isVisible();
            assertThat(portal.page()).hasURL(Pattern.compile(".*status=fulfilled$"));
            assertThat(portal.complaints()).isEmpty();
        }
    }

    private static void save(Portal portal, String name, boolean shared) {
        portal.id("view-menu").locator("summary").click();
        portal.id("view-save").click();
        portal.id("keep:name").fill(name);
        if (shared) {
            portal.id("keep:shared").check();
        }
        portal.id("keep:submit").click();
        assertThat(tab(portal, name)).isVisible();
    }

    private static com.microsoft.playwright.Locator tab(Portal portal, String name) {
        return portal.page().locator("a[data-view='" + name + "']");
    }

    private static List<String> numbers(Portal portal) {
        return portal.page().locator("#order-table tr[data-order]").all().stream()
                .map(row -> row.getAttribute("data-order"))
                .toList();
    }
}
