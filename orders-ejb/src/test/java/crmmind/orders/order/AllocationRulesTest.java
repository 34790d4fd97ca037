package crmmind.orders.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.inventory.AllocationPolicy;
import crmmind.orders.inventory.AllocationStrategy;
import crmmind.orders.inventory.StockLevels;
import crmmind.orders.inventory.StockSnapshot;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of allocation, on orders. */
class AllocationRulesTest {

    private static final String OUT_OF_BALANCE = "select count(*) from books_out_of_balance";

    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.run(() -> desk.bean(Database.class)
                .update("update allocation_rules set strategy = 'manual', backorder = false, version = 1"));
        desk.product("A", false);
        desk.product("B", false);
    }

    @Test
    void an_order_that_names_no_warehouse_is_served_from_where_all_of_it_is() {
        stock("A", "glavno", "1");
        stock("A", "drugo", "5");
        rules(AllocationStrategy.SINGLE_WAREHOUSE_FIRST, false, "glavno", "drugo");
        var order = unplaced(null, "A x 3", "A x 1");

        confirm(order);

        assertThat(orders.details(order).warehouse()).isEqualTo("drugo");
        assertThat(held("A", "drugo")).isEqualByComparingTo("4");
        assertThat(held("A", "glavno")).isZero();
        assertThat(orders.details(order).allocations())
                .allSatisfy(row -> assertThat(row.warehouse()).isEqualTo("drugo"));
        assertThat(told(order, "warehouse_chosen")).contains("single_warehouse_first: drugo, rank 2, has all of it");
        assertThat(desk.number(OUT_OF_BALANCE)).isZero();
    }

    @Test
    void an_order_that_names_its_warehouse_keeps_it() {
        stock("A", "glavno", "1");
        stock("A", "drugo", "5");
        rules(AllocationStrategy.MOST_STOCK, false, "glavno", "drugo");
        var order = orders.draft("A x 3"); // names glavno

        assertThatThrownBy(() -> confirm(order))
                .isInstanceOf(BusinessException.class)
                .hasMessageContaining("A: requested 3, available 1 in glavno");
        assertThat(orders.details(order).status()).isEqualTo("draft");
    }

    @Test
    void by_hand_the_default_warehouse_is_asked_alone() {
        stock("A", "glavno", "1");
        stock("A", "drugo", "5");
        var order = unplaced(null, "A x 3");

        assertThatThrownBy(() -> confirm(order)).hasMessageContaining("in glavno");
    }

    @Test
    void a_warehouse_that_is_switched_off_is_not_chosen() {
        stock("A", "glavno", "1");
        stock("A", "drugo", "5");
        change(AllocationStrategy.SINGLE_WAREHOUSE_FIRST, false, List.of("drugo", "glavno"), List.of("glavno"));
        var order = unplaced(null, "A x 1");

        confirm(order);

        assertThat(orders.details(order).warehouse()).isEqualTo("glavno");
    }

    @Test
    void without_backorders_too_little_everywhere_is_refused_and_nothing_is_held() {
        stock("A", "glavno", "1");
        stock("A", "drugo", "2");
        rules(AllocationStrategy.SINGLE_WAREHOUSE_FIRST, false, "glavno", "drugo");
        var order = unplaced(null, "A x 3");

        assertThatThrownBy(() -> confirm(order))
                .satisfies(e -> assertThat(((BusinessException) e).problem()).isEqualTo(Problem.INSUFFICIENT_STOCK));

        assertThat(held("A", "glavno")).isZero();
        assertThat(held("A", "drugo")).isZero();
        assertThat(orders.details(order).status()).isEqualTo("draft");
    }

    @Test
    void with_backorders_an_order_takes_what_there_is_and_gets_the_rest_when_it_comes() {
        stock("A", "glavno", "2");
        rules(AllocationStrategy.MANUAL, true, "glavno", "drugo");
        var order = unplaced(null, "A x 3", "A x 2", "B x 1");

        confirm(order);

        assertThat(orders.details(order).allocationStatus()).isEqualTo("partial");
        assertThat(held("A", "glavno")).isEqualByComparingTo("2");
        assertThat(refill()).isZero();

        stock("A", "glavno", "4");
        assertThat(refill()).isEqualTo(1);
        assertThat(held("A", "glavno")).isEqualByComparingTo("4");
        assertThat(orders.details(order).allocationStatus()).isEqualTo("partial");

        stock("A", "glavno", "50");
        stock("B", "glavno", "50");
        assertThat(refill()).isEqualTo(1);
        assertThat(refill()).isZero();
        assertThat(orders.details(order).allocationStatus()).isEqualTo("allocated");
        assertThat(held("A", "glavno")).isEqualByComparingTo("5");
        assertThat(held("B", "glavno")).isEqualByComparingTo("1");
        assertThat(desk.number("select count(*) from order_inventory_allocations where status = 'pending'"))
                .isZero();
        assertThat(told(order, "backorder_allocated")).contains("Stock came in: 2 allocated");
        assertThat(desk.number(OUT_OF_BALANCE)).isZero();
    }

    @Test
    void the_oldest_promise_is_served_first() {
        stock("A", "glavno", "0");
        rules(AllocationStrategy.MANUAL, true, "glavno", "drugo");
        var early = unplaced(null, "A x 2");
        var promisedLate = unplaced(LocalDate.of(2027, 3, 2), "A x 2");
        var promisedSoon = unplaced(LocalDate.of(2027, 3, 1), "A x 2");
        List.of(early, promisedLate, promisedSoon).forEach(this::confirm);

        stock("A", "glavno", "3");
        refill();

        assertThat(orders.details(promisedSoon).allocationStatus()).isEqualTo("allocated");
        assertThat(orders.details(promisedLate).allocationStatus()).isEqualTo("partial");
        assertThat(orders.details(early).allocationStatus()).isEqualTo("backordered");
    }

    @Test
    void what_waits_on_hold_or_is_cancelled_gets_nothing() {
        stock("A", "glavno", "0");
        rules(AllocationStrategy.MANUAL, true, "glavno", "drugo");
        var onHold = unplaced(null, "A x 2");
        var cancelled = unplaced(null, "A x 2");
        confirm(onHold);
        confirm(cancelled);
        orders.status(onHold, OrderStatus.ON_HOLD);
        orders.cancel(cancelled);

        stock("A", "glavno", "9");
        refill();

        assertThat(held("A", "glavno")).isZero();
        assertThat(desk.number(OUT_OF_BALANCE)).isZero();
    }

    @Test
    void orders_that_are_placed_at_once_never_take_more_than_there_is() throws Exception {
        stock("A", "glavno", "7");
        stock("A", "drugo", "5");
        stock("B", "glavno", "5");
        stock("B", "drugo", "7");
        rules(AllocationStrategy.MOST_STOCK, false, "glavno", "drugo");
        var drafts = new ArrayList<UUID>();
        for (int i = 0; i < 24; i++) {
            drafts.add(i % 2 == 0 ? unplaced(null, "A x 1", "B x 1") : unplaced(null, "B x 1", "A x 1"));
        }
        var threads = Executors.newFixedThreadPool(12);
        var results = new ArrayList<Boolean>();
        try {
            for (var one : threads.invokeAll(drafts.stream()
                    .map(order -> (Callable<Boolean>) () -> {
                        try {
                            confirm(order);
                            return true;
                        } catch (BusinessException e) {
                            return false;
                        }
                    })
                    .toList())) {
                results.add(one.get());
            }
        } finally {
            threads.shutdown();
        }

        // each warehouse has five pairs
        assertThat(results).filteredOn(Boolean::booleanValue).hasSize(10);
        assertThat(held("A", "glavno")).isEqualByComparingTo("5");
        assertThat(held("A", "drugo")).isEqualByComparingTo("5");
        assertThat(desk.number(OUT_OF_BALANCE)).isZero();
    }

    @Test
    void two_people_do_not_overwrite_each_others_rules() {
        var shown = desk.call(() -> desk.bean(AllocationPolicy.class).rules()).version();
        change(shown, AllocationStrategy.PRIORITY, false, List.of("drugo", "glavno"), List.of("drugo"));

        assertThatThrownBy(
                        () -> change(shown, AllocationStrategy.MOST_STOCK, true, List.of("glavno"), List.of("glavno")))
                .satisfies(e -> assertThat(((BusinessException) e).problem()).isEqualTo(Problem.VERSION_CONFLICT));

        var rules = desk.call(() -> desk.bean(AllocationPolicy.class).rules());
        assertThat(rules.strategy()).isEqualTo(AllocationStrategy.PRIORITY);
        assertThat(rules.candidates()).containsExactly("drugo");
        assertThat(rules.warehouses()).extracting("mark").containsExactly("drugo", "glavno");
        assertThat(rules.updatedBy()).isEqualTo("eva");
    }

    @Test
    void rules_that_cannot_work_are_refused_at_their_field() {
        assertThatThrownBy(() -> change(AllocationStrategy.PRIORITY, false, List.of("glavno", "nikjer"), List.of()))
                .satisfies(e -> assertThat(((BusinessException) e).violations())
                        .extracting("pointer", "code")
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("/warehouses", "UNKNOWN_WAREHOUSE"),
                                org.assertj.core.groups.Tuple.tuple("/warehouses", "REQUIRED")));
    }

    private void rules(AllocationStrategy strategy, boolean backorder, String... ranked) {
        change(strategy, backorder, List.of(ranked), List.of(ranked));
    }

    private void change(AllocationStrategy strategy, boolean backorder, List<String> ranked, List<String> candidates) {
        change(
                desk.call(() -> desk.bean(AllocationPolicy.class).rules()).version(),
                strategy,
                backorder,
                ranked,
                candidates);
    }

    private void change(
            long version,
            AllocationStrategy strategy,
            boolean backorder,
            List<String> ranked,
            List<String> candidates) {
        desk.run(() ->
                desk.bean(AllocationPolicy.class).change(version, strategy, backorder, ranked, candidates, "eva"));
    }

    private UUID unplaced(@Nullable LocalDate expected, String... lines) {
        return desk.call(() -> desk.bean(OrderCommands.class)
                .create(
                        new NewOrder(
                                OrderFixture.customer("Buyer d.o.o."),
                                null,
                                "EUR",
                                null,
                                "DHL",
                                expected,
                                null,
                                Arrays.stream(lines).map(OrderFixture::line).toList()),
                        "ana",
                        "desk"));
    }

    private void confirm(UUID order) {
        desk.run(() -> desk.bean(OrderCommands.class).changeStatus(order, OrderStatus.CONFIRMED, null, "ana"));
    }

    private int refill() {
        var waiting = desk.call(() -> desk.bean(Backorders.Waiting.class).forStockThatIsThere(100));
        int served = 0;
        for (var order : waiting) {
            served += desk.call(() -> desk.bean(OrderCommands.class).holdBackorder(order))
                                    .signum()
                            > 0
                    ? 1
                    : 0;
        }
        return served;
    }

    private void stock(String code, String warehouse, String amount) {
        desk.run(() -> {
            desk.bean(StockLevels.class)
                    .applySnapshot(
                            List.of(new StockSnapshot(code, warehouse, new BigDecimal(amount), BigDecimal.ZERO)),
                            List.of(),
                            desk.bean(Clock.class).instant());
        });
    }

    private BigDecimal held(String code, String warehouse) {
        return desk.call(() -> desk.bean(Database.class)
                .query(
                        "select coalesce(sum(held), 0) from stock_levels where product_code = ? and warehouse = ?",
                        row -> row.getBigDecimal(1),
                        code,
                        warehouse)
                .get(0));
    }

    private String told(UUID order, String kind) {
        return desk.call(() -> desk.bean(Database.class)
                .query(
                        "select string_agg(message || ' ' || details::text, ' | ' order by at) from order_events"
                                + " where document_id = ? and kind = ?",
                        row -> row.getString(1),
                        order,
                        kind)
                .get(0));
    }
}
