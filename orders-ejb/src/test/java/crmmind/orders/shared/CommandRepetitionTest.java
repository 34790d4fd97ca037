package crmmind.orders.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.access.AccessAdministration;
import crmmind.orders.books.BooksService;
import crmmind.orders.fulfillment.FulfillmentCommands;
import crmmind.orders.fulfillment.FulfillmentService;
import crmmind.orders.idempotency.IdempotencyKeys;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.order.OrderCommands;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.SalesDocumentSyncService;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.sync.SyncQueue;
import crmmind.orders.views.SavedViewService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that the database undoes; on a real database. */
@DisplayName("W19 what the database undoes")
class CommandRepetitionTest {

    private final CommandRepetition repetition = new CommandRepetition();
    private final AtomicInteger times = new AtomicInteger();
    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    @SuppressWarnings("UnnecessaryAssignment") // there is no container here that would inject
    void a_desk_whose_commands_are_repeated() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("A", "10");
        repetition.transaction = new OneTransaction() {
            @Override
            public <T> T of(Callable<T> work) {
                return desk.call(() -> {
                    try {
                        return work.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
            }
        };
    }

    @Test
    @DisplayName("W19 of two commands that wait for each other both are done, one of them the second time")
    void w19_a_dead_lock() throws Exception {
        var one = orders.draft("A x 1");
        var other = orders.draft("A x 1");
        var bothHoldTheirFirst = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = threads.submit(() -> hold(one, other, bothHoldTheirFirst));
            var second = threads.submit(() -> hold(other, one, bothHoldTheirFirst));
            first.get(30, TimeUnit.SECONDS);
            second.get(30, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }

        assertThat(times).as("begun").hasValue(3);
        assertThat(orders.details(one).status()).isEqualTo("on_hold");
        assertThat(orders.details(other).status()).isEqualTo("on_hold");
        assertThat(desk.number("select count(*) from order_events where kind = 'test_hold'"))
                .as("what was undone left nothing")
                .isEqualTo(4);
    }

    private Void hold(UUID mine, UUID theirs, CyclicBarrier bothHoldTheirFirst) throws Exception {
        return repetition.repeated(() -> {
            int time = times.incrementAndGet();
            hold(mine);
            if (time <= 2) {
                bothHoldTheirFirst.await(20, TimeUnit.SECONDS);
            }
            hold(theirs);
            return null;
        });
    }

    private void hold(UUID order) {
        desk.bean(SalesDocuments.class).lock(order).hold("waits");
        desk.bean(Database.class)
                .update(
                        "insert into order_events (id, document_id, at, actor, kind, message, details)"
                                + " values (?, ?, now(), 'ana', 'test_hold', 'Held', '{}')",
                        UUID.randomUUID(),
                        order);
    }

    @ParameterizedTest(name = "W19 {0} is done again, whole, until it is through")
    @ValueSource(strings = {"40001", "40P01"})
    void w19_undone_twice(String state) throws Exception {
        var order = orders.draft("A x 1");

        repetition.repeated(() -> {
            hold(order);
            if (times.incrementAndGet() < 3) {
                fail(state);
            }
            return true;
        });

        assertThat(times).hasValue(3);
        assertThat(desk.number("select count(*) from order_events where kind = 'test_hold'"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("W19 after the third time it is given up, and nothing of it stays")
    void w19_undone_each_time() {
        var order = orders.draft("A x 1");

        assertThatThrownBy(() -> repetition.repeated(() -> {
                    times.incrementAndGet();
                    hold(order);
                    fail("40001");
                    return true;
                }))
                .hasRootCauseInstanceOf(SQLException.class);

        assertThat(times).hasValue(CommandRepetition.TIMES);
        assertThat(orders.details(order).status()).isEqualTo("draft");
    }

    @ParameterizedTest(name = "W19 {0} does not pass, and is not repeated")
    @ValueSource(strings = {"23505", "53100", "22001"})
    void w19_what_does_not_pass(String state) {
        assertThatThrownBy(() -> repetition.repeated(() -> {
                    times.incrementAndGet();
                    fail(state);
                    return true;
                }))
                .hasRootCauseInstanceOf(SQLException.class);

        assertThat(times).hasValue(1);
    }

    @Test
    @DisplayName("W19 a refusal is told and not repeated, whatever caused it")
    void w19_a_refusal() {
        assertThat(CommandRepetition.passes(refusal())).isFalse();
        assertThat(CommandRepetition.passes(new IllegalStateException("a defect")))
                .isFalse();
        assertThat(CommandRepetition.passes(
                        new RuntimeException(new RollbackException("marked for rollback: time-out"))))
                .as("a transaction that took too long")
                .isTrue();
    }

    private static BusinessException refusal() {
        var refusal = new BusinessException(Problem.ON_HOLD, "The order is on hold");
        refusal.initCause(new RollbackException());
        return refusal;
    }

    /** The database itself fails the statement, with this state. */
    private void fail(String state) {
        desk.bean(Database.class)
                .query("do $$ begin raise exception 'on purpose' using errcode = '" + state + "'; end $$", row -> row);
    }

    /** What begins its transaction in the container cannot be begun again by anything of ours. */
    @Test
    @DisplayName("W19 every command of the boundary is repeated by this one interceptor")
    void w19_every_command() {
        for (var facade : new Class<?>[] {
            OrderService.class,
            FulfillmentService.class,
            SyncQueue.class,
            AccessAdministration.class,
            BooksService.class,
            SavedViewService.class,
            InventoryService.class
        }) {
            assertThat(facade).hasAnnotation(WholeCommand.class);
            for (var method : facade.getMethods()) {
                var declaring = method.getDeclaringClass();
                if (declaring == Object.class) {
                    continue;
                }
                var own = method.getAnnotation(TransactionAttribute.class);
                var attribute = own == null ? declaring.getAnnotation(TransactionAttribute.class) : own;
                assertThat(attribute).as("%s", method).isNotNull();
                assertThat(attribute.value())
                        .as("%s", method)
                        .isNotIn(TransactionAttributeType.REQUIRED, TransactionAttributeType.MANDATORY);
            }
        }
        assertThat(SalesDocumentSyncService.class).hasAnnotation(TransactionAttribute.class);
        for (var plain : new Class<?>[] {OrderCommands.class, FulfillmentCommands.class, IdempotencyKeys.class}) {
            assertThat(plain).hasAnnotation(WholeCommand.class);
        }
    }

    @Test
    void the_failure_is_recognised_under_what_jpa_and_jta_put_around_it() {
        var deadLock = new SQLException("deadlock detected", "40P01");

        assertThat(CommandRepetition.passes(new RuntimeException(new PersistenceException(deadLock))))
                .isTrue();
        assertThat(CommandRepetition.passes(
                        new RuntimeException(new PersistenceException(new SQLException("unique", "23505")))))
                .isFalse();
    }
}
