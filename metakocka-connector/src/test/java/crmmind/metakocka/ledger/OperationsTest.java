package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ledger's tables on a real database. */
class OperationsTest {

    private final UUID document = UUID.randomUUID();
    private final String reference = LedgerFixture.reference();
    private LedgerFixture ledger;

    @BeforeEach
    void open() {
        ledger = new LedgerFixture();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void what_was_submitted_is_read_as_it_was_written() {
        var submitted = LedgerFixture.create(document, reference, "ART-001", "ART-002");
        var id = ledger.submit(submitted);

        var operation = ledger.state(id);

        assertThat(operation.payload()).isEqualTo(submitted.payload());
        assertThat(operation.state()).isEqualTo(OperationState.PENDING);
        assertThat(operation.attempt()).isZero();
        assertThat(operation.priority()).isEqualTo(Priority.INTERACTIVE);
        assertThat(operation.nextAt()).isNotNull();
        assertThat(ledger.operations.createSubmitted(document)).isTrue();
        assertThat(ledger.operations.hasOpen(document)).isTrue();
        assertThat(ledger.operations.latest(document)).contains(operation);
        assertThat(ledger.operations.openByDocument(List.of(document, UUID.randomUUID())))
                .containsOnlyKeys(document);
    }

    @Test
    void a_change_with_everything_in_it_is_read_as_it_was_written() {
        var create =
                (CreateSalesOrder) LedgerFixture.create(document, reference).payload();
        var change = ChangeSalesOrder.of("400")
                .statusCode("shipped")
                .shippedDate(java.time.LocalDate.of(2026, 12, 31))
                .deliveryType("DHL")
                .appendNote("CRM: ", "čšž \"quoted\"\nsecond line")
                .trackingCode("T")
                .extraColumn("crm_tracking_number", "T")
                .partner(create.partner())
                .receiver(create.partner().party())
                .clear(Set.of("notes_header"))
                .lines(create.document().lines())
                .build();

        var id = ledger.submitChange(document, reference, OperationKind.FULFILL, change);

        assertThat(ledger.state(id).payload()).isEqualTo(change);
    }

    @Test
    @DisplayName("W0 an operation is there only if its transaction commits")
    void an_operation_is_there_only_if_its_transaction_commits() {
        var id = new OperationId(UUID.randomUUID());

        assertThatThrownBy(() -> ledger.database.inNew(() -> {
                    ledger.operations.insert(id, LedgerFixture.create(document, reference));
                    throw new IllegalStateException("changed his mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(ledger.operations.find(id)).isEmpty();
        assertThat(ledger.database.value("select count(*) from scheduled_tasks"))
                .isEqualTo("0");
    }

    @Test
    void an_operation_is_taken_up_by_one_of_many() throws Exception {
        for (int round = 0; round < 20; round++) {
            var id = ledger.submitCreate(UUID.randomUUID(), LedgerFixture.reference());

            var claims = together(8, () -> ledger.database.inNew(() -> ledger.operations.claim(id, "node")));

            assertThat(claims).filteredOn(Claim.Taken.class::isInstance).hasSize(1);
            assertThat(ledger.state(id).attempt()).isEqualTo(1);
        }
    }

    @Test
    void two_operations_of_a_document_are_never_under_way_together() throws Exception {
        for (int round = 0; round < 20; round++) {
            var same = UUID.randomUUID();
            // a tracking number that waited for its invoice holds up nothing, and so could be sent beside a later one
            var tracking = ledger.submitChange(
                    same,
                    reference,
                    OperationKind.TRACKING,
                    ChangeSalesOrder.of("1").trackingCode("T").build());
            ledger.database.execute(
                    "update metakocka_operations set waiting_for = 'invoice' where document_id = '" + same + "'");
            var status = ledger.submitChange(
                    same,
                    reference,
                    OperationKind.CHANGE_STATUS,
                    ChangeSalesOrder.of("1").statusCode("x").build());
            var turns = new ArrayList<>(List.of(tracking, status));

            var claims = together(2, () -> {
                OperationId mine;
                synchronized (turns) {
                    mine = turns.remove(0);
                }
                try {
                    return ledger.database.inNew(() -> ledger.operations.claim(mine, "node"));
                } catch (OperationStore.UnderWayException e) {
                    return new Claim.Later(Duration.ofSeconds(1)); // the database kept the rule
                }
            });

            assertThat(claims).filteredOn(Claim.Taken.class::isInstance).hasSizeLessThanOrEqualTo(1);
            assertThat(ledger.database.value("select count(*) from metakocka_operations where state = 'sending'"
                            + " and document_id = '" + same + "'"))
                    .isIn("0", "1");
        }
    }

    @Test
    void a_create_supersedes_what_was_to_change_the_order_and_was_not_sent() {
        var refused = ledger.submitCreate(document, reference, "NO-1");
        ledger.settle(refused);
        var status = ledger.submitChange(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode("x").build());
        var fulfil = ledger.submitChange(
                document,
                reference,
                OperationKind.FULFILL,
                ChangeSalesOrder.of(null).statusCode("y").build());

        ledger.submitCreate(document, reference);

        assertThat(ledger.state(status).state()).isEqualTo(OperationState.SUPERSEDED);
        assertThat(ledger.state(status).closedAt()).isNotNull();
        assertThat(ledger.state(fulfil).state()).isEqualTo(OperationState.PENDING);
        assertThat(ledger.state(refused).state()).isEqualTo(OperationState.REFUSED);
        assertThat(ledger.database.inNew(() -> ledger.operations.retry(refused, "admin")))
                .as("the new one took its place")
                .isFalse();
    }

    @Test
    void a_second_create_beside_one_in_doubt_is_not_taken() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_BEFORE);
        var id = ledger.submitCreate(document, reference);
        ledger.engine.process(id);

        assertThatThrownBy(() -> ledger.submitCreate(document, reference)).isInstanceOf(CreateStillOpenException.class);
    }

    @Test
    void only_what_was_certainly_not_sent_is_withdrawn() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_BEFORE);
        var create = ledger.submitCreate(document, reference);
        ledger.engine.process(create);
        var status = ledger.submitChange(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode("x").build());

        int withdrawn = ledger.database.inNew(() -> ledger.operations.cancelPending(document, "cancelled"));

        assertThat(withdrawn).isEqualTo(1);
        assertThat(ledger.state(status).state()).isEqualTo(OperationState.CANCELLED);
        assertThat(ledger.state(create).state()).isEqualTo(OperationState.UNKNOWN);
        assertThat(ledger.operations.createSubmitted(document)).isTrue();
    }

    @Test
    @DisplayName("W18 cancelling races with taking up and one of them wins")
    void cancelling_races_with_taking_up_and_one_of_them_wins() throws Exception {
        for (int round = 0; round < 30; round++) {
            var same = UUID.randomUUID();
            var id = ledger.submitCreate(same, LedgerFixture.reference());
            var jobs = new ArrayList<Callable<Boolean>>(List.of(
                    () -> ledger.database.inNew(() -> ledger.operations.claim(id, "node")) instanceof Claim.Taken,
                    () -> ledger.database.inNew(() -> ledger.operations.cancelPending(same, "race")) == 1));

            var won = together(2, () -> {
                Callable<Boolean> mine;
                synchronized (jobs) {
                    mine = jobs.remove(0);
                }
                return mine.call();
            });

            assertThat(won).containsOnlyOnce(true);
            assertThat(ledger.state(id).state()).isIn(OperationState.SENDING, OperationState.CANCELLED);
        }
    }

    @Test
    @DisplayName("W1 the sweep schedules what is due and has no task")
    void the_sweep_schedules_what_is_due_and_has_no_task() {
        var due = ledger.submitCreate(document, reference);
        var behind = ledger.submitChange(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode("x").build());
        ledger.database.execute("delete from scheduled_tasks");

        int scheduled = ledger.database.inNew(ledger.operations::sweep);

        assertThat(scheduled).isEqualTo(1);
        assertThat(ledger.database.value("select task_instance from scheduled_tasks"))
                .isEqualTo(due.toString());
        assertThat(ledger.state(behind).state()).isEqualTo(OperationState.PENDING);
        assertThat(ledger.database.inNew(ledger.operations::sweep))
                .as("nothing is left to do")
                .isZero();
    }

    @Test
    void a_task_that_comes_too_late_is_pulled_forward_unless_somebody_is_at_it() {
        var id = ledger.submitCreate(document, reference);
        ledger.database.execute("update scheduled_tasks set execution_time = now() + interval '1 hour'");
        assertThat(ledger.database.inNew(ledger.operations::sweep)).isEqualTo(1);

        ledger.database.execute("update scheduled_tasks set execution_time = now() + interval '1 hour', picked = true");
        assertThat(ledger.database.inNew(ledger.operations::sweep)).isZero();
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.PENDING);
    }

