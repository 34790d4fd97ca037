package crmmind.orders.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.Desk;
import crmmind.orders.order.OrderCommands;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many at once on the same stock. {@code -Drace.rounds=1000} is the long form; without it there are {@value #ROUNDS}
 * rounds of each race.
 */
class AllocationRaceTest {

    private static final int THREADS = 64;
    private static final int ROUNDS = 5;
    private static final int ASKED_ROUNDS = Integer.getInteger("race.rounds", ROUNDS);
    private static final Random RANDOM = new Random();

    private Desk desk;
    private OrderFixture orders;
    private long deadlocksBefore;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.bean(OrderCommands.class); // wired before threads ask for it
        deadlocksBefore = deadlocksEver();
    }

    @Test
    void the_last_piece_goes_to_one_of_sixty_four() throws Exception {
        int oversold = 0;
        for (int round = 0; round < ASKED_ROUNDS; round++) {
            var code = "LAST-" + round;
            desk.stock(code, "1");
            var ids = drafts(i -> new String[] {code + " x 1"});

            var outcomes = atOnce(ids.stream().map(this::confirming).toList());

            oversold += Collections.frequency(outcomes, "confirmed") - 1;
            assertThat(outcomes).filteredOn("confirmed"::equals).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(Problem.INSUFFICIENT_STOCK.code()::equals)
                    .hasSize(THREADS - 1);
            assertThat(desk.counter("held", code)).isEqualByComparingTo("1");
            assertThat(desk.counter("available", code)).isZero();
        }
        booksBalance();
        figures("the last piece", oversold + " oversold");
    }

    @Test
    void orders_that_list_the_same_products_in_opposite_order_never_block_each_other() throws Exception {
        for (int round = 0; round < ASKED_ROUNDS; round++) {
            var a = "A-" + round;
            var b = "B-" + round;
            desk.stock(a, "1000");
            desk.stock(b, "1000");
            // two lines of one order are on one product
            var ids = drafts(i -> i % 2 == 0
                    ? new String[] {a + " x 1", b + " x 1", a + " x 2"}
                    : new String[] {b + " x 1", a + " x 1", b + " x 2"});

            var outcomes = atOnce(ids.stream().map(this::confirming).toList());

            assertThat(outcomes).containsOnly("confirmed");
            assertThat(desk.counter("held", a)).isEqualByComparingTo(String.valueOf(THREADS * 2));
            assertThat(desk.counter("held", b)).isEqualByComparingTo(String.valueOf(THREADS * 2));
        }
        booksBalance();
        figures("opposite order", "none blocked");
    }

    @Test
    void two_lines_on_one_product_get_both_or_the_order_none() throws Exception {
        int confirmed = 0;
        for (int round = 0; round < ASKED_ROUNDS; round++) {
            var code = "TWICE-" + round;
            desk.stock(code, "10"); // for three orders, and one piece too few for a fourth
            var ids = drafts(i -> new String[] {code + " x 1", code + " x 2"});

            var outcomes = atOnce(ids.stream().map(this::confirming).toList());

            confirmed += Collections.frequency(outcomes, "confirmed");
            assertThat(outcomes).filteredOn("confirmed"::equals).hasSize(3);
            assertThat(desk.counter("held", code)).isEqualByComparingTo("9");
        }
        booksBalance();
        figures("two lines on one product", confirmed + " orders confirmed");
    }

    @Test
    void an_order_cancelled_while_it_is_sent_holds_nothing_afterwards() throws Exception {
        int withdrawn = 0;
        for (int round = 0; round < ASKED_ROUNDS; round++) {
            var code = "FLEETING-" + round;
            desk.stock(code, "100");
            var ids = drafts(i -> new String[] {code + " x 1"}).subList(0, THREADS / 2);
            var works = new ArrayList<Callable<String>>();
            for (var id : ids) {
                works.add(() -> outcome(() -> orders.sync(id), "sent"));
                works.add(() -> outcome(() -> orders.cancel(id), "cancelled"));
            }
            Collections.shuffle(works, RANDOM);

            var outcomes = atOnce(works);

            // whoever came first, the cancellation holds; a sync that came later is refused
            assertThat(outcomes).filteredOn("cancelled"::equals).hasSize(ids.size());
            withdrawn += Collections.frequency(outcomes, Problem.NOT_SYNCABLE.code());
            assertThat(desk.counter("held", code)).isZero();
            assertThat(ids)
                    .allSatisfy(id -> assertThat(orders.details(id).status()).isEqualTo(OrderStatus.CANCELLED.code()));
        }
        booksBalance();
        figures("cancelled while sent", withdrawn + " cancelled before they were sent");
    }

    @Test
    void cancelling_and_shipping_one_order_at_once_leaves_balanced_books() throws Exception {
        desk.stock("A", "1000000");
        for (int round = 0; round < 2 * ASKED_ROUNDS; round++) {
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

    private List<UUID> drafts(IntFunction<String[]> lines) {
        return IntStream.range(0, THREADS)
                .mapToObj(i -> orders.draft(lines.apply(i)))
                .toList();
    }

    private void figures(String race, String found) {
        System.out.println("PROOF race, " + race + ": " + ASKED_ROUNDS + " rounds of " + THREADS + " threads, " + found
                + ", " + deadlocks() + " deadlocks, books balance");
    }

    /** What PostgreSQL has counted; a deadlock fails the test already by the exception of its victim. */
    private long deadlocks() {
        return deadlocksEver() - deadlocksBefore;
    }

    private long deadlocksEver() {
        return desk.number("select deadlocks from pg_stat_database where datname = current_database()");
    }

    private void booksBalance() {
        assertThat(deadlocks()).as("deadlocks").isZero();
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
