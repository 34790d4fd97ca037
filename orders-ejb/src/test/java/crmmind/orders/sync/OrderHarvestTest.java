package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderRow;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.document.SearchPage;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.sync.Harvest.Consequence;
import crmmind.orders.sync.Harvest.Seen;
import crmmind.orders.sync.Harvest.StatusFound;
import crmmind.orders.sync.StatusWords.Meaning;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderHarvestTest {

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "created", new Meaning(OrderStatus.CONFIRMED, false),
            "odd", new Meaning(OrderStatus.PROCESSING, true),
            "parked", new Meaning(null, true));

    private final Company company = new Company();

    private Harvest harvest(int orders) {
        return new OrderHarvest(company, MEANINGS).of(orders, Instant.EPOCH);
    }

    @Test
    void each_status_is_counted_and_told_what_it_means_here() {
        company.orders(3, "created", "Novo");
        company.orders(2, "lost", "Izgubljeno");
        company.orders(1, "parked", "Odloženo");
        company.orders(1, "odd", "Čudno");
        company.orders(1, null, "Brez kode");
        company.orders(1, null, null);

        assertThat(harvest(100).statuses())
                .containsExactlyInAnyOrder(
                        new StatusFound("created", "Novo", 3, "confirmed", Consequence.MAPPED),
                        new StatusFound("lost", "Izgubljeno", 2, null, Consequence.UNMAPPED),
                        new StatusFound("parked", "Odloženo", 1, null, Consequence.UNMAPPED),
                        new StatusFound("odd", "Čudno", 1, "processing", Consequence.MAPPED_FOR_REVIEW),
                        new StatusFound(null, "Brez kode", 1, null, Consequence.NO_CODE),
                        new StatusFound(null, null, 1, null, Consequence.NO_CODE));
        assertThat(harvest(100).unmapped()).isEqualTo(2);
    }

    @Test
    void a_status_only_older_orders_have_gets_its_code_from_one_of_them() {
        company.orders(120, "created", "Novo");
        company.orders(5, "lost", "Izgubljeno");

        var harvest = harvest(1000);

        assertThat(harvest.orders()).isEqualTo(125);
        assertThat(harvest.documents()).isEqualTo(100);
        assertThat(harvest.statuses()).contains(new StatusFound("lost", "Izgubljeno", 5, null, Consequence.UNMAPPED));
        assertThat(company.singleReads).as("one is enough").isEqualTo(1);
    }

    @Test
    void no_more_orders_are_looked_at_than_was_asked_for() {
        company.orders(250, "created", "Novo");

        var harvest = harvest(150);

        assertThat(harvest.orders()).isEqualTo(150);
        assertThat(harvest.total()).isEqualTo(250);
        assertThat(harvest(30).documents()).isEqualTo(30);
    }

    @Test
    void carriers_and_taxes_are_counted_by_order() {
        company.orders(2, "created", "Novo");

        var harvest = harvest(100);

        assertThat(harvest.carriers()).containsExactly(new Seen("DHL", 2));
        assertThat(harvest.taxes()).containsExactly(new Seen("EX4 = 0.22", 2));
    }

    @Test
    void a_company_without_orders_has_an_empty_harvest() {
        var harvest = harvest(100);

        assertThat(harvest.orders()).isZero();
        assertThat(harvest.statuses()).isEmpty();
    }

    /** A company whose orders the test writes down, newest first. */
    private static final class Company extends Metakocka {

        private final List<SalesOrderDocument> orders = new ArrayList<>();
        private int singleReads;

        void orders(int count, @Nullable String code, @Nullable String label) {
            for (int i = 0; i < count; i++) {
                orders.add(order("mk" + orders.size(), code, label));
            }
        }

        private static SalesOrderDocument order(String mkId, @Nullable String code, @Nullable String label) {
            var line = new SalesOrderDocument.Line(
                    null,
                    null,
                    "ART-001",
                    null,
                    null,
                    null,
                    BigDecimal.ONE,
                    BigDecimal.ONE,
                    null,
                    null,
                    "EX4",
                    new BigDecimal("0.220"));
            return new SalesOrderDocument(
                    mkId,
                    null,
                    null,
                    null,
                    null,
                    "N-" + mkId,
                    null,
                    null,
                    "EUR",
                    code,
                    label,
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
                    List.of(line, line),
                    new SalesOrderDocument.Sums(null, null, Map.of(), null, null, null, null),
                    List.of(),
                    Map.of(),
                    Map.of());
        }

        @Override
        public SearchPage<SalesOrderRow> searchSalesOrders(SalesOrderSearch search, int limit, int offset) {
            return new SearchPage<>(
                    page(limit, offset).stream()
                            .map(order -> new SalesOrderRow(order.mkId(), null, order.statusName()))
                            .toList(),
                    offset,
                    orders.size());
        }

        @Override
        public SearchPage<SalesOrderDocument> searchSalesOrderDocuments(
                SalesOrderSearch search, int limit, int offset) {
            return new SearchPage<>(page(limit, offset), offset, orders.size());
        }

        @Override
        public Optional<SalesOrderDocument> getSalesOrder(String mkId) {
            singleReads++;
            return orders.stream().filter(order -> order.mkId().equals(mkId)).findFirst();
        }

        private List<SalesOrderDocument> page(int limit, int offset) {
            return orders.subList(offset, Math.min(orders.size(), offset + limit));
        }
    }
}
