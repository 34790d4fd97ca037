package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.SettingsFixture;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The protocol under thousands of random fates: crashes between any two steps, lost and late requests, lost answers,
 * answers nobody understands, workers taken for dead that wake up again, observers that fail. Time is the store's.
 * Whatever happens, an order arrives once, a change arrives, and nothing waits for ever.
 */
class ProtocolSimulationTest {

    /** How many fates: {@code -Dproof.seeds=N}; one of them alone: {@code -Dproof.seed=N}. */
    private static final int SEEDS = Integer.getInteger("proof.seeds", 2_000);

    private static final Duration QUIET = Duration.ofSeconds(20);

    private static final Logger ENGINE = Logger.getLogger(OperationEngine.class.getName());

    @BeforeAll
    static void without_thousands_of_warnings() {
        ENGINE.setLevel(Level.OFF);
    }

    @AfterAll
    static void with_warnings_again() {
        ENGINE.setLevel(null);
    }

    /** The process dies here. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    private record Document(String reference, String mkId) {}

    private record Late(Instant at, Runnable effect) {}

    /** One run. */
    private static final class World {
        final long seed;
        final Random random;
        final MemoryStore store;
        final boolean refusesDoubles;
        final List<Document> documents = new ArrayList<>();
        final List<String> statuses = new ArrayList<>();
        final List<Late> late = new ArrayList<>();
        final List<OperationSettled> settled = new ArrayList<>();
        final OperationEngine engine;
        int troubles;
        int depth;

        World(long seed, MemoryStore.Mistake mistake, Duration quiet) {
            this.seed = seed;
            random = new Random(seed * 7919 + 17);
            store = new MemoryStore(mistake);
            refusesDoubles = random.nextBoolean();
            troubles = random.nextInt(7);
            var settings =
                    SettingsFixture.settings(URI.create("http://127.0.0.1:9"), "quiet-period", quiet.toMillis() + "ms");
            var events = new LedgerEvents() {
                @Override
                public void moving(OperationMoving event) {
                    maybeCrash();
                }

                @Override
                public void settled(OperationSettled event) {
                    if (trouble(10)) {
                        throw new IllegalStateException("the observer fails");
                    }
                    settled.add(event);
                }

                @Override
                public void waiting(OperationWaiting event) {
                    maybeCrash();
                }

                @Override
                public void doubles(DoublesSeen event) {}
            };
            engine = new OperationEngine(store, new Remote(), store, events, settings, "node");
        }

        boolean trouble(int outOf) {
            if (troubles > 0 && random.nextInt(outOf) == 0) {
                troubles--;
                return true;
            }
            return false;
        }

        void maybeCrash() {
            if (trouble(12)) {
                throw new Crash();
            }
        }

        void arriveLate() {
            for (var effect : List.copyOf(late)) {
                if (!effect.at().isAfter(store.now)) {
                    late.remove(effect);
                    effect.effect().run();
                }
            }
        }

        void pass(Duration duration) {
            store.now = store.now.plus(duration);
            arriveLate();
        }

        List<Document> documents(String reference) {
            return documents.stream()
                    .filter(document -> document.reference().equals(reference))
                    .toList();
        }

        private final class Remote implements RemoteOrders {

            @Override
            public Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs) {
                var mkId = known.order();
                maybeCrash();
                maybeSleep(operation);
                if (!stillOurs.getAsBoolean()) {
                    return MetakockaOrders.GIVEN_UP;
                }
                if (trouble(10)) {
                    return new Delivery.NotSent(WaitingFor.CONNECTION, "refused");
                }
                if (trouble(10)) {
                    // it arrives after the client has given up, but within the quiet period
                    late.add(new Late(
                            store.now.plusMillis(random.nextInt((int) QUIET.toMillis() - 1000)),
                            () -> effect(operation, mkId)));
                    return new Delivery.InDoubt("time-out", null);
                }
                if (trouble(10)) {
                    return new Delivery.InDoubt("closed before", null);
                }
                var done = effect(operation, mkId);
                maybeCrash();
                maybeSleep(operation);
                if (trouble(6)) {
                    return new Delivery.InDoubt("closed after", null);
                }
                return done;
            }

            /** Taken for dead: other workers go on while this one sleeps. */
            private void maybeSleep(Operation operation) {
                if (depth == 0 && trouble(8)) {
                    depth++;
                    int steps = random.nextInt(12);
                    for (int i = 0; i < steps; i++) {
                        pass(Duration.ofSeconds(random.nextInt(20)));
                        step(operation.id());
                    }
                    depth--;
                }
            }

