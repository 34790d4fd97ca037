package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which order the work goes out that piled up while Metakocka was away. */
@SuppressWarnings("UnnecessaryAssignment") // there is no container to inject
class BacklogTest {

    private static final int EACH = 12;

    private LedgerFixture ledger;
    private OperationDispatcher dispatcher;

    @BeforeEach
    void open() {
        ledger = new LedgerFixture();
        dispatcher = new OperationDispatcher();
        dispatcher.dataSource = ledger.database.late();
        dispatcher.operations = ledger.operations;
        dispatcher.engine = ledger.engine;
        dispatcher.settings = ledger.settings;
        dispatcher.doubles = ledger.sweep;
        dispatcher.transactions = new JtaTransactions() {
            @Override
            public <T> T inNew(Supplier<T> work) {
                return ledger.database.inNew(work);
            }
        };
    }

    @AfterEach
    void close() {
        dispatcher.stop();
        ledger.close();
    }

    @Test
    void who_waits_goes_before_what_is_done_in_bulk_and_the_oldest_promise_first() {
        var wanted = pileUp();

        ledger.database.inNew(ledger.operations::connectionIsBack);
        dispatcher.start(Executors.defaultThreadFactory());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> ledger.metakocka.references().size() == 2 * EACH);
        var came = ledger.metakocka.references();
        var misplaced = wanted.stream()
                .filter(reference -> Math.abs(came.indexOf(reference) - wanted.indexOf(reference)) > 3)
                .toList();
        // two workers at once; and a worker that looks while the sweep schedules skips the rows that the sweep holds
        assertThat(misplaced).as("in their order %s", came).hasSizeLessThanOrEqualTo(2);
    }

    /** Submits in any order, with ages of its own. Returns the references in the order in which they should leave. */
    private List<String> pileUp() {
        var wanted = new ArrayList<String>();
        for (int i = 0; i < 2 * EACH; i++) {
            wanted.add(LedgerFixture.reference());
        }
        var mixed = new ArrayList<>(wanted);
        Collections.shuffle(mixed, new Random(7));
        for (var reference : mixed) {
            int place = wanted.indexOf(reference);
            var create = LedgerFixture.create(UUID.randomUUID(), reference);
            ledger.submit(new NewOperation(
                    create.documentId(),
                    reference,
                    create.kind(),
                    create.payload(),
                    "tester",
                    place < EACH ? Priority.INTERACTIVE : Priority.BULK));
            ledger.database.execute("update metakocka_operations set created_at = now() - interval '"
                    + (100 - place) + " minutes', waiting_for = 'connection', next_at = now() + interval '1 hour'"
                    + " where reference = '" + reference + "'");
        }
        ledger.database.execute("update scheduled_tasks set execution_time = now() + interval '1 hour'");
        return wanted;
    }
}
