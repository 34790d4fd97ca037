package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A database that cannot store what happened: the disk is full, or the pool is empty. */
@DisplayName("W20 the outcome cannot be stored")
class UnstorableOutcomeTest {

    private final UUID document = UUID.randomUUID();
    private final String reference = LedgerFixture.reference();
    private LedgerFixture ledger;

    @BeforeEach
    void a_ledger_whose_disk_can_fill() {
        ledger = new LedgerFixture();
        ledger.database.execute("create or replace function disk_full() returns trigger language plpgsql as $$ begin"
                + " raise exception 'could not extend file: No space left on device' using errcode = '53100';"
                + " end $$");
        room();
    }

    @AfterEach
    void close() {
        room();
        ledger.close();
    }

    @Test
    @DisplayName("W20 with no room to write the taking up down, nothing leaves")
    void w20_full_before_the_claim() {
        var id = ledger.submitCreate(document, reference);
        full("true");

        assertThatThrownBy(() -> ledger.engine.process(id)).hasRootCauseMessage(message());
        assertThatThrownBy(() -> ledger.engine.process(id)).hasRootCauseMessage(message());

        assertThat(ledger.metakocka.calls("put_document")).isZero();
        assertThat(ledger.metakocka.calls("add_partner")).isZero();
        room();
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
    }

    @Test
    @DisplayName("W20 the last write before the first byte is the canary: where it fails, nothing leaves")
    void w20_full_between_claim_and_first_byte() {
        var id = ledger.submitCreate(document, reference);
        full("old.state = 'sending'");

        assertThatThrownBy(() -> ledger.engine.process(id)).hasRootCauseMessage(message());

        assertThat(ledger.metakocka.calls("put_document")).isZero();
        assertThat(ledger.metakocka.calls("add_partner")).isZero();
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.SENDING);
        room();
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.orders(reference)).hasSize(1);
    }

    @Test
    @DisplayName("W20 a disk that fills after the answer: it is found again, and not sent again")
    void w20_full_after_the_answer() {
        var id = ledger.submitCreate(document, reference);
        full("old.state = 'sending' and new.state <> 'sending'");

        assertThatThrownBy(() -> ledger.engine.process(id)).hasRootCauseMessage(message());
        assertThatThrownBy(() -> ledger.engine.process(id)).hasRootCauseMessage(message());

        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.SENDING);
        room();
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
    }

    @Test
    @DisplayName("W20 a pool that is empty after the answer: it is found again, and not sent again")
    void w20_no_connection_after_the_answer() {
        var id = ledger.submitCreate(document, reference);
        var pool = new EmptyPool();
        var engine = new OperationEngine(
                ledger.operations, emptying(pool), pool, new NobodyListens(), ledger.settings, "test");

        assertThatThrownBy(() -> engine.process(id)).hasMessage("no connection in the pool");

        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
        assertThat(ledger.state(id).state()).isEqualTo(OperationState.SENDING);
        assertThat(ledger.settle(id).state()).isEqualTo(OperationState.DONE);
        assertThat(ledger.metakocka.calls("put_document")).isEqualTo(1);
    }

    private static String message() {
        return "ERROR: could not extend file: No space left on device\n"
                + "  Where: PL/pgSQL function disk_full() line 1 at RAISE";
    }

    private void full(String when) {
        ledger.database.execute("create trigger full_disk before update on metakocka_operations for each row when ("
                + when + ") execute function disk_full()");
    }

    private void room() {
        ledger.database.execute("drop trigger if exists full_disk on metakocka_operations");
    }

    private RemoteOrders emptying(EmptyPool pool) {
        var remote = new MetakockaOrders(ledger.gateway);
        return new RemoteOrders() {
            @Override
            public Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs) {
                var delivery = remote.deliver(operation, known, stillOurs);
                pool.empty = true;
                return delivery;
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
    }

    private final class EmptyPool implements Transactions {
        private boolean empty;

        @Override
        public <T> T inNew(Supplier<T> work) {
            if (empty) {
                throw new IllegalStateException("no connection in the pool");
            }
            return ledger.database.inNew(work);
        }
    }

    private static final class NobodyListens implements LedgerEvents {
        @Override
        public void moving(OperationMoving event) {}

        @Override
        public void settled(OperationSettled event) {}

        @Override
        public void waiting(OperationWaiting event) {}

        @Override
        public void doubles(DoublesSeen event) {}
    }
}
