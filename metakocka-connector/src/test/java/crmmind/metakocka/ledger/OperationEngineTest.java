package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.metakocka.SettingsFixture;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.partner.PartnerLookup;
import crmmind.metakocka.partner.Party;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol against a Metakocka that misbehaves, on a real database. */
class OperationEngineTest {

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
    void a_create_makes_the_order_and_its_partner_once_and_reads_it_back() {
        var id = ledger.submitCreate(document, reference);

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        var order = ledger.metakocka.order(reference);
        assertThat(operation.mkId()).isEqualTo(order.path("mk_id").asText());
        assertThat(order.path("doc_date").asText()).isEqualTo("24.08.2026");
        assertThat(order.path("product_list").path(0).has("unit")).isFalse();
        assertThat(order.has("count_code")).isTrue();
        assertThat(order.path("meta_data").path(0).path("value_string").asText())
                .isEqualTo(document.toString());
        assertThat(ledger.settled).singleElement().satisfies(event -> {
            var done = (OperationResult.Done) event.result();
            assertThat(done.differences()).isEmpty();
            assertThat(done.readBack()).isNotNull();
            assertThat(done.partnerMkId()).isNotNull();
            assertThat(done.addressMkId()).isNotNull();
        });
        assertThat(ledger.operations.hasOpen(document)).isFalse();
    }

    @Test
    void the_second_order_of_a_customer_finds_its_partner() {
        ledger.settle(ledger.submitCreate(document, reference));
        ledger.settle(ledger.submitCreate(UUID.randomUUID(), LedgerFixture.reference()));

        assertThat(ledger.metakocka.partnerCount()).isEqualTo(1);
    }

    @Test
    void a_known_customer_without_a_street_goes_by_an_address_metakocka_has() {
        ledger.settle(ledger.submitCreate(document, reference));
        var partner = ledger.metakocka.order(reference).path("partner");
        var order = LedgerFixture.create(UUID.randomUUID(), LedgerFixture.reference());
        var create = (CreateSalesOrder) order.payload();
        var known = new PartnerLookup(
                partner.path("mk_id").asText(),
                null,
                Party.of("Buyer d.o.o.", true, null, null, null, "Ljubljana", null, null));

        var second = ledger.settle(ledger.submit(new NewOperation(
                order.documentId(),
                order.reference(),
                order.kind(),
                new CreateSalesOrder(create.document(), known, create.crmOrderId()),
                order.actor(),
                order.priority())));

        assertThat(second.state()).as(second.toString()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.order(order.reference()).path("partner").path("mk_address_id"))
                .isEqualTo(partner.path("mk_address_id"));
        assertThat(ledger.metakocka.partnerCount()).isEqualTo(1);
    }