            private Delivery effect(Operation operation, String mkId) {
                if (operation.kind() != OperationKind.CREATE_ORDER) {
                    statuses.add(((ChangeSalesOrder) operation.payload()).statusCode());
                    return new Delivery.Delivered(done(mkId));
                }
                if (refusesDoubles && !documents(operation.reference()).isEmpty()) {
                    return new Delivery.InDoubt("there already", null);
                }
                var document = new Document(operation.reference(), Integer.toString(1000 + documents.size()));
                documents.add(document);
                return new Delivery.Delivered(done(document.mkId()));
            }

            private static OperationResult.Done done(String mkId) {
                return new OperationResult.Done(mkId, null, null, null, null, null, null, List.of());
            }

            @Override
            public Sighting adopt(Operation operation, KnownDocuments known, String mkId) {
                throw new AssertionError();
            }

            @Override
            public Sighting look(Operation operation, KnownDocuments known) {
                maybeCrash();
                if (trouble(8)) {
                    return new Sighting.Unseen("unreachable");
                }
                if (operation.kind() != OperationKind.CREATE_ORDER) {
                    var wished = ((ChangeSalesOrder) operation.payload()).statusCode();
                    return !statuses.isEmpty()
                                    && statuses.get(statuses.size() - 1).equals(wished)
                            ? new Sighting.Found(done(documents.get(0).mkId()))
                            : new Sighting.NotThere();
                }
                return documents(operation.reference()).stream()
                        .findFirst()
                        .<Sighting>map(document -> new Sighting.Found(done(document.mkId())))
                        .orElseGet(Sighting.NotThere::new);
            }
        }

        /** One step of a worker, which may be its last. */
        void step(OperationId id) {
            try {
                engine.process(id);
            } catch (Crash e) {
                // the next worker finds what is written down
            }
        }

        Optional<String> run() {
            var document = new UUID(seed, 1);
            var reference = "CRM-" + seed;
            var ids = new ArrayList<OperationId>();
            ids.add(store.insert(LedgerFixture.create(document, reference)));
            for (var status : List.of("ready_to_ship", "shipped")) {
                ids.add(store.insert(new NewOperation(
                        document,
                        reference,
                        OperationKind.CHANGE_STATUS,
                        ChangeSalesOrder.of(null).statusCode(status).build(),
                        "tester",
                        Priority.BULK)));
            }
            for (int i = 0; i < 600; i++) {
                step(ids.get(random.nextInt(ids.size())));
                pass(Duration.ofMillis(random.nextInt(4000)));
                if (ids.stream().allMatch(id -> state(id) == OperationState.DONE)) {
                    break;
                }
            }
            pass(Duration.ofMinutes(5));
            return complaint(ids, reference);
        }

        private OperationState state(OperationId id) {
            return store.find(id).orElseThrow().operation().state();
        }

        private Optional<String> complaint(List<OperationId> ids, String reference) {
            for (var id : ids) {
                if (state(id) != OperationState.DONE) {
                    return Optional.of("not done: " + store.find(id));
                }
            }
            int orders = documents(reference).size();
            if (orders != 1) {
                return Optional.of(orders + " orders");
            }
            long creates = settled.stream()
                    .filter(event -> event.operation().id().equals(ids.get(0)))
                    .count();
            if (creates != 1) {
                return Optional.of("the create was applied " + creates + " times");
            }
            if (statuses.isEmpty() || !statuses.get(statuses.size() - 1).equals("shipped")) {
                return Optional.of("the last status is not the one wished last: " + statuses);
            }
            return Optional.empty();
        }
    }

    @Test
    void whatever_happens_an_order_arrives_once_and_nothing_waits_for_ever() {
        long started = System.nanoTime();
        var only = Long.getLong("proof.seed");
        long first = only == null ? 0 : only;
        long last = only == null ? SEEDS - 1 : only;
        for (long seed = first; seed <= last; seed++) {
            var complaint = new World(seed, MemoryStore.Mistake.NONE, QUIET).run();

            assertThat(complaint)
                    .as("run it alone with -Dtest=ProtocolSimulationTest -Dproof.seed=%d", seed)
                    .isEmpty();
        }
        Report.line(
                "simulation",
                "simulation: %d seeds, 0 violations, %.1f s",
                last - first + 1,
                (System.nanoTime() - started) / 1e9);
    }

    @ParameterizedTest
    @CsvSource({"NO_SENDING_MARK, 20", "NO_FENCE, 20", "NONE, 0"})
    void a_mistake_in_the_protocol_is_found(MemoryStore.Mistake mistake, int quietSeconds) {
        int found = 0;
        for (long seed = 0; seed < 10_000 && found == 0; seed++) {
            try {
                if (new World(seed, mistake, Duration.ofSeconds(quietSeconds))
                        .run()
                        .isPresent()) {
                    found++;
                }
            } catch (RuntimeException e) {
                found++;
            }
        }

        assertThat(found).isPositive();
    }
}
