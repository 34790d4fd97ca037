package crmmind.orders.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.Desk;
import crmmind.orders.order.OrderCommands;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AllocationRaceTest {

    private static final int THREADS = 32;

    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.bean(OrderCommands.class); // wired before threads ask for it
    }

    @Test
    void the_last_piece_goes_to_one_of_thirty_two() throws Exception {
        for (int round = 0; round < 5; round++) {
            var code = "LAST-" + round;
            desk.stock(code, "1");
            var ids = new ArrayList<UUID>();
            for (int i = 0; i < THREADS; i++) {
                ids.add(orders.draft(code + " x 1"));
            }

            var outcomes = atOnce(ids.stream().map(this::confirming).toList());

            assertThat(outcomes).filteredOn("confirmed"::equals).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(Problem.INSUFFICIENT_STOCK.code()::equals)
                    .hasSize(THREADS - 1);
            assertThat(desk.counter("held", code)).isEqualByComparingTo("1");
            assertThat(desk.counter("available", code)).isZero();
        }
        booksBalance();
    }

    @Test
    void orders_that_list_the_same_products_in_opposite_order_never_block_each_other() throws Exception {
        desk.stock("A", "1000");
        desk.stock("B", "1000");
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < THREADS; i++) {
            ids.add(i % 2 == 0 ? orders.draft("A x 1", "B x 1", "A x 2") : orders.draft("B x 1", "A x 1", "B x 2"));
        }

        var outcomes = atOnce(ids.stream().map(this::confirming).toList());

        assertThat(outcomes).containsOnly("confirmed");
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("64");
        booksBalance();
    }

    @Test
    void cancelling_and_shipping_one_order_at_once_leaves_balanced_books() throws Exception {
        desk.stock("A", "1000");
        for (int round = 0; round < 10; round++) {
            var id = orders.synced("A x 3");
            var outcomes = atOnce(List.of(
                    () -> outcome(() -> orders.cancel(id), "cancelled"),
                    () -> outcome(() -> orders.fulfillAll(id), "shipped"),
                    () -> outcome(() -> orders.fulfill(id, 1, "1"), "part"),
                    () -> outcome(() -> orders.status(id, OrderStatus.ON_HOLD), "held")));
            assertThat(outcomes).isNotEmpty();
        }
        booksBalance();
    }

    private void booksBalance() {
        assertThat(desk.number(
                        "select count(*) from books_out_of_balance where rule <> 'submitted_orders_have_an_operation'"))
                .isZero();
        assertThat(desk.number("""
                        select count(*) from stock_levels s where shipped_not_booked <> (
                            select coalesce(sum(i.fulfilled_quantity), 0) from sales_document_items i
                            where i.product_code = s.product_code)
                        """)).isZero();
    }

    private Callable<String> confirming(UUID id) {
        return () -> outcome(() -> orders.status(id, OrderStatus.CONFIRMED), "confirmed");
    }

    private static String outcome(Runnable work, String done) {
        try {
            work.run();
            return done;
        } catch (BusinessException e) {
            return e.code();
        }
    }

    private static List<String> atOnce(List<Callable<String>> works) throws Exception {
        var barrier = new CyclicBarrier(works.size());
        var threads = Executors.newFixedThreadPool(works.size());
        try {
            var running = threads.invokeAll(
                    works.stream()
                            .<Callable<String>>map(work -> () -> {
                                barrier.await();
                                return work.call();
                            })
                            .toList(),
                    60,
                    TimeUnit.SECONDS);
            var outcomes = new ArrayList<String>();
            for (var one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
