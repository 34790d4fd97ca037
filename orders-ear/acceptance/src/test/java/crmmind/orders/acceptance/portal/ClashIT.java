package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people change one order: nobody's value is lost without having been seen. */
@ExtendWith(DeskExtension.class)
class ClashIT {

    @Test
    void what_only_the_other_one_changed_is_taken_over_and_what_both_changed_is_asked(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.draft("Clash d.o.o.");
        try (var first = Portal.at(desk).signIn("sales").open("/orders/" + order + "/edit");
                var second = Portal.at(desk).signIn("admin").open("/orders/" + order + "/edit")) {
            first.id("order-form:notes").fill("of the first");
            first.id("order-form:customer-phone").fill("+386 1 111");
            first.id("order-form:customer-city").fill("Celje");
            first.id("order-form:save-changes").click();
            assertThat(first.id("order-number")).isVisible();

            second.id("order-form:notes").fill("of the second");
            second.id("order-form:line:0:quantity").fill("5");
            second.id("order-form:customer-phone").fill("+386 1 222");
            second.id("order-form:save-changes").click();

            var notes = second.page().locator("#clash-table [data-clash=notes]");
            assertThat(notes).containsText("of the first");
            assertThat(notes).containsText("of the second");
            assertThat(second.id("order-form:notes")).hasValue("of the second");
            assertThat(second.page().locator("#clash-table [data-clash=city]")).containsText("Taken over");
            assertThat(second.id("order-form:customer-city")).hasValue("Celje");
            assertThat(second.page().locator("#clash-table tbody tr")).hasCount(3);
            assertThat(orders.order(order).path("notes").asText()).isEqualTo("of the first");

            second.page().locator("#clash-table [data-clash=phone] button").click();
            assertThat(second.page().locator("#clash-table [data-clash=phone]")).containsText("Taken over");
            assertThat(second.id("order-form:customer-phone")).hasValue("+386 1 111");
            assertThat(second.id("order-form:notes")).hasValue("of the second");
            assertThat(second.id("order-form:line:0:quantity")).hasValue("5");
            assertThat(orders.order(order).path("notes").asText()).isEqualTo("of the first");

            second.id("order-form:save-changes").click();
            assertThat(second.page()).hasURL(Pattern.compile(".*/orders/" + order + "$"));
        }
        var saved = orders.order(order);
        assertThat(saved.path("notes").asText()).isEqualTo("of the second");
        assertThat(saved.at("/customer/phone").asText()).isEqualTo("+386 1 111");
        assertThat(saved.at("/customer/address/city").asText()).isEqualTo("Celje");
        assertThat(saved.at("/items/0/quantity").asText()).isEqualTo("5");
    }

    @Test
    void lines_are_one_value_and_may_be_taken_as_a_whole(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.draft("Lines d.o.o.");
        try (var first = Portal.at(desk).signIn("sales").open("/orders/" + order + "/edit");
                var second = Portal.at(desk).signIn("admin").open("/orders/" + order + "/edit")) {
            first.id("order-form:line:0:quantity").fill("7");
            first.id("order-form:save-changes").click();
            assertThat(first.id("order-number")).isVisible();
            second.id("order-form:line:0:quantity").fill("9");
            second.id("order-form:save-changes").click();

            second.page().locator("#clash-table [data-clash=lines] button").click();
            assertThat(second.id("order-form:line:0:quantity")).hasValue("7");
            second.id("order-form:save-changes").click();
            assertThat(second.page()).hasURL(Pattern.compile(".*/orders/" + order + "$"));
        }
        assertThat(orders.order(order).at("/items/0/quantity").asText()).isEqualTo("7");
        assertThat(orders.order(order).path("items").size()).isEqualTo(1);
    }
}
