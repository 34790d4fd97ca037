package crmmind.orders.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import crmmind.orders.Desk;
import crmmind.orders.dashboard.Dashboard.Age;
import crmmind.orders.dashboard.Dashboard.Amount;
import crmmind.orders.dashboard.Dashboard.Day;
import crmmind.orders.dashboard.Dashboard.Shortage;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.order.OrderList;
import crmmind.orders.order.OrderQuery;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The numbers of the dashboard are those of the orders, and of the list each of them leads to. */
class OrderFiguresTest {

    /** Half past midnight in Ljubljana, still the day before in UTC; winter time began four weeks ago. */
    private static final Instant NOW = Instant.parse("2026-11-22T23:30:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private Desk desk;
    private OrderFixture orders;
    private OrderFigures figures;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        figures = desk.bean(OrderFigures.class);
        desk.stock("A", "100");
    }

    @Test
    void every_open_order_is_counted_once_under_what_it_shows() {
        orders.draft("A x 1");
        orders.draft("A x 1");
        orders.synced("A x 1");
        orders.status(orders.synced("A x 1"), OrderStatus.PROCESSING);
        orders.fulfill(orders.synced("A x 2"), 1, "1");
        orders.status(orders.synced("A x 1"), OrderStatus.ON_HOLD);
        orders.cancel(orders.synced("A x 1"));
        orders.fulfillAll(orders.synced("A x 1"));

        var byStatus = desk.call(() -> figures.open(NOW)).byStatus();

        assertThat(byStatus)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        OrderStatus.DRAFT, 2L,
                        OrderStatus.CONFIRMED, 1L,
                        OrderStatus.PROCESSING, 1L,
                        OrderStatus.PARTIALLY_FULFILLED, 1L,
                        OrderStatus.ON_HOLD, 1L));
        byStatus.forEach((status, count) ->
                assertThat(listed(Set.of(status), null, null)).as("%s", status).isEqualTo(count));
    }

    @Test
    void open_orders_are_as_old_as_the_days_in_ljubljana_say() {
        taken(orders.synced("A x 1 @ 10"), "2026-11-22T23:00:00Z"); // midnight: today's first moment
        taken(orders.synced("A x 1 @ 20"), "2026-11-22T22:59:59Z"); // yesterday's last second
        taken(orders.synced("A x 1 @ 30"), "2026-11-20T23:00:00Z");
        taken(orders.synced("A x 1 @ 40"), "2026-11-20T22:59:59Z");
        taken(orders.synced("A x 1 @ 50"), "2026-10-24T22:00:00Z"); // summer time
        taken(orders.synced("A x 1 @ 60"), "2026-10-24T21:59:59Z");
        taken(orders.synced("A x 1 @ 70"), "2025-01-01T12:00:00Z");
        var held = orders.synced("A x 1");
        orders.status(held, OrderStatus.ON_HOLD);
        taken(held, "2026-11-10T12:00:00Z");
        taken(orders.draft("A x 1"), "2026-11-10T12:00:00Z"); // nothing to ship yet

        var open = desk.call(() -> figures.open(NOW));

        assertThat(open.ages())
                .extracting(Age::from, Age::to, Age::toShip, Age::onHold)
                .containsExactly(
                        tuple(TODAY, TODAY, 1L, 0L),
                        tuple(TODAY.minusDays(2), TODAY.minusDays(1), 2L, 0L),
                        tuple(TODAY.minusDays(6), TODAY.minusDays(3), 1L, 0L),
                        tuple(TODAY.minusDays(13), TODAY.minusDays(7), 0L, 1L),
                        tuple(TODAY.minusDays(29), TODAY.minusDays(14), 1L, 0L),
                        tuple(null, TODAY.minusDays(30), 2L, 0L));
        assertThat(open.ages().get(1).amount()).containsExactly(new Amount("EUR", new BigDecimal("61.00")));
        assertThat(open.toShipAmount()).containsExactly(new Amount("EUR", new BigDecimal("341.60")));
        for (var age : open.ages()) {
            assertThat(listed(
                            Set.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.PARTIALLY_FULFILLED),
                            age.from(),
                            age.to()))
                    .as("the list from %s to %s", age.from(), age.to())
                    .isEqualTo(age.toShip());
        }
    }

    @Test
    void orders_that_metakocka_has_not_taken_are_counted() {
        var refused = orders.synced("A x 1");
        desk.metakocka().refuse(refused, "no");
        orders.synced("A x 1");
        var waiting = orders.draft("A x 1");
        desk.run(() -> desk.bean(crmmind.orders.order.OrderCommands.class).sync(waiting, "ana", true));

        assertThat(desk.call(() -> figures.syncs()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(SyncStatus.ERROR, 1L, SyncStatus.PENDING, 1L));
    }

    @Test
    void a_product_is_short_when_orders_wait_for_it_and_nothing_is_available() {
        desk.stock("SOLD-OUT", "0");
        desk.stock("ALL-HELD", "3");
        desk.stock("LOST", "5");
        desk.stock("NOBODY-WANTS-IT", "0");
        desk.product("SERVICE", true);
        desk.product("NEVER-SEEN", false);
        orders.draft("SOLD-OUT x 4", "A x 1", "SERVICE x 1");
        orders.draft("SOLD-OUT x 1", "SOLD-OUT x 2", "NEVER-SEEN x 1");
        orders.synced("ALL-HELD x 3"); // held to the last piece: nobody waits
        orders.synced("LOST x 5");
        desk.stock("LOST", "3"); // two were not on the shelf

        var shortages = desk.call(() -> figures.shortages(10));

        assertThat(shortages.worst())
                .extracting(
                        Shortage::productCode,
                        Shortage::warehouse,
                        Shortage::orders,
                        shortage -> shortage.missing().intValueExact())
                .containsExactly(
                        tuple("SOLD-OUT", "glavno", 2L, 7),
                        tuple("LOST", "glavno", 1L, 2),
                        tuple("NEVER-SEEN", "glavno", 1L, 1));
        assertThat(shortages.count()).isEqualTo(3);
        assertThat(desk.call(() -> figures.shortages(1)).worst()).hasSize(1);
        assertThat(desk.call(() -> figures.shortages(1)).count()).isEqualTo(3);
    }

    @Test
    void each_of_the_last_days_has_its_orders_and_their_value() {
        taken(orders.draft("A x 1 @ 100"), "2026-11-22T23:00:00Z"); // today
        taken(orders.draft("A x 1 @ 100"), "2026-11-22T22:59:59Z"); // yesterday
        var cancelled = orders.synced("A x 1 @ 1000");
        orders.cancel(cancelled);
        taken(cancelled, "2026-11-22T12:00:00Z");
        taken(orders.draft("A x 1 @ 10"), "2026-10-24T22:00:00Z"); // the first of thirty days
        taken(orders.draft("A x 1 @ 10"), "2026-10-24T21:59:59Z"); // the day before it

        var days = desk.call(() -> figures.days(NOW, 30));

        assertThat(days).hasSize(30);
        assertThat(days.get(29)).isEqualTo(new Day(TODAY, 1, List.of(new Amount("EUR", new BigDecimal("122.00")))));
        assertThat(days.get(28))
                .as("a cancelled order was taken, but is worth nothing")
                .isEqualTo(new Day(TODAY.minusDays(1), 2, List.of(new Amount("EUR", new BigDecimal("122.00")))));
        assertThat(days.get(0))
                .isEqualTo(new Day(LocalDate.of(2026, 10, 25), 1, List.of(new Amount("EUR", new BigDecimal("12.20")))));
        assertThat(days.stream().mapToLong(Day::orders).sum()).isEqualTo(4);
        for (var day : days) {
            assertThat(listed(Set.of(), day.date(), day.date()))
                    .as("the list of %s", day.date())
                    .isEqualTo(day.orders());
        }
    }

    private void taken(UUID order, String at) {
        desk.run(() -> desk.bean(Database.class)
                .update("update sales_documents set created_at = ? where id = ?", Instant.parse(at), order));
    }

    private long listed(Set<OrderStatus> statuses, @Nullable LocalDate from, @Nullable LocalDate to) {
        var query = new OrderQuery(statuses, Set.of(), null, from, to, null, null, 1, null);
        return desk.call(() -> desk.bean(OrderList.class).page(query).total());
    }
}
