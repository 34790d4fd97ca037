package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders made with the mouse, and what Metakocka holds of them afterwards. */
@ExtendWith(DeskExtension.class)
class OrderJourneyIT {

    @Test
    void an_order_taken_in_the_portal_is_sent_shipped_and_stands_in_metakocka_to_the_cent(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            var order = new NewOrderPage(portal)
                    .customer("Kavarna Žmavc d.o.o.", "Trubarjeva cesta 7", "1000", "Ljubljana")
                    .line("ART-034", "3", "44.123456")
                    .anotherLine()
                    .line("ART-035", "0.5", "9.99")
                    .expectTotal("167.59")
                    .saveAndSync()
                    .expectStatus("confirmed")
                    .expectSync("synced");
            assertThat(order.total()).isEqualTo("167.59");
            var there = onlyDocument(desk, order.number());
            assertThat(there.at("/status_desc").asText()).isEqualTo("created");
            assertThat(there.at("/partner/customer").asText()).isEqualTo("Kavarna Žmavc d.o.o.");
            assertThat(there.at("/warehouse").asText()).isEqualTo("glavno");
            assertThat(there.at("/product_list")).hasSize(2);
            assertThat(there.at("/product_list/0/code").asText()).isEqualTo("ART-034");
            assertThat(decimal(there.at("/product_list/0/amount"))).isEqualByComparingTo("3");
            assertThat(decimal(there.at("/product_list/1/amount"))).isEqualByComparingTo("0.5");
            assertThat(decimal(there.at("/sum_all"))).isEqualByComparingTo("167.59");

            order.process().expectStatus("processing").expectSync("synced");
            assertThat(onlyDocument(desk, order.number()).at("/status_desc").asText())
                    .isEqualTo("ready_to_ship");

            order.fulfil("RR123456785SI", "Pošta Slovenije", "Handed over at the counter")
                    .expectStatus("fulfilled")
                    .expectSync("synced");
            var shipped = onlyDocument(desk, order.number());
            assertThat(shipped.at("/status_desc").asText()).isEqualTo("shipped");
            assertThat(shipped.toString()).contains("RR123456785SI");
            assertThat(portal.page().locator("#shipments .tracking").textContent())
                    .contains("RR123456785SI");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void an_order_cancelled_for_a_reason_is_cancelled_in_metakocka(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales")) {
            var order = new NewOrderPage(portal)
                    .customer("Cvetličarna Iris s.p.", "Glavni trg 3", "2000", "Maribor")
                    .line("ART-036", "2", "46.00")
                    .saveAndSync()
                    .expectSync("synced");

            order.cancel("The customer ordered twice").expectStatus("cancelled").expectSync("synced");

            var there = onlyDocument(desk, order.number());
            assertThat(there.at("/status_desc").asText()).isEqualTo("canceled");
            assertThat(there.toString()).contains("The customer ordered twice");
            assertThat(portal.id("cancel-notice").textContent()).contains("The customer ordered twice");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void enter_in_a_field_saves_nothing_and_takes_no_line_away(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales")) {
            new NewOrderPage(portal).line("ART-037", "1", "47.00").expectTotal("57.34");

            portal.id("order-form:line:0:quantity").press("Enter");
            portal.id("order-form:customer-city").press("Enter");
            portal.id("order-form:line:0:quantity").fill("2");

            assertThat(portal.page().url()).endsWith("/orders/new");
            assertThat(portal.amount("total-total")).isEqualTo("114.68");
        }
    }

    @Test
    void who_only_looks_finds_nothing_to_press(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer")) {
            portal.open("/orders");
            assertThat(portal.id("new-order").count()).isZero();
            assertThat(portal.page()
                            .locator("#order-table input[type=checkbox]")
                            .count())
                    .isZero();

            portal.page().locator("#order-table .order-link").first().click();
            portal.id("order-number").waitFor();
            assertThat(portal.page()
                            .locator("[data-open='cancel-dialog']:not([disabled])")
                            .count())
                    .isZero();
            assertThat(portal.page()
                            .locator("[data-open='fulfil-dialog']:not([disabled])")
                            .count())
                    .isZero();
        }
    }

    private static JsonNode onlyDocument(Desk desk, String number) {
        var documents = desk.metakocka().salesOrders(number);
        assertThat(documents).as("sales orders %s in Metakocka", number).hasSize(1);
        return documents.get(0);
    }

    /** Metakocka writes decimals with a comma when it is set so. */
    private static BigDecimal decimal(JsonNode value) {
        return new BigDecimal(value.asText().replace(',', '.'));
    }
}
