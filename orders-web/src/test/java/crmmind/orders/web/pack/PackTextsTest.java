package crmmind.orders.web.pack;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderDetails.Item;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.web.order.Carriers;
import crmmind.orders.web.shown.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Why an order cannot be packed, in words that say what to do. */
class PackTextsTest {

    @Test
    void an_order_with_something_open_that_metakocka_knows_can_be_packed() {
        assertThat(PackTexts.obstacle(order("confirmed", "2", "processing", "fulfilled"), true))
                .isEmpty();
        assertThat(PackTexts.obstacle(order("partially_fulfilled", "0.5", "fulfilled"), true))
                .isEmpty();
    }

    @Test
    void each_obstacle_is_named_and_the_role_comes_first() {
        assertThat(PackTexts.obstacle(order("draft", "1", "confirmed"), false)).isEqualTo("role");
        assertThat(PackTexts.obstacle(order("draft", "1", "confirmed"), true)).isEqualTo("draft");
        assertThat(PackTexts.obstacle(order("on_hold", "1", "confirmed"), true)).isEqualTo("hold");
        assertThat(PackTexts.obstacle(order("cancelled", "0"), true)).isEqualTo("cancelled");
        assertThat(PackTexts.obstacle(order("fulfilled", "0"), true)).isEqualTo("nothing");
        assertThat(PackTexts.obstacle(order("confirmed", "1", "cancelled"), true))
                .isEqualTo("sync");
    }

    @Test
    void every_obstacle_has_words_in_both_languages() {
        for (var language : List.of("en", "sl")) {
            var texts = Texts.of("packtexts", Locale.forLanguageTag(language));
            for (var obstacle : List.of("role", "draft", "hold", "cancelled", "nothing", "sync")) {
                assertThat(texts.text("why." + obstacle, "not paid")).isNotBlank();
            }
            assertThat(texts.text("why.hold", "not paid")).endsWith("not paid");
        }
    }

    @Test
    void a_way_of_shipping_is_proposed_as_carrier_where_it_is_one() {
        var carriers = new Carriers();
        assertThat(carriers.known(" gls")).isEqualTo("GLS");
        assertThat(carriers.known("Pošta Slovenije")).isEqualTo("Pošta Slovenije");
        assertThat(carriers.known("Osebni prevzem")).isNull();
        assertThat(carriers.known(null)).isNull();
    }

    private static OrderDetails order(String status, String open, String... allowed) {
        var one = BigDecimal.ONE;
        var none = BigDecimal.ZERO;
        var item = new Item(
                UUID.randomUUID(),
                1,
                "ART-001",
                "Artikel 001",
                false,
                new BigDecimal(open),
                none,
                none,
                none,
                none,
                one,
                none,
                none,
                one,
                none,
                one);
        return new OrderDetails(
                UUID.randomUUID(),
                "CRM-2026-000001",
                0,
                status,
                List.of(allowed),
                "none",
                "unfulfilled",
                "none",
                "synced",
                null,
                null,
                null,
                new CustomerData("Ana", null, null, null, null),
                null,
                "EUR",
                "glavno",
                null,
                null,
                null,
                null,
                null,
                one,
                none,
                one,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(item),
                List.of(),
                List.of());
    }
}
