package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The ledger in memory, which the searches run on, does what the real tables do. */
class MemoryStoreTest {

    private static final int SEQUENCES = 12;
    private static final int STEPS = 25;

    @Test
    void whatever_is_done_both_ledgers_say_the_same() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            try (var ledger = new LedgerFixture()) {
                var random = new Random(seed);
                var memory = new MemoryStore(MemoryStore.Mistake.NONE);
                var document = UUID.randomUUID();
                var reference = LedgerFixture.reference();
                var real = new ArrayList<OperationId>();
                var modelled = new ArrayList<OperationId>();
                for (var operation :
                        List.of(LedgerFixture.create(document, reference), change(document, reference, "a"))) {
                    real.add(ledger.submit(operation));
                    modelled.add(memory.insert(operation));
                }
                for (int step = 0; step < STEPS; step++) {
                    int which = random.nextInt(2);
                    int attempt = random.nextInt(4) == 0
                            ? 1
                            : ledger.state(real.get(which)).attempt();
                    var transition = transition(random);
                    var done = "seed " + seed + ", step " + step;
                    switch (random.nextInt(5)) {
                        case 0, 1 ->
                            assertThat(ledger.database.inNew(() -> kind(ledger.operations, real.get(which))))
                                    .as("%s: claim", done)
                                    .isEqualTo(memory.inNew(() -> kind(memory, modelled.get(which))));
                        case 2 ->
                            assertThat(told(ledger, () -> ledger.operations.move(real.get(which), attempt, transition)))
                                    .as("%s: move %s", done, transition)
                                    .isEqualTo(memory.move(modelled.get(which), attempt, transition)
                                            .isPresent());
                        case 3 ->
                            assertThat(ledger.database.inNew(() -> ledger.operations.leaving(real.get(which), attempt)))
                                    .as("%s: leaving", done)
                                    .isEqualTo(memory.leaving(modelled.get(which), attempt));
                        default -> {
                            ledger.pass(Duration.ofHours(2));
                            memory.now = memory.now.plus(Duration.ofHours(2));
                        }
                    }
                    for (int i = 0; i < 2; i++) {
                        assertThat(picture(ledger.operations.find(real.get(i))))
                                .as("%s: operation %d", done, i)
                                .isEqualTo(picture(memory.find(modelled.get(i))));
                    }
                }
            }
        }
    }

    private static boolean told(LedgerFixture ledger, Supplier<Optional<Operation>> work) {
        return ledger.database.inNew(work).isPresent();
    }

    private static NewOperation change(UUID document, String reference, String status) {
        return new NewOperation(
                document,
                reference,
                OperationKind.CHANGE_STATUS,
                ChangeSalesOrder.of(null).statusCode(status).build(),
                "tester",
                Priority.BULK);
    }

    private static Transition transition(Random random) {
        var pause = random.nextBoolean() ? Duration.ZERO : Duration.ofHours(1);
        return switch (random.nextInt(4)) {
            case 0 -> Transition.closed(OperationState.DONE, "500", null, null, null);
            case 1 -> Transition.waiting(OperationState.PENDING, WaitingFor.CONNECTION, pause, 0, 1, "waits");
            case 2 -> Transition.waiting(OperationState.UNKNOWN, WaitingFor.QUIET_PERIOD, pause, 1, 2, "in doubt");
            default -> Transition.waiting(OperationState.UNKNOWN, WaitingFor.ANSWER, pause, 0, 0, "in doubt");
        };
    }

    private static String kind(OperationStore store, OperationId id) {
        return store.claim(id, "node").getClass().getSimpleName();
    }

    private static String picture(Optional<Entry> found) {
        var entry = found.orElseThrow();
        var operation = entry.operation();
        return operation.state() + " attempt " + operation.attempt() + " looks " + entry.looks() + " waits "
                + entry.waits() + " for " + operation.waitingFor() + " order " + operation.mkId() + " due "
                + entry.untilDue().isZero() + " never " + (operation.nextAt() == null) + " quiet "
                + entry.untilQuiet(Duration.ofMinutes(30)).isZero() + " sent " + (operation.sentAt() != null);
    }
}