    @Test
    void an_operation_does_not_wait_for_an_order_that_came_meanwhile() {
        ledger.settle(ledger.submitCreate(document, reference));
        var status = ledger.submitChange(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode("x").build());

        assertThat(ledger.database.inNew(() -> ledger.operations.park(status, "waits")))
                .isEmpty();

        ledger.database.execute(
                "update metakocka_operations set waiting_for = 'create', next_at = null where state =" + " 'pending'");
        ledger.database.inNew(ledger.operations::sweep);
        assertThat(ledger.settle(status).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void an_attempt_nobody_cares_for_any_more_is_found() {
        var id = ledger.submitCreate(document, reference);
        ledger.database.inNew(() -> ledger.operations.claim(id, "gone"));
        ledger.database.execute("delete from scheduled_tasks");
        assertThat(ledger.database.inNew(ledger.operations::sweep)).isZero();

        ledger.pass(Duration.ofMinutes(11));

        assertThat(ledger.database.inNew(ledger.operations::sweep)).isEqualTo(1);
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
    }

    @Test
    void when_the_connection_is_back_everything_that_waited_for_it_is_due() {
        ledger.metakocka.close();
        var one = ledger.submitCreate(document, reference);
        var other = ledger.submitCreate(UUID.randomUUID(), LedgerFixture.reference());
        ledger.engine.process(one);
        ledger.engine.process(other);
        ledger.database.execute("update metakocka_operations set next_at = now() + interval '5 minutes'");

        ledger.database.inNew(ledger.operations::connectionIsBack);

        assertThat(ledger.operations.find(one).orElseThrow().untilDue()).isZero();
        assertThat(ledger.operations.find(other).orElseThrow().untilDue()).isZero();
    }

    @Test
    void resting_is_what_is_closed_or_cannot_go_on_by_itself_soon() {
        var done = ledger.submitCreate(document, reference);
        ledger.settle(done);
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_BEFORE);
        var otherDocument = UUID.randomUUID();
        var inDoubt = ledger.submitCreate(otherDocument, LedgerFixture.reference());
        var behind = ledger.submitChange(
                otherDocument,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode("x").build());
        var fresh = ledger.submitCreate(UUID.randomUUID(), LedgerFixture.reference());
        var all = List.of(done, inDoubt, behind, fresh);
        assertThat(resting(all)).containsExactly(done);

        ledger.engine.process(inDoubt); // in doubt; the first look-up comes at once
        assertThat(resting(all)).containsExactly(done);
        ledger.engine.process(inDoubt); // not there: the next look-up comes later

        assertThat(resting(all)).containsExactlyInAnyOrder(done, inDoubt, behind);
    }

    private List<OperationId> resting(List<OperationId> ids) {
        return ledger.operations.restingOf(ids).stream().map(Operation::id).toList();
    }

    @Test
    void the_queue_filters_and_counts() {
        ledger.settle(ledger.submitCreate(document, reference));
        var refused = ledger.submitCreate(UUID.randomUUID(), LedgerFixture.reference(), "NO-9");
        ledger.settle(refused);
        var open = ledger.submitCreate(UUID.randomUUID(), LedgerFixture.reference());

        var everything =
                ledger.operations.queue(new QueueFilter(Set.of(), Set.of(), Set.of(), false, null, null, 0, 2));
        assertThat(everything.total()).isEqualTo(3);
        assertThat(everything.operations()).hasSize(2);
        assertThat(everything.operations().get(0).id()).isEqualTo(open);
        assertThat(ledger.operations.queue(QueueFilter.open(0, 10)).operations())
                .extracting(Operation::id)
                .containsExactly(open);
        assertThat(ledger.operations
                        .queue(new QueueFilter(
                                Set.of(OperationState.REFUSED),
                                Set.of(OperationKind.CREATE_ORDER),
                                Set.of(),
                                true,
                                null,
                                "no-9",
                                0,
                                10))
                        .operations())
                .extracting(Operation::id)
                .containsExactly(refused);
        assertThat(ledger.operations
                        .queue(new QueueFilter(Set.of(), Set.of(), Set.of(), false, document, null, 0, 10))
                        .total())
                .isEqualTo(1);
        assertThat(ledger.operations.backlog(null).refused()).isEqualTo(1);
        assertThat(ledger.operations
                        .queue(new QueueFilter(
                                Set.of(), Set.of(), Set.of(WaitingFor.DECISION), false, null, null, 0, 10))
                        .total())
                .isZero();
        var backlog = ledger.operations.backlog(null);
        assertThat(backlog.open()).isEqualTo(1);
        assertThat(backlog.pending()).isEqualTo(1);
        assertThat(backlog.oldest()).isNotNull();
    }

    private static <T> List<T> together(int threads, Callable<T> work) throws InterruptedException, ExecutionException {
        var executor = Executors.newFixedThreadPool(threads);
        try {
            var barrier = new CyclicBarrier(threads);
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    barrier.await();
                    return work.call();
                }));
            }
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