    @Test
    void a_refused_create_is_shown_and_can_be_sent_again() {
        var id = ledger.submitCreate(document, reference, "NO-1");

        var refused = ledger.settle(id);

        assertThat(refused.state()).isEqualTo(OperationState.REFUSED);
        assertThat(refused.code()).isEqualTo("8");
        assertThat(refused.text()).contains("NO-1 not found");
        assertThat(ledger.metakocka.orders(reference)).isEmpty();
        assertThat(ledger.database.inNew(() -> ledger.operations.retry(id, "admin")))
                .isTrue();
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.PENDING);
    }

    @ParameterizedTest
    @EnumSource(FakeMetakocka.Fault.class)
    void a_create_without_a_clear_answer_ends_as_one_order(FakeMetakocka.Fault fault) {
        ledger.metakocka.next("put_document", fault);
        var id = ledger.submitCreate(document, reference);

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.orders(reference)).hasSize(1);
        assertThat(operation.mkId())
                .isEqualTo(ledger.metakocka.order(reference).path("mk_id").asText());
    }

    @Test
    void an_order_that_is_not_there_is_sent_again_only_after_the_quiet_period() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_BEFORE);
        var id = ledger.submitCreate(document, reference);

        ledger.engine.process(id); // sent, in doubt
        ledger.engine.process(id); // looked at once: not there
        ledger.pass(Duration.ofMillis(60));
        ledger.engine.process(id); // looked again: still too early to count

        assertThat(ledger.state(id).state()).isEqualTo(OperationState.UNKNOWN);
        assertThat(ledger.state(id).waitingFor()).isEqualTo(WaitingFor.QUIET_PERIOD);
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
        ledger.pass(Duration.ofSeconds(30));
        ledger.engine.process(id); // the first look that counts: what arrived last may not be shown yet
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.UNKNOWN);
        ledger.pass(Duration.ofSeconds(30));
        ledger.engine.process(id);
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.PENDING);
        ledger.engine.process(id);
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(2);
    }

    @Test
    void the_quiet_period_counts_from_the_write_and_not_from_the_taking_up() {
        var id = ledger.submitCreate(document, reference);
        var slow = new RemoteOrders() {
            @Override
            public Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs) {
                ledger.pass(ledger.settings.quietPeriod()); // it was looking for the partner
                return stillOurs.getAsBoolean() ? new Delivery.InDoubt("time-out", null) : MetakockaOrders.GIVEN_UP;
            }

            @Override
            public Sighting look(Operation operation, KnownDocuments known) {
                throw new AssertionError();
            }

            @Override
            public Sighting adopt(Operation operation, KnownDocuments known, String mkId) {
                throw new AssertionError();
            }
        };

        ledger.engine(slow).process(id);

        var entry = ledger.operations.find(id).orElseThrow();
        assertThat(entry.operation().state()).isEqualTo(OperationState.UNKNOWN);
        assertThat(entry.untilQuiet(ledger.settings.quietPeriod())).isPositive();
    }

    @Test
    @DisplayName("W8 a late first request beside a second one is found and told")
    void a_late_first_request_beside_a_second_one_is_found_and_told() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.LATE);
        var id = ledger.submitCreate(document, reference);
        var next = ledger.engine.process(id);
        while (ledger.state(id).state() == OperationState.UNKNOWN) {
            ledger.pass(Duration.ofSeconds(1));
            next = ledger.engine.process(id);
        }
        assertThat(next.in()).isNotNull();
        ledger.metakocka.doLate(); // after the last look and before the second request

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.orders(reference)).hasSize(2);
        assertThat(((OperationResult.Done) ledger.settled.get(0).result()).differences())
                .anyMatch(difference -> difference.field().equals("duplicate"));
    }

    @Test
    @DisplayName("W8 where metakocka refuses doubles a late first request is adopted")
    void where_metakocka_refuses_doubles_a_late_first_request_is_adopted() {
        ledger.metakocka.refuseDoubles = true;
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.LATE);
        var id = ledger.submitCreate(document, reference);
        ledger.engine.process(id);
        while (ledger.state(id).state() == OperationState.UNKNOWN) {
            ledger.pass(Duration.ofSeconds(1));
            ledger.engine.process(id);
        }
        ledger.metakocka.doLate();

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.orders(reference)).hasSize(1);
    }

    @Test
    void somebody_elses_order_with_our_reference_goes_to_a_person() {
        ledger.metakocka.putForeign(reference, "Somebody else", "7.00");
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_BEFORE);
        var id = ledger.submitCreate(document, reference);

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.REVIEW);
        assertThat(ledger.settled)
                .singleElement()
                .satisfies(event -> assertThat(((OperationResult.Review) event.result()).documents())
                        .singleElement()
                        .satisfies(found -> assertThat(found.customer()).isEqualTo("Somebody else")));
        assertThat(ledger.metakocka.orders(reference)).hasSize(1);
    }

    @Test
    void a_person_may_say_that_the_order_found_is_the_one() {
        var id = inReview();
        int attempt = ledger.state(id).attempt();
        var foreign = ledger.metakocka.order(reference).path("mk_id").asText();
        assertThat(ledger.operations.found(id))
                .singleElement()
                .satisfies(found -> assertThat(found.mkId()).isEqualTo(foreign));

        assertThat(ledger.engine.adopt(id, attempt, "99", operation -> {}))
                .as("no such order")
                .isFalse();
        assertThat(ledger.engine.adopt(id, attempt - 1, foreign, operation -> {}))
                .as("an attempt that is over")
                .isFalse();
        assertThat(ledger.engine.adopt(id, attempt, foreign, operation -> {})).isTrue();

        assertThat(ledger.state(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.state(id).mkId()).isEqualTo(foreign);
        assertThat(((OperationResult.Done) ledger.settled.get(1).result()).differences())
                .as("what differs is told")
                .isNotEmpty();
        assertThat(ledger.engine.adopt(id, attempt, foreign, operation -> {}))
                .as("once")
                .isFalse();
    }

    @Test
    void a_person_may_send_it_again_under_another_reference() {
        var id = inReview();

        var again = ledger.database.inNew(() -> ledger.operations.sendAgain(ledger.state(id), reference + "-2"));

        assertThat(again).isPresent();
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.orders(reference + "-2")).hasSize(1);
        assertThat(ledger.operations.attempts(id)).hasSize(2);
    }

    @Test
    void a_person_may_give_it_up_and_the_next_one_goes_on() {
        var id = inReview();
        var next = ledger.submitChange(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode("x").build());

        assertThat(ledger.database.inNew(() -> ledger.operations.giveUp(ledger.state(id), "enough")))
                .isPresent();

        assertThat(ledger.state(id).state()).isEqualTo(OperationState.CANCELLED);
        ledger.settle(next);
        assertThat(ledger.state(next).waitingFor()).isEqualTo(WaitingFor.CREATE);
    }

    @Test
    @DisplayName("W18 an order cancelled while it is being created ends cancelled or was never made")
    void w18_cancelling_races_creating() throws Exception {
        int rounds = Integer.getInteger("race.cancels", 60);
        int withdrawn = 0;
        int ahead = 4; // how far creating is ahead: whoever won has the harder start next time, on any machine
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < rounds; round++) {
                int head = ahead;
                var order = UUID.randomUUID();
                var name = LedgerFixture.reference();
                var create = ledger.submitCreate(order, name);
                var start = new CyclicBarrier(2);
                var creating = threads.submit(() -> {
                    start.await();
                    spin(-head);
                    return ledger.engine.process(create);
                });
                var cancelling = threads.submit(() -> {
                    start.await();
                    spin(head);
                    return ledger.database.inNew(() -> {
                        if (ledger.operations.cancelPending(order, "not wanted") == 1) {
                            return Optional.<OperationId>empty();
                        }
                        var cancel = new OperationId(UUID.randomUUID());
                        ledger.operations.insert(cancel, cancellation(order, name));
                        return Optional.of(cancel);
                    });
                });
                creating.get();
                var cancel = cancelling.get();
                withdrawn += cancel.isEmpty() ? 1 : 0;
                ahead = Math.max(
                        -64,
                        Math.min(
                                256,
                                cancel.isEmpty() ? ahead + 1 + Math.abs(ahead) / 4 : ahead - 1 - Math.abs(ahead) / 4));
                ledger.settle(create);
                cancel.ifPresent(ledger::settle);

                assertThat(ledger.metakocka.orders(name))
                        .as("round %s", round)
                        .hasSize(cancel.isEmpty() ? 0 : 1)
                        .allSatisfy(there ->
                                assertThat(there.path("status_desc").asText()).isEqualTo("canceled"));
            }
        } finally {
            threads.shutdownNow();
        }
        Report.line(
                "cancel-race",
                "cancel races create: %d rounds, %d withdrawn unsent; live documents of cancelled orders 0",
                rounds,
                withdrawn);
        assertThat(withdrawn).as("both ends of the race were met").isBetween(1, rounds - 1);
    }

    private static void spin(int steps) {
        long until = System.nanoTime() + steps * 300_000L;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static NewOperation cancellation(UUID order, String reference) {
        return new NewOperation(
                order,
                reference,
                OperationKind.CANCEL,
                ChangeSalesOrder.of(null).statusCode("canceled").build(),
                "tester",
                Priority.INTERACTIVE);
    }

    private OperationId inReview() {
        ledger.metakocka.putForeign(reference, "Somebody else", "7.00");
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_BEFORE);
        var id = ledger.submitCreate(document, reference);
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.REVIEW);
        return id;
    }

    @Test
    void what_was_being_sent_when_a_node_died_is_looked_up_and_not_sent_blindly() {
        var id = ledger.submitCreate(document, reference);
        var dying = ledger.engine(new RemoteOrders() {
            @Override
            public Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs) {
                new MetakockaOrders(ledger.gateway).deliver(operation, known, stillOurs);
                throw new ThreadDeath(); // the answer is read, and nothing is written down any more
            }

            @Override
            public Sighting adopt(Operation operation, KnownDocuments known, String mkId) {
                throw new AssertionError();
            }

            @Override
            public Sighting look(Operation operation, KnownDocuments known) {
                throw new AssertionError();
            }
        });
        assertThatThrownBy(() -> dying.process(id)).isInstanceOf(ThreadDeath.class);
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.SENDING);

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
    }

    @Test
    @DisplayName("W10 a late outcome of a given up attempt is evidence and changes nothing")
    void a_late_outcome_of_a_given_up_attempt_is_evidence_and_changes_nothing() {
        var id = ledger.submitCreate(document, reference);
        var zombie = ledger.engine(new RemoteOrders() {
            @Override
            public Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs) {
                // meanwhile others took it for dead, found nothing, waited and sent it themselves
                ledger.pass(Duration.ofSeconds(10));
                assertThat(ledger.settle(operation.id()).state()).isEqualTo(OperationState.DONE);
                return new Delivery.Refused("2", "too late", null);
            }

            @Override
            public Sighting adopt(Operation operation, KnownDocuments known, String mkId) {
                throw new AssertionError();
            }

            @Override
            public Sighting look(Operation operation, KnownDocuments known) {
                throw new AssertionError();
            }
        });

        zombie.process(id);

        assertThat(ledger.state(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.settled).hasSize(1);
        assertThat(ledger.database.value("select late_outcome from metakocka_operation_attempts where attempt = 1"))
                .isEqualTo("refused: too late");
    }

    @Test
    @DisplayName("W10 an attempt that was given up writes nothing any more")
    void an_attempt_that_was_given_up_writes_nothing_any_more() {
        var id = ledger.submitCreate(document, reference);
        var zombie = ledger.engine(new RemoteOrders() {
            @Override
            public Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs) {
                ledger.pass(Duration.ofSeconds(40));
                assertThat(ledger.settle(operation.id()).state()).isEqualTo(OperationState.DONE);
                return new MetakockaOrders(ledger.gateway).deliver(operation, known, stillOurs);
            }

            @Override
            public Sighting adopt(Operation operation, KnownDocuments known, String mkId) {
                throw new AssertionError();
            }

            @Override
            public Sighting look(Operation operation, KnownDocuments known) {
                throw new AssertionError();
            }
        });

        zombie.process(id);

        assertThat(ledger.state(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
    }

    @Test
    void a_failing_observer_rolls_the_outcome_back_and_it_is_found_again() {
        var failed = new AtomicBoolean();
        ledger.observer = event -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("the mapping could not be written");
            }
        };
        var id = ledger.submitCreate(document, reference);

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
        assertThat(ledger.settled).hasSize(1);
    }

    @Test
    void while_metakocka_is_away_an_operation_waits_and_nothing_is_in_doubt() {
        var id = ledger.submitCreate(document, reference);
        ledger.metakocka.close();

        ledger.engine.process(id);

        var operation = ledger.state(id);
        assertThat(operation.state()).isEqualTo(OperationState.PENDING);
        assertThat(operation.waitingFor()).isEqualTo(WaitingFor.CONNECTION);
        assertThat(ledger.waiting).hasSize(1);
        ledger.pass(Duration.ofSeconds(1));
        ledger.engine.process(id);
        assertThat(ledger.waiting).as("told once").hasSize(1);
        assertThat(ledger.gateway.circuit().downSince()).isPresent();
    }

    @Test
    void operations_of_a_document_go_out_in_their_order() {
        var create = ledger.submitCreate(document, reference);
        var status = ledger.submitChange(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode("ready_to_ship").build());

        var next = ledger.engine.process(status);

        assertThat(next.in()).isPositive();
        assertThat(ledger.state(status).state()).isEqualTo(OperationState.PENDING);
        ledger.settle(create);
        assertThat(ledger.settle(status).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.order(reference).path("status_desc").asText())
                .isEqualTo("ready_to_ship");
        assertThat(ledger.metakocka.calls("change_document_status")).isEqualTo(1);
    }

    @Test
    void behind_a_refused_create_operations_wait_for_another_one() {
        var create = ledger.submitCreate(document, reference, "NO-1");
        var cancel = ledger.submitChange(
                document,
                reference,
                OperationKind.CANCEL,
                ChangeSalesOrder.of(null).statusCode("canceled").build());
        ledger.settle(create);

        ledger.settle(cancel);

        assertThat(ledger.state(cancel).state()).isEqualTo(OperationState.PENDING);
        assertThat(ledger.state(cancel).waitingFor()).isEqualTo(WaitingFor.CREATE);
        ledger.settle(ledger.submitCreate(document, reference));
        assertThat(ledger.settle(cancel).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.order(reference).path("status_desc").asText())
                .isEqualTo("canceled");
    }

    @Test
    void a_tracking_number_waits_for_the_invoice_and_holds_up_nothing() {
        var create = ledger.submitCreate(document, reference);
        ledger.settle(create);
        var tracking = ledger.submitChange(
                document,
                reference,
                OperationKind.TRACKING,
                ChangeSalesOrder.of(null).trackingCode("TRACK123").build());
        var next = ledger.engine.process(tracking);
        assertThat(next.in()).isNotNull();
        assertThat(ledger.state(tracking).waitingFor()).isEqualTo(WaitingFor.INVOICE);
        assertThat(ledger.operations.hasOpen(document)).isFalse();

        var cancel = ledger.submitChange(
                document,
                reference,
                OperationKind.CANCEL,
                ChangeSalesOrder.of(null)
                        .statusCode("canceled")
                        .appendNote("CRM cancelled: ", "customer changed his mind")
                        .build());
        assertThat(ledger.settle(cancel).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.order(reference).path("notes").asText())
                .isEqualTo("Call before delivery\nCRM cancelled: customer changed his mind");

        ledger.metakocka.trackingNeedsInvoice = false;
        ledger.pass(Duration.ofMinutes(20));
        assertThat(ledger.settle(tracking).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.order(reference).path("tracking_code").asText())
                .isEqualTo("TRACK123");
    }

    @Test
    void a_change_in_doubt_that_arrived_is_not_sent_again() {
        ledger.settle(ledger.submitCreate(document, reference));
        ledger.metakocka.next("update_document", FakeMetakocka.Fault.DROP_AFTER);
        var fulfil = ledger.submitChange(
                document,
                reference,
                OperationKind.FULFILL,
                ChangeSalesOrder.of(null)
                        .statusCode("shipped")
                        .shippedDate(LocalDate.of(2026, 8, 25))
                        .appendNote("CRM 1: ", "handed over")
                        .extraColumn("crm_tracking_number", "TRACK123")
                        .build());

        assertThat(ledger.settle(fulfil).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("update_document")).isEqualTo(1);
        assertThat(ledger.metakocka.order(reference).path("notes").asText())
                .isEqualTo("Call before delivery\nCRM 1: handed over");
    }

    @Test
    void lines_are_changed_to_what_is_wished_and_never_added_twice() {
        ledger.settle(ledger.submitCreate(document, reference, "ART-001", "ART-002"));
        ledger.metakocka.next("update_document", FakeMetakocka.Fault.DROP_AFTER);
        var update = ledger.submitChange(
                document,
                reference,
                OperationKind.UPDATE_ORDER,
                ChangeSalesOrder.of(null)
                        .lines(List.of(line("ART-002", "5"), line("ART-003", "1")))
                        .build());

        assertThat(ledger.settle(update).state()).isEqualTo(OperationState.DONE);

        var lines = ledger.metakocka.order(reference).path("product_list");
        assertThat(lines).hasSize(2);
        assertThat(lines.findValuesAsText("code")).containsExactly("ART-002", "ART-003");
        assertThat(lines.findValuesAsText("amount")).containsExactly("5", "1");
        assertThat(ledger.metakocka.calls("update_document")).isEqualTo(1);
    }

    private static SalesOrderLine line(String code, String amount) {
        return new SalesOrderLine(
                null, code, new BigDecimal(amount), new BigDecimal("19.90"), new BigDecimal("0.22"), null, null, null);
    }

    @Test
    void an_unknown_status_is_refused_although_its_code_is_the_one_of_doubt() {
        ledger.settle(ledger.submitCreate(document, reference));
        var status = ledger.submitChange(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode("no_such").build());

        var operation = ledger.settle(status);

        assertThat(operation.state()).isEqualTo(OperationState.REFUSED);
        assertThat(operation.text()).contains("Dinamični šifrant");
    }

    @Test
    void what_metakocka_replaced_silently_is_told() {
        ledger.metakocka.knownWarehouse = "other";
        var operation = ledger.settle(ledger.submitCreate(document, reference));

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(operation.text()).isEqualTo("warehouse: sent glavno, Metakocka stored other");
    }

    @Test
    @DisplayName("W13 an order deleted there needs a person")
    void an_order_deleted_there_needs_a_person() {
        var change = ledger.submitChange(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of("99").statusCode("shipped").build());

        assertThat(ledger.settle(change).state()).isEqualTo(OperationState.REVIEW);
    }

    @Test
    void a_partner_in_doubt_is_looked_for_before_the_next_attempt() {
        ledger.metakocka.next("add_partner", FakeMetakocka.Fault.DROP_AFTER);
        var id = ledger.submitCreate(document, reference);

        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.partnerCount()).isEqualTo(1);
        assertThat(ledger.metakocka.calls("add_partner")).isEqualTo(1);
        assertThat(ledger.metakocka.orders(reference)).hasSize(1);
    }

    @Test
    void the_key_stands_in_no_table() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.HTML_AFTER);
        ledger.settle(ledger.submitCreate(document, reference));

        for (var table : List.of("metakocka_operations", "metakocka_operation_attempts", "metakocka_exchanges")) {
            assertThat(ledger.database.value("select count(*) from " + table)).isNotEqualTo("0");
            assertThat(ledger.database.value("select count(*) from " + table + " t where t::text like '%"
                            + SettingsFixture.CANARY + "%'"))
                    .isEqualTo("0");
        }
    }
}
