package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The database goes back to the past while Metakocka stays in the present. */
class RestoreTest {

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
    @DisplayName("W12 an order that left before the restore is adopted and not doubled")
    void an_order_that_left_before_the_restore_is_adopted_and_not_doubled() {
        var id = ledger.submitCreate(document, reference);
        ledger.settle(id);
        restore(id);
        ledger.database.inNew(() -> ledger.operations.beginEpoch("maja", "Restored the backup of Monday"));

        var operation = ledger.settle(id);

        assertThat(operation.state()).isEqualTo(OperationState.DONE);
        assertThat(operation.mkId())
                .isEqualTo(ledger.metakocka.order(reference).path("mk_id").asText());
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
        assertThat(ledger.operations.attempts(id)).hasSize(1);
    }

    @Test
    @DisplayName("W12 another database than before is noticed without anybody saying so")
    void another_database_than_before_is_noticed_without_anybody_saying_so() {
        var id = ledger.submitCreate(document, reference);
        ledger.settle(id);
        restore(id);
        ledger.database.execute("update metakocka_epochs set database_mark = 'the server that broke'");

        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);

        assertThat(ledger.metakocka.orders(reference)).hasSize(1);
        assertThat(ledger.database.value("select max(number) from metakocka_epochs"))
                .isEqualTo("2");
        assertThat(ledger.database.inNew(ledger.operations::beginEpochInAnotherDatabase))
                .as("once is enough")
                .isZero();
    }

    @Test
    @DisplayName("W12 an order that had not left is sent after the quiet period of the restore")
    void an_order_that_had_not_left_is_sent_after_the_quiet_period_of_the_restore() {
        var id = ledger.submitCreate(document, reference);
        ledger.database.inNew(() -> ledger.operations.beginEpoch("maja", "Restored"));

        ledger.engine.process(id);
        ledger.pass(Duration.ofMillis(60));
        ledger.engine.process(id);
        assertThat(ledger.metakocka.calls("put_document"))
                .as("it may still be on its way")
                .isZero();
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.UNKNOWN);

        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.orders(reference)).hasSize(1);
    }

    @Test
    @DisplayName("W12 what is submitted after the restore is sent at once")
    void what_is_submitted_after_the_restore_is_sent_at_once() {
        ledger.database.inNew(() -> ledger.operations.beginEpoch("maja", "Restored"));
        var id = ledger.submitCreate(document, reference);

        ledger.engine.process(id);

        assertThat(ledger.state(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("get_document")).as("read back only").isEqualTo(1);
    }

    @Test
    void an_order_given_up_in_doubt_and_submitted_anew_is_looked_for_first() {
        ledger.metakocka.next("put_document", FakeMetakocka.Fault.DROP_AFTER);
        var first = ledger.submitCreate(document, reference);
        ledger.engine.process(first);
        ledger.database.inNew(() -> ledger.operations.giveUp(ledger.state(first), "enough"));
        var second = ledger.submitCreate(document, reference);

        assertThat(ledger.settle(second).state()).isEqualTo(OperationState.DONE);

        assertThat(ledger.metakocka.orders(reference)).hasSize(1);
    }

    /** What a restore leaves of an operation: as it was submitted, and nothing of what it did. */
    private void restore(OperationId id) {
        ledger.database.execute("delete from metakocka_operation_attempts");
        ledger.database.execute("update metakocka_operations set state = 'pending', attempt = 0, sent_at = null,"
                + " next_at = now(), closed_at = null, mk_id = null, message = null, findings = null, sweep_at = null"
                + " where id = '" + id.value() + "'");
    }
}
