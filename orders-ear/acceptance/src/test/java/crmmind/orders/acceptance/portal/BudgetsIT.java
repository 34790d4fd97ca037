package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each page may cost: statements to the database, and bytes on their way. A query for each row breaks these
 * however fast the machine is. The desk says what it sent in the header Server-Timing.
 */
@ExtendWith(DeskExtension.class)
class BudgetsIT {

    private static final Pattern STATEMENTS = Pattern.compile("sql;desc=\"(\\d+)\"");

    private Portal portal;

    @BeforeEach
    void sign_in(Desk desk) {
        portal = Portal.at(desk).signIn("admin");
    }

    @AfterEach
    void leave() {
        portal.close();
    }

    /**
     * Without the one that finds out who asks, and with the one for the jobs in the top bar. The page of Metakocka's
     * orders sends five for each time it asks there: whose turn it is, and the call's entry in the log.
     */
    @ParameterizedTest(name = "{0}: at most {1} statements")
    @CsvSource({
        "/dashboard, 8",
        "/orders, 6",
        "/orders?q=ana, 7",
        "/orders?view=sync-problems, 6",
        "/orders/new, 5",
        "/metakocka, 16",
        "/inventory, 4",
        "/jobs, 2",
        "/pack, 1",
        "/queue, 4",
        "/logs, 3",
        "/logs?kind=events, 2",
        "/logs?kind=inventory, 3",
        "/books, 4",
        "/settings, 10",
        "/settings?section=allocation, 4",
        "/settings?section=users, 4",
        "/account, 5",
    })
    void a_page_costs_little(String address, int most) {
        portal.open(address); // what is read once for all requests is read now

        var answer = portal.page().navigate(portal.page().url());

        assertThat(statements(answer)).as("statements of %s", address).isBetween(1, most);
        assertThat(answer.body().length)
                .as("bytes of %s before they are compressed", address)
                .isLessThan(200_000);
    }

    @ParameterizedTest(name = "{0}: at most {1}")
    @CsvSource({
        "/orders?status=fulfilled&sync=synced, 10",
        "/orders?sync=needs_review, 18" // what can be decided about a field takes some more
    })
    void an_order_s_page_costs_little(String list, int most) {
        portal.open(list);
        portal.page().locator("#order-table tbody a[href*='/orders/']").first().click();
        portal.page().waitForSelector("#order-number");

        var answer = portal.page().navigate(portal.page().url());

        assertThat(statements(answer)).as("statements of %s", answer.url()).isBetween(1, most);
    }

    /** How many there are is read with who asks; which they are, where they are shown. */
    @Test
    void who_was_mentioned_costs_one_statement_on_the_overview_and_none_elsewhere(Desk desk) throws SQLException {
        int list = statements(portal.page().navigate(desk.baseUri() + "/orders"));
        int overview = statements(portal.page().navigate(desk.baseUri() + "/dashboard"));
        MentionsIT.mention(desk, "admin", 3);

        assertThat(statements(portal.page().navigate(desk.baseUri() + "/orders")))
                .isEqualTo(list);
        assertThat(portal.id("mentions-count").textContent()).contains("3 mentions");
        assertThat(statements(portal.page().navigate(desk.baseUri() + "/dashboard")))
                .isEqualTo(overview + 1)
                .isLessThanOrEqualTo(9);
        MentionsIT.nobodyIsMentioned(desk);
    }

    /** From the number that was scanned, over the question whether it can be packed, to the page that packs it. */
    @Test
    void packing_costs_little() {
        portal.open("/orders?view=to-ship");
        var number =
                portal.page().locator("#order-table tr[data-order]").first().getAttribute("data-order");
        portal.open("/pack?order=" + number);
        portal.page().waitForSelector("#scan");

        var answer = portal.page().navigate(portal.page().url());

        assertThat(statements(answer)).as("statements of %s", answer.url()).isBetween(1, 9);
        var refused = portal.page().navigate(portal.page().url().split("/orders/")[0] + "/pack?order=NOTHING");
        assertThat(statements(refused)).as("statements of %s", refused.url()).isBetween(1, 3);
    }

    /** What one row costs is nothing: as many statements for fifty as for one. */
    @Test
    void a_long_list_costs_as_much_as_a_short_one() {
        portal.open("/orders");
        assertThat(portal.page().locator("#order-table tbody tr").count()).isGreaterThan(10);
        var number = portal.page().locator("#order-table tbody tr").first().getAttribute("data-order");
        int many = statements(portal.page().navigate(portal.page().url()));
        var one = portal.page().url().split("[?]")[0] + "?q=" + number + "&view=all";

        int few = statements(portal.page().navigate(one));

        assertThat(many).as("for many rows, where one costs %s", few).isLessThanOrEqualTo(few);
    }

    static int statements(Response answer) {
        var header = answer.headerValue("server-timing");
        var told = STATEMENTS.matcher(String.valueOf(header));
        assertThat(told.find()).as("%s says %s", answer.url(), header).isTrue();
        return Integer.parseInt(told.group(1));
    }
}
