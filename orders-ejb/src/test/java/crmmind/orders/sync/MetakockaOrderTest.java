package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.partner.Party;
import crmmind.orders.order.ImportedOrder;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.sync.StatusWords.Meaning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetakockaOrderTest {

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "created", new Meaning(OrderStatus.CONFIRMED, false),
            "shipped", new Meaning(OrderStatus.FULFILLED, false),
            "odd", new Meaning(OrderStatus.CONFIRMED, true));
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void a_net_price_stays_as_it_is() {
        var line = only(order("48.56", "39.80", line("2", "19.90", null, null)));

        assertThat(line.unitPrice()).isEqualByComparingTo("19.90");
        assertThat(line.grossUnitPrice()).isNull();
        assertThat(line.netAmount()).isEqualByComparingTo("39.80");
        assertThat(line.taxAmount()).isEqualByComparingTo("8.76");
    }

    @Test
    void a_gross_price_is_kept_and_its_net_price_has_six_decimals() {
        var line = only(order("19.99", null, line("1", null, "19.99", null)));

        assertThat(line.grossUnitPrice()).isEqualByComparingTo("19.99");
        assertThat(line.unitPrice()).isEqualByComparingTo("16.385246");
        assertThat(line.netAmount().add(line.taxAmount())).isEqualByComparingTo("19.99");
    }

    @Test
    void a_chain_of_discounts_is_one_discount() {
        var line = only(order("87.84", "72.00", line("1", "100", null, "10;20")));

        assertThat(line.discountPercent()).isEqualByComparingTo("28");
        assertThat(line.netAmount()).isEqualByComparingTo("72.00");
    }

    @Test
    void a_credit_line_has_a_negative_price_because_its_quantity_cannot_be() {
        var imported = order("-12.20", "-10.00", line("-2", "5", null, null));

        assertThat(only(imported).quantity()).isEqualByComparingTo("2");
        assertThat(only(imported).unitPrice()).isEqualByComparingTo("-5");
        assertThat(imported.netAmount().add(imported.taxAmount())).isEqualByComparingTo("-12.20");
    }

    @ParameterizedTest
    @CsvSource({
        "created, CONFIRMED, false",
        "shipped, FULFILLED, false",
        "lost, CONFIRMED, true",
        "odd, CONFIRMED, true"
    })
    void a_status_without_a_meaning_is_confirmed_and_somebody_has_to_look(
            String code, OrderStatus meaning, boolean review) {
        var imported = translate(code, "1.22", null, List.of(line("1", "1", null, null)));

        assertThat(imported.meaning()).isEqualTo(meaning);
        assertThat(imported.needsReview() != null).isEqualTo(review);
    }

    @Test
    void a_company_without_statuses_needs_no_review() {
        var imported = translate(null, "1.22", null, List.of(line("1", "1", null, null)));

        assertThat(imported.meaning()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(imported.needsReview()).isNull();
    }

    @Test
    void whatever_metakocka_adds_up_the_totals_are_its_own_to_the_cent_and_the_lines_add_up_to_them() {
        var random = new Random(20261123);
        for (int round = 0; round < 500; round++) {
            var lines = new ArrayList<SalesOrderDocument.Line>();
            var all = BigDecimal.ZERO;
            for (int i = 0; i <= random.nextInt(6); i++) {
                var amount = BigDecimal.valueOf(1 + random.nextInt(9999), 2);
                var gross = BigDecimal.valueOf(1 + random.nextInt(99999), 2);
                boolean keptGross = random.nextBoolean();
                lines.add(line(
                        amount.toPlainString(),
                        keptGross ? null : gross.toPlainString(),
                        keptGross ? gross.toPlainString() : null,
                        random.nextInt(3) == 0 ? String.valueOf(random.nextInt(100)) : null));
                all = all.add(amount.multiply(gross)).setScale(2, RoundingMode.HALF_UP);
            }
            // a discount on the whole document, or cents lost somewhere
            all = all.multiply(BigDecimal.valueOf(80 + random.nextInt(21), 2)).setScale(2, RoundingMode.HALF_UP);

            var imported = translate("created", all.toPlainString(), null, lines);

            assertThat(imported.netAmount().add(imported.taxAmount()))
                    .as("round %d", round)
                    .isEqualByComparingTo(all);
            assertThat(imported.lines().stream()
                            .map(ImportedOrder.Line::netAmount)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(imported.netAmount());
            assertThat(imported.lines()).allSatisfy(line -> {
                assertThat(line.netAmount().scale()).isLessThanOrEqualTo(2);
                assertThat(line.taxAmount().scale()).isLessThanOrEqualTo(2);
            });
        }
    }

    private static ImportedOrder.Line only(ImportedOrder order) {
        assertThat(order.lines()).hasSize(1);
        return order.lines().get(0);
    }

    private static ImportedOrder order(String all, @Nullable String basic, SalesOrderDocument.Line line) {
        return translate("created", all, basic, List.of(line));
    }

    private static ImportedOrder translate(
            @Nullable String status, String all, @Nullable String basic, List<SalesOrderDocument.Line> lines) {
        var document = new SalesOrderDocument(
                "400",
                "PP-1",
                TODAY,
                null,
                null,
                "their ref",
                Party.of("Kupec", false, null, "Cesta 1", "1000", "Ljubljana", "SI", null),
                null,
                "EUR",
                status,
                status,
                "glavno",
                "DHL",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                lines,
                new SalesOrderDocument.Sums(
                        basic == null ? null : new BigDecimal(basic),
                        null,
                        Map.of(),
                        null,
                        new BigDecimal(all),
                        null,
                        null),
                List.of(),
                Map.of(),
                Map.of());
        return MetakockaOrder.of(document, MEANINGS, Map.of(), "glavno", TODAY);
    }

    private static SalesOrderDocument.Line line(
            String amount, @Nullable String price, @Nullable String priceWithTax, @Nullable String discount) {
        return new SalesOrderDocument.Line(
                "row",
                "1",
                "A",
                "Article",
                null,
                "kos",
                new BigDecimal(amount),
                price == null ? null : new BigDecimal(price),
                priceWithTax == null ? null : new BigDecimal(priceWithTax),
                discount,
                "EX4",
                new BigDecimal("0.22"));
    }
}
