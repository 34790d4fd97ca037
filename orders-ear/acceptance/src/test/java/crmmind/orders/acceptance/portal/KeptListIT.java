package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who comes back to the list finds it as it was left: as far down, the same orders ticked, and never one more taken.
 */
@ExtendWith(DeskExtension.class)
class KeptListIT {

    private static final int MORE_THAN_A_PAGE = 56;
    private static final double NEAR = 2;

    /** More orders than a page has, of one buyer; made once. */
    private static final Map<Desk, String> BUYERS = new HashMap<>();

    @Test
    void back_link_neighbours_and_reload_bring_back_height_and_selection(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?q=" + buyer(desk))) {
            tick(portal, 2);
            tick(portal, 31);
            var chosen = ticked(portal);
            var height = scrolled(portal, 700);

            open(portal);
            portal.page().goBack();
            asItWas(portal, chosen, height);

            open(portal);
            portal.page().locator("a.back").click();
            asItWas(portal, chosen, height);
            assertThat(portal.page().locator("#order-table tr.active")).hasCount(1);

            open(portal);
            portal.page().keyboard().press("]");
            portal.page().waitForURL(url -> url.contains("/orders/"));
            portal.id("previous-order").waitFor();
            portal.page().keyboard().press("[");
            portal.page().locator("a.back").click();
            asItWas(portal, chosen, height);

            portal.page().reload();
            asItWas(portal, chosen, height);

            portal.id("nav-inventory").click();
            portal.page().waitForURL(url -> url.contains("/inventory"));
            portal.open("/orders?q=" + buyer(desk));
            assertThat(ticked(portal)).isEqualTo(chosen);
            assertThat(height(portal)).as("who comes anew begins at the top").isZero();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void on_a_phone_filters_open_on_demand_and_the_bar_of_actions_hides_and_moves_no_order(Desk desk) {
        var address = "/orders?q=" + buyer(desk);
        try (var portal =
                Portal.at(desk, 390, 844, ColorScheme.DARK).signIn("sales").open(address)) {
            assertThat(portal.id("status")).isHidden();
            assertThat(portal.id("filters-button")).hasAttribute("aria-expanded", "false");

            portal.id("filters-button").click();
            portal.id("status").selectOption("draft");
            portal.page().waitForURL(url -> url.contains("status=draft"));
            assertThat(portal.id("status")).isVisible();
            assertThat(portal.id("from")).isVisible();
            portal.id("filters-button").click();
            assertThat(portal.id("status")).isHidden();

            portal.open(address);
            assertThat(portal.id("status")).isHidden();
            var second = portal.page().locator("#order-table tbody tr").nth(1);
            var before = second.boundingBox().y;
            tick(portal, 1);
            var bar = portal.page().locator(".bulk-bar");
            assertThat(bar).isVisible();
            assertThat(second.boundingBox().y)
                    .as("what was ticked stays under the thumb")
                    .isEqualTo(before);
            portal.page().evaluate("scrollTo(0, document.body.scrollHeight)");
            assertThat(bar).isInViewport();
            var next = portal.id("next-page");
            next.scrollIntoViewIfNeeded();
            assertThat(next.boundingBox().y + next.boundingBox().height)
                    .as("the bar covers nothing at the end of the page")
                    .isLessThanOrEqualTo(bar.boundingBox().y);
            assertThat(portal.page().evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void what_is_ticked_on_several_pages_is_counted_and_that_is_what_a_job_gets(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?q=" + buyer(desk))) {
            tick(portal, 0);
            tick(portal, 49);
            var first = ticked(portal);
            portal.id("next-page").click();
            portal.id("previous-page").waitFor();
            assertThat(counted(portal)).isEqualTo(2);
            assertThat(portal.page().locator("[data-elsewhere]")).containsText("on other pages: 2");
            portal.page().locator("input[data-all]").check();
            int here = ticked(portal).size();
            assertThat(counted(portal)).isEqualTo(here + 2);
            assertThat(portal.id("select-view")).isVisible();

            var all = new TreeSet<>(first);
            all.addAll(ticked(portal));
            plan(portal, "orders:hold-selected");
            assertThat(foreseen(portal)).isEqualTo(here + 2);

            portal.page().goBack();
            portal.id("previous-page").click();
            portal.id("next-page").waitFor();
            assertThat(ticked(portal)).isEqualTo(first);
            assertThat(counted(portal)).isEqualTo(here + 2);
            portal.page().locator("#bulk-output > summary").click();
            portal.page().evaluate("() => document.addEventListener('click', event => event.preventDefault())");
            portal.id("export-selected-csv").click();
            var file = portal.page()
                    .request()
                    .get(portal.id("export-selected-csv")
                            .evaluate("link => link.href")
                            .toString());
            assertThat(file.text().lines().skip(1).count()).isEqualTo(all.size());
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void the_whole_view_stays_chosen_on_its_pages_until_one_is_taken_out(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?q=" + buyer(desk))) {
            portal.page().locator("input[data-all]").check();
            portal.id("select-view").click();
            portal.id("next-page").click();
            portal.id("previous-page").waitFor();
            assertThat(portal.id("view-selected")).isVisible();
            assertThat(portal.id("view-selected")).containsText(String.valueOf(MORE_THAN_A_PAGE));
            plan(portal, "orders:hold-selected");
            assertThat(foreseen(portal)).isEqualTo(MORE_THAN_A_PAGE);
            portal.page().goBack();
            assertThat(portal.id("view-selected")).isVisible();

            rows(portal).first().locator("input[data-row]").uncheck();
            assertThat(portal.id("view-selected")).isHidden();
            int left = ticked(portal).size();
            assertThat(counted(portal)).isEqualTo(left);
            plan(portal, "orders:hold-selected");
            assertThat(foreseen(portal)).isEqualTo(left);
        }
    }

    @Test
    void other_filters_another_person_and_clear_drop_what_was_chosen(Desk desk) {
        var list = "/orders?q=" + buyer(desk);
        try (var portal = Portal.at(desk).signIn("sales").open(list)) {
            tick(portal, 3);
            portal.open(list + "&sort=orderNumber");
            assertThat(counted(portal)).as("sorted otherwise").isEqualTo(1);
            portal.page().locator("[data-clear-selection]").click();
            assertThat(portal.page().locator("[data-selection-bar]")).isHidden();
            portal.open(list);
            assertThat(ticked(portal)).isEmpty();

            tick(portal, 3);
            portal.open(list + "&status=draft");
            assertThat(ticked(portal)).isEmpty();
            assertThat(portal.page().locator("[data-selection-bar]")).isHidden();
            portal.open(list);
            assertThat(ticked(portal)).isEmpty();

            tick(portal, 3);
            portal.id("session:logout").click();
            portal.page().waitForURL(url -> url.contains("/login"));
            portal.signIn("sales").open(list);
            assertThat(ticked(portal)).isEmpty();

            tick(portal, 3);
            portal.page().context().clearCookies(); // the session is over, nobody signed out
            portal.signIn("admin").open(list);
            assertThat(ticked(portal)).isEmpty();
            assertThat(portal.page().locator("[data-selection-bar]")).isHidden();
        }
    }

    @Test
    void a_started_job_drops_what_was_chosen_and_a_planned_one_does_not(Desk desk) {
        var buyer = "Kept" + UUID.randomUUID().toString().replace("-", "");
        var ids = drafts(desk, buyer, 2);
        desk.as("sales")
                .post("/api/integrations/metakocka/orders/status", Map.of("orderId", ids.get(0), "status", "confirmed"))
                .expect(200);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?q=" + buyer)) {
            portal.page().locator("input[data-all]").check();
            plan(portal, "orders:hold-selected");
            portal.open("/orders?q=" + buyer);
            assertThat(counted(portal)).isEqualTo(2);

            plan(portal, "orders:hold-selected");
            portal.id("plan-form:start").click();
            portal.page().locator("#job-state:not([data-state=planned])").waitFor();
            portal.open("/orders?q=" + buyer);
            assertThat(ticked(portal)).isEmpty();
            assertThat(portal.page().locator("[data-selection-bar]")).isHidden();
        }
    }

    @Test
    void an_order_that_left_the_list_is_not_taken(Desk desk) {
        var buyer = "Left" + UUID.randomUUID().toString().replace("-", "");
        var ids = drafts(desk, buyer, 3);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?view=drafts&q=" + buyer)) {
            portal.page().locator("input[data-all]").check();
            desk.as("sales")
                    .post(
                            "/api/integrations/metakocka/orders/cancel",
                            Map.of("orderId", ids.get(1), "cancellationReason", "not wanted"))
                    .expect(200);
            portal.page().reload();
            assertThat(portal.id("selection-gone")).containsText("not selected any more: 1");
            assertThat(counted(portal)).isEqualTo(2);
            plan(portal, "orders:cancel-selected");
            assertThat(foreseen(portal)).isEqualTo(2);
        }
    }

    @Test
    void no_more_are_ticked_than_a_job_takes_one_by_one(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?q=" + buyer(desk))) {
            assertThat(portal.page().locator("[data-most]")).hasAttribute("data-most", "200");
            portal.page().evaluate("() => { document.querySelector('[data-most]').dataset.most = '3'; }");
            IntStream.range(0, 3).forEach(row -> tick(portal, row));
            assertThat(portal.page().locator("[data-most]")).isHidden();
            rows(portal).nth(7).locator("input[data-row]").click();
            assertThat(portal.page().locator("[data-most]")).isVisible();
            assertThat(counted(portal)).isEqualTo(3);
            assertThat(ticked(portal)).hasSize(3);
            portal.page().locator("input[data-all]").click();
            assertThat(portal.page().locator("[data-selection-count]")).hasText("3");
            plan(portal, "orders:hold-selected");
            assertThat(foreseen(portal)).isEqualTo(3);
        }
    }

    private static synchronized String buyer(Desk desk) {
        return BUYERS.computeIfAbsent(desk, any -> {
            var buyer = "Stays" + UUID.randomUUID().toString().replace("-", "");
            drafts(desk, buyer, MORE_THAN_A_PAGE);
            return buyer;
        });
    }

    private static List<String> drafts(Desk desk, String buyer, int number) {
        var orders = new ApiOrders(desk);
        return IntStream.range(0, number).mapToObj(i -> orders.draft(buyer)).toList();
    }

    private static Locator rows(Portal portal) {
        return portal.page().locator("#order-table tr[data-order]");
    }

    private static void tick(Portal portal, int row) {
        rows(portal).nth(row).locator("input[data-row]").check();
        assertThat(rows(portal).nth(row).locator("input[data-row]")).isChecked();
    }

    private static Set<String> ticked(Portal portal) {
        return portal.page().locator("input[data-row]:checked").all().stream()
                .map(Locator::inputValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int counted(Portal portal) {
        var place = portal.page().locator("[data-selection-count]");
        assertThat(portal.page().locator("[data-selection-bar]")).isVisible();
        return Integer.parseInt(place.textContent());
    }

    private static double scrolled(Portal portal, int height) {
        portal.page().evaluate("height => scrollTo(0, height)", height);
        assertThat(height(portal)).isGreaterThan(100);
        return height(portal);
    }

    private static double height(Portal portal) {
        return ((Number) portal.page().evaluate("() => scrollY")).doubleValue();
    }

    /** Opens an order that is in sight, as who clicks it does. */
    private static void open(Portal portal) {
        portal.page().evaluate("""
                () => [...document.querySelectorAll('a.order-link')]
                    .find(link => link.getBoundingClientRect().top > 300).click()""");
        portal.id("order-number").waitFor();
    }

    private static void asItWas(Portal portal, Set<String> chosen, double height) {
        portal.id("order-table").waitFor();
        portal.page().waitForLoadState();
        assertThat(ticked(portal)).isEqualTo(chosen);
        assertThat(counted(portal)).isEqualTo(chosen.size());
        assertThat(height(portal)).isCloseTo(height, Offset.offset(NEAR));
    }

    private static void plan(Portal portal, String action) {
        portal.page().locator("#bulk-more > summary").click();
        portal.id(action).click();
        portal.page().waitForURL(url -> url.contains("/jobs/"));
        portal.id("plan-will").waitFor();
    }

    /** Of how many orders the dry run speaks, whatever it says of them. */
    private static int foreseen(Portal portal) {
        var sums = new ArrayList<Integer>();
        portal.page()
                .locator("#plan-groups li")
                .all()
                .forEach(group -> sums.add(Integer.valueOf(group.getAttribute("data-count"))));
        return sums.stream().mapToInt(Integer::intValue).sum();
    }
}
