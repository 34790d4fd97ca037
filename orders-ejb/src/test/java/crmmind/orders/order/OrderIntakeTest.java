package crmmind.orders.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.inventory.StockLevels;
import crmmind.orders.inventory.StockSnapshot;
import crmmind.orders.salesdocument.OrderStatus;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderIntakeTest {

    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("A", "5");
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, draft, none, 0",
        "CONFIRMED, confirmed, allocated, 3",
        "PROCESSING, processing, allocated, 3",
        "ON_HOLD, on_hold, allocated, 3",
        "FULFILLED, fulfilled, allocated, 0",
        "CANCELLED, cancelled, none, 0"
    })
    void an_order_comes_in_with_the_status_it_has_there(
            OrderStatus meaning, String status, String allocation, String held) {
        var id = record(order("1", meaning, null, "3"));

        var order = orders.details(id);
        assertThat(order.status()).isEqualTo(status);
        assertThat(order.allocationStatus()).isEqualTo(allocation);
        assertThat(order.syncStatus()).isEqualTo("synced");
        assertThat(order.metakocka()).isEqualTo(new OrderDetails.MetakockaSide("1", "PP-1", "their ref", "code", null));
        assertThat(desk.counter("held", "A")).isEqualByComparingTo(held);
        assertThat(desk.counter("shipped_not_booked", "A")).isZero();
        assertThat(order.fulfillments()).hasSize(meaning == OrderStatus.FULFILLED ? 1 : 0);
        assertThat(order.totalAmount()).isEqualByComparingTo("36.61"); // theirs, not 36.60
        assertThat(order.items().get(0).totalAmount()).isEqualByComparingTo("36.61");
    }

    @Test
    void too_little_stock_makes_a_backorder_which_can_still_be_shipped() {
        var id = record(order("1", OrderStatus.CONFIRMED, null, "8"));

        var order = orders.details(id);
        assertThat(order.allocationStatus()).isEqualTo("partial");
        assertThat(order.allocations())
                .extracting(OrderDetails.Allocation::status)
                .containsOnly("allocated", "pending");
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("5");
        var none = record(order("2", OrderStatus.CONFIRMED, null, "1"));
        assertThat(orders.details(none).allocationStatus()).isEqualTo("backordered");

        orders.fulfill(id, 1, "7");
        assertThat(desk.counter("held", "A")).isZero();
        assertThat(desk.counter("shipped_not_booked", "A")).isEqualByComparingTo("7");
        orders.fulfillAll(id);
        assertThat(orders.details(id).allocations())
                .extracting(OrderDetails.Allocation::status)
                .containsOnly("fulfilled");
        orders.cancel(none);
        assertThat(desk.counter("available", "A")).isEqualByComparingTo("-3");
    }

    @Test
    void what_metakocka_reserved_for_the_order_counts_for_it() {
        snapshot("5", "5");
        assertThat(desk.counter("available", "A")).isZero();

        var id = record(order("1", OrderStatus.CONFIRMED, null, "3"));

        assertThat(orders.details(id).allocationStatus()).isEqualTo("allocated");
        assertThat(desk.counter("reserved_elsewhere", "A")).isEqualByComparingTo("2");
        snapshot("5", "5");
        assertThat(desk.counter("reserved_elsewhere", "A")).isEqualByComparingTo("2");
        assertThat(desk.counter("available", "A")).isZero();
    }

    @Test
    void an_odd_one_comes_in_for_review_and_a_known_one_not_twice() {
        var id = record(order("1", OrderStatus.CONFIRMED, "Unknown status lost", "3"));

        assertThat(orders.details(id).syncStatus()).isEqualTo("needs_review");
        assertThat(orders.details(id).syncError()).isEqualTo("Unknown status lost");
        assertThatThrownBy(() -> record(order("1", OrderStatus.CONFIRMED, null, "3")))
                .isInstanceOf(jakarta.persistence.PersistenceException.class);
        assertThat(desk.number("select count(*) from sales_documents")).isEqualTo(1);
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("3");
    }

    private void snapshot(String amount, String reserved) {
        desk.run(() -> desk.bean(StockLevels.class)
                .applySnapshot(
                        List.of(new StockSnapshot("A", "glavno", new BigDecimal(amount), new BigDecimal(reserved))),
                        null,
                        desk.bean(Clock.class).instant()));
    }

    private UUID record(ImportedOrder order) {
        return desk.call(() -> desk.bean(OrderIntake.class).record(order));
    }

    private static ImportedOrder order(
            String metakockaId, OrderStatus meaning, @Nullable String needsReview, String quantity) {
        return new ImportedOrder(
                metakockaId,
                "PP-" + metakockaId,
                "their ref",
                "code",
                meaning,
                needsReview,
                OrderFixture.customer("Buyer d.o.o."),
                null,
                "EUR",
                "glavno",
                "DHL",
                "n".repeat(3000),
                LocalDate.of(2026, 11, 1),
                List.of(new ImportedOrder.Line(
                        "A",
                        "d".repeat(600),
                        false,
                        new BigDecimal(quantity),
                        BigDecimal.TEN,
                        new BigDecimal("12.2"),
                        BigDecimal.ZERO,
                        new BigDecimal("22"),
                        new BigDecimal("30.00"),
                        new BigDecimal("6.60"),
                        "row-1")),
                new BigDecimal("30.01"),
                new BigDecimal("6.60"),
                "TRACK",
                LocalDate.of(2026, 11, 2));
    }
}
