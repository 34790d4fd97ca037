package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Comments mention people, who find them on their overview until they are done with them. */
@ExtendWith(DeskExtension.class)
class MentionsIT {

    private static final String ADDRESS = "/orders/people.json";

    @BeforeEach
    void begin(Desk desk) throws SQLException {
        nobodyIsMentioned(desk);
    }

    @Test
    void whoever_is_mentioned_by_keyboard_finds_the_comment_opens_its_order_and_is_done(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.draft("Mention d.o.o.");
        var number = orders.order(order).path("orderNumber").asText();
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            var text = portal.id("comments:text");
            text.pressSequentially("Pallet broken, @WARE");
            assertThat(options(portal)).hasCount(1);
            assertThat(portal.id("people-says")).hasText("1 person");
            text.press("Enter");
            assertThat(portal.id("people")).isHidden();
            assertThat(text).hasValue("Pallet broken, @warehouse ");
            text.pressSequentially("<b>look</b>");
            portal.id("comments:add").click();

            var comment = portal.page().locator("#timeline [data-kind=comment]");
            assertThat(comment.locator("p")).hasText("Pallet broken, @warehouse <b>look</b>");
            assertThat(comment.locator("strong.mention")).hasText("@warehouse");
            assertThat(portal.id("mentions-count")).hasCount(0);
            assertThat(portal.complaints()).isEmpty();
        }
        try (var portal = Portal.at(desk).signIn("warehouse").open("/inventory")) {
            assertThat(portal.id("mentions-count")).containsText("1");
            assertThat(portal.id("nav-dashboard")).hasAccessibleName("Overview 1 mention");
            portal.id("nav-dashboard").click();
            var mention = portal.page().locator("#mentions li");
            assertThat(mention).hasCount(1);
            assertThat(mention).containsText("Mention d.o.o.");
            assertThat(mention).containsText("Pallet broken, @warehouse <b>look</b>");
            assertThat(mention).containsText("sales ·");
            mention.locator("a").click();
            assertThat(portal.page()).hasURL(Pattern.compile(".*/orders/" + order + "#timeline-title$"));
            assertThat(portal.id("order-number")).hasText(number);

            portal.open("/dashboard").page().locator("#mentions button").click();
            assertThat(portal.id("mentions")).hasCount(0);
            assertThat(portal.id("mentions-count")).hasCount(0);
            assertThat(portal.id("as-of")).isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void proposals_follow_arrows_tab_escape_and_the_pointer(Desk desk) {
        var order = new ApiOrders(desk).draft("Mention d.o.o.");
        try (var portal =
                Portal.at(desk, 390, 800, ColorScheme.DARK).signIn("sales").open("/orders/" + order)) {
            var text = portal.id("comments:text");
            text.pressSequentially("@");
            assertThat(options(portal).first()).hasText("@admin Demo admin");
            assertThat(text).hasAttribute("aria-activedescendant", "people-0");
            assertThat(options(portal).filter(new Locator.FilterOptions().setHasText("@sales")))
                    .hasCount(0); // oneself
            text.press("ArrowUp");
            int last = options(portal).count() - 1;
            assertThat(text).hasAttribute("aria-activedescendant", "people-" + last);
            assertThat(options(portal).nth(last)).hasAttribute("aria-selected", "true");
            text.press("ArrowDown");
            text.press("Tab");
            assertThat(text).hasValue("@admin ");
            assertThat(text).isFocused();

            text.pressSequentially("and @v");
            assertThat(options(portal)).hasCount(1);
            text.press("Escape");
            assertThat(portal.id("people")).isHidden();
            assertThat(text).not().hasAttribute("aria-activedescendant", Pattern.compile(".*"));
            var asked = asked(portal);
            portal.page().clock().install();
            text.pressSequentially("ie");
            portal.page().clock().runFor(1000);
            assertThat(asked).as("closed proposals stay closed").isEmpty();
            portal.page().clock().resume();
            text.press("Enter"); // a line ends
            text.pressSequentially("@vie");
            options(portal).first().click();
            assertThat(text).hasValue("@admin and @vie\n@viewer ");
            assertThat(text).isFocused();
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void an_e_mail_address_mentions_nobody_and_asks_for_nobody(Desk desk) {
        var order = new ApiOrders(desk).draft("Mention d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            var asked = asked(portal);
            portal.page().clock().install();
            portal.id("comments:text").pressSequentially("write to info@warehouse");
            portal.page().clock().runFor(1000);
            assertThat(asked).isEmpty();
            portal.page().clock().resume();
            portal.id("comments:add").click();
            assertThat(portal.page().locator("#timeline [data-kind=comment]")).containsText("info@warehouse");
            assertThat(portal.page().locator("#timeline .mention")).hasCount(0);
            portal.id("comments:text").pressSequentially("@warehouse"); // the other way round it does
            assertThat(options(portal)).hasCount(1);
            assertThat(asked).isNotEmpty();
            assertThat(portal.complaints()).isEmpty();
        }
        try (var portal = Portal.at(desk).signIn("warehouse").open("/dashboard")) {
            assertThat(portal.id("counters")).isVisible();
            assertThat(portal.id("mentions")).hasCount(0);
            assertThat(portal.id("mentions-count")).hasCount(0);
        }
    }

    @Test
    void a_page_of_many_stays_where_it_is_and_ends_one_however_often_it_is_pressed(Desk desk) throws SQLException {
        mention(desk, "warehouse", 25);
        try (var portal = Portal.at(desk).signIn("warehouse").open("/dashboard")) {
            var buttons = portal.page().locator("#mentions button");
            assertThat(buttons).hasCount(20);
            assertThat(portal.id("mentions-more")).isVisible();
            buttons.nth(15).scrollIntoViewIfNeeded();
            var height = portal.page().evaluate("() => scrollY");
            assertThat(((Number) height).intValue()).isPositive();
            assertThat(portal.page().locator("#mentions .mention-text").nth(15)).hasText("@warehouse number 10");

            buttons.nth(15).dblclick();

            assertThat(portal.id("mentions-count")).containsText("24");
            assertThat(portal.page().locator("#mentions .mention-text").nth(15)).hasText("@warehouse number 9");
            assertThat(buttons.nth(15)).isFocused();
            assertThat(portal.page().evaluate("() => scrollY")).isEqualTo(height);
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(open(desk, "warehouse")).hasSize(24).doesNotContain("@warehouse number 10");
    }

    @Test
    void a_button_ends_what_it_stands_beside_whatever_came_in_since_and_twice_does_no_harm(Desk desk)
            throws SQLException {
        mention(desk, "warehouse", 1);
        try (var portal = Portal.at(desk).signIn("warehouse").open("/dashboard");
                var other = Portal.at(desk).signIn("warehouse").open("/dashboard")) {
            mention(desk, "warehouse", 2); // the same words, and another on top

            portal.page().locator("#mentions button").click();
            assertThat(portal.id("mentions-count")).containsText("2");
            assertThat(open(desk, "warehouse")).containsExactly("@warehouse number 2", "@warehouse number 1");
            other.page().locator("#mentions button").click();

            assertThat(other.id("mentions-count")).containsText("2");
            assertThat(open(desk, "warehouse")).hasSize(2);
            assertThat(other.complaints()).isEmpty();
        }
    }

    @Test
    void people_are_told_to_who_may_write_a_comment_and_to_nobody_else(Desk desk) {
        try (var portal = Portal.at(desk).signIn("warehouse")) {
            var found = portal.page().request().get(desk.baseUri() + ADDRESS + "?text=SAL");
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.headers().get("cache-control")).isEqualTo("no-store");
            assertThat(found.text())
                    .isEqualTo("{\"says\":\"1 person\",\"items\":[{\"username\":\"sales\",\"name\":\"Demo sales\"}]}");
            for (var wrong : List.of("", "?text=" + "x".repeat(51), "?text=%00")) {
                assertThat(portal.page()
                                .request()
                                .get(desk.baseUri() + ADDRESS + wrong)
                                .status())
                        .as(wrong)
                        .isEqualTo(400);
            }
        }
        try (var portal = Portal.at(desk).signIn("viewer")) {
            assertThat(portal.page()
                            .request()
                            .get(desk.baseUri() + ADDRESS + "?text=sal")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(desk.http().get(ADDRESS + "?text=sal").status()).isEqualTo(401);
    }

    /** Lets somebody be mentioned so often, in comments that are numbered from the oldest. */
    static void mention(Desk desk, String username, int times) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.prepareStatement("""
                        with written as (
                            insert into order_events (id, document_id, at, actor, kind, message, details)
                            select gen_random_uuid(), (select id from sales_documents order by document_number limit 1),
                                   clock_timestamp() + number * interval '1 microsecond', 'sales', 'comment',
                                   '@' || ? || ' number ' || number, jsonb_build_object('mentioned', ?)
                            from generate_series(1, ?) number
                            returning id, document_id, at)
                        insert into order_mentions (event_id, document_id, username, at)
                        select id, document_id, ?, at from written
                        """)) {
            statement.setString(1, username);
            statement.setString(2, username);
            statement.setInt(3, times);
            statement.setString(4, username);
            statement.executeUpdate();
        }
    }

    /** As if everybody were done with everything. */
    static void nobodyIsMentioned(Desk desk) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update order_mentions set done_at = now() where done_at is null");
        }
    }

    private static List<String> open(Desk desk, String username) throws SQLException {
        var texts = new ArrayList<String>();
        try (var connection = desk.database();
                var statement = connection.prepareStatement("select message from order_mentions m join order_events e"
                        + " on e.id = m.event_id where username = ? and done_at is null order by m.at desc")) {
            statement.setString(1, username);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    private static Locator options(Portal portal) {
        return portal.id("people").locator("[role=option]");
    }

    private static List<String> asked(Portal portal) {
        var asked = new ArrayList<String>();
        portal.page().onRequest(request -> {
            if (request.url().contains(ADDRESS)) {
                asked.add(request.url());
            }
        });
        return asked;
    }
}
