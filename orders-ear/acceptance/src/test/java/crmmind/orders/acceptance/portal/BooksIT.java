package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator sees that the books do not balance, what a repair would change, and repairs. */
@ExtendWith(DeskExtension.class)
class BooksIT {

    @Test
    void a_spoilt_counter_is_found_previewed_and_put_right(Desk desk) throws SQLException {
        var held =
                number(desk, "select held from stock_levels where product_code = 'ART-047' and warehouse = 'glavno'");
        sql(desk, "update stock_levels set held = held + 3 where product_code = 'ART-047' and warehouse = 'glavno'");
        try (var portal = Portal.at(desk).signIn("admin").open("/books")) {
            portal.id("books:check").click();
            var finding = portal.page().locator("#findings-table tr[data-rule=held_is_sum_of_allocations]");
            assertThat(finding).containsText("ART-047 @ glavno");
            finding.getByRole(com.microsoft.playwright.options.AriaRole.LINK)
                    .last()
                    .click();
            assertThat(portal.id("changes-table")).containsText("Held");
            assertThat(number(
                            desk,
                            "select held from stock_levels where product_code = 'ART-047' and warehouse = 'glavno'"))
                    .as("a preview changes nothing")
                    .isEqualTo(held + 3);

            portal.id("repairing:submit").click();
            assertThat(portal.page().locator(".toast")).containsText("reason");

            portal.id("repairing:reason").fill("Counted the shelf");
            portal.id("repairing:submit").click();
            assertThat(portal.id("books-balance")).isVisible();
            assertThat(portal.id("repairs-table")).containsText("Counted the shelf");
        }
        assertThat(number(
                        desk, "select held from stock_levels where product_code = 'ART-047' and warehouse = 'glavno'"))
                .isEqualTo(held);
        assertThat(number(desk, "select count(*) from books_out_of_balance")).isZero();
    }

    @Test
    void nobody_else_sees_the_books(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales")) {
            assertThat(portal.id("nav-books")).hasCount(0);
            var answer = portal.page().navigate(desk.baseUri() + "/books");
            assertThat(answer.status()).isEqualTo(403);
        }
    }

    private static double number(Desk desk, String sql) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getDouble(1) : 0;
        }
    }

    private static void sql(Desk desk, String sql) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
