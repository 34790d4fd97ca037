package crmmind.orders.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.Desk;
import crmmind.orders.order.OrderFixture;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockLevelsTest {

    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("A", "10");
        desk.stock("B", "10");
    }

    @Test
    void our_own_orders_in_metakocka_are_not_counted_twice() {
        orders.synced("A x 3");
        snapshot(now(), List.of("A"), row("A", "10", "5"));

        assertThat(desk.counter("reserved_elsewhere", "A")).isEqualByComparingTo("2");
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("3");
        assertThat(desk.counter("available", "A")).isEqualByComparingTo("5");
    }

    @Test
    void an_order_sent_after_the_reading_began_is_not_in_its_figure() {
        var began = now();
        orders.synced("A x 3");
        snapshot(began, List.of("A"), row("A", "10", "2"));
        assertThat(desk.counter("reserved_elsewhere", "A")).isEqualByComparingTo("2");

        snapshot(now(), List.of("A"), row("A", "10", "5"));
        assertThat(desk.counter("reserved_elsewhere", "A")).isEqualByComparingTo("2");
    }

    @Test
    void more_of_ours_than_metakocka_reserves_never_makes_a_negative_figure() {
        orders.synced("A x 3");
        snapshot(now(), List.of("A"), row("A", "10", "0"));

        assertThat(desk.counter("reserved_elsewhere", "A")).isZero();
        assertThat(desk.counter("available", "A")).isEqualByComparingTo("7");
    }

    @Test
    void what_is_asked_for_and_missing_has_nothing_and_the_rest_stays() {
        snapshot(now(), List.of("A"));

        assertThat(desk.counter("on_hand", "A")).isZero();
        assertThat(desk.counter("on_hand", "B")).isEqualByComparingTo("10");

        snapshot(now(), null, row("A", "4", "0"));
        assertThat(desk.counter("on_hand", "A")).isEqualByComparingTo("4");
        assertThat(desk.counter("on_hand", "B")).isZero();
    }

    @Test
    void numbers_read_earlier_than_those_we_have_are_ignored_and_negative_ones_taken() {
        var before = now().minus(Duration.ofMinutes(1));
        snapshot(now(), List.of("A"), row("A", "-4", "0"));
        snapshot(before, List.of("A"), row("A", "99", "0"));

        assertThat(desk.counter("on_hand", "A")).isEqualByComparingTo("-4");
        assertThat(desk.counter("available", "A")).isEqualByComparingTo("-4");
    }

    @Test
    void the_overview_filters_and_pages() {
        desk.product("ČAJ-1", false);
        snapshot(now(), List.of("ČAJ-1"), row("ČAJ-1", "0", "0"));

        assertThat(desk.call(() -> desk.bean(StockOverview.class).list(null, "glavno")))
                .hasSize(3);
        assertThat(desk.call(() -> desk.bean(StockOverview.class).list("A", null)))
                .extracting(StockView::productName)
                .containsExactly("Product A");
        assertThat(desk.call(() -> desk.bean(StockOverview.class).page("caj", null, true, 0, 10)))
                .extracting(StockView::productCode)
                .containsExactly("ČAJ-1");
        assertThat(desk.call(() -> desk.bean(StockOverview.class).count(" ", null, false)))
                .isEqualTo(3);
    }

    private Instant now() {
        return desk.bean(Clock.class).instant();
    }

    private static StockSnapshot row(String code, String amount, String reserved) {
        return new StockSnapshot(code, "glavno", new BigDecimal(amount), new BigDecimal(reserved));
    }

    private void snapshot(Instant at, @Nullable List<String> asked, StockSnapshot... rows) {
        desk.run(() -> desk.bean(StockLevels.class).applySnapshot(List.of(rows), asked, at));
    }
}
