package crmmind.metakocka.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crmmind.metakocka.SettingsFixture;
import crmmind.metakocka.TestDatabase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many calls at once, and what happens when Metakocka is away. */
class LimitsTest {

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    private void answerLater(java.net.Socket socket) throws IOException {
        int now = running.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        try {
            if (!go.await(5, TimeUnit.SECONDS)) {
                throw new IOException("nobody lets it go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.decrementAndGet();
        SocketServer.json(socket, "{\"opr_code\":\"0\"}");
    }

    private static MetakockaGateway gateway(SocketServer server, SearchTurns turns) {
        return new MetakockaGateway(
                SettingsFixture.settings(server.url(), "read-timeout", "10s", "write-timeout", "10s", "max-calls", "2"),
                exchange -> {},
                Clock.systemUTC(),
                new Circuit(Clock.systemUTC(), (up, since) -> {}),
                turns,
                (operation, outcome, took) -> {});
    }

    @Test
    void no_more_calls_run_at_once_than_the_setting_allows() throws Exception {
        try (var server = new SocketServer(this::answerLater)) {
            var gateway = gateway(server, SearchTurns.ALONE);
            var outcomes = inParallel(6, gateway, RemoteOperation.GET_DOCUMENT, gateway);

            await().atMost(Duration.ofSeconds(5)).until(() -> running.get() == 2);
            go.countDown();

            for (var outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Outcome.Done.class);
            }
            assertThat(most.get()).isEqualTo(2);
        }
    }

    @Test
    void two_nodes_search_one_after_another() throws Exception {
        try (var server = new SocketServer(this::answerLater)) {
            var database = TestDatabase.empty();
            var one = gateway(server, new DatabaseSearchTurns(database, "16", Duration.ofSeconds(10)));
            var other = gateway(server, new DatabaseSearchTurns(database, "16", Duration.ofSeconds(10)));
            var outcomes = inParallel(2, one, RemoteOperation.SEARCH, other);

            await().atMost(Duration.ofSeconds(5)).until(() -> running.get() == 1);
            go.countDown();

            for (var outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Outcome.Done.class);
            }
            assertThat(most.get()).isEqualTo(1);
        }
    }

    @Test
    void a_search_that_does_not_get_its_turn_was_not_sent() {
        var database = TestDatabase.empty();
        var held = new DatabaseSearchTurns(database, "16", Duration.ofSeconds(10));
        var late = new DatabaseSearchTurns(database, "16", Duration.ofMillis(50));
        var another = new DatabaseSearchTurns(database, "17", Duration.ofMillis(50));

        var outcome = held.take(() -> {
            assertThat(another.take(() -> new Outcome.Unknown("searched"))).isInstanceOf(Outcome.Unknown.class);
            return late.take(() -> new Outcome.Unknown("searched"));
        });

        assertThat(outcome).isInstanceOf(Outcome.NotSent.class);
    }

    private static List<Future<Outcome>> inParallel(
            int count, MetakockaGateway even, RemoteOperation operation, MetakockaGateway odd) {
        var executor = Executors.newFixedThreadPool(count);
        var outcomes = new ArrayList<Future<Outcome>>();
        for (int i = 0; i < count; i++) {
            var gateway = i % 2 == 0 ? even : odd;
            outcomes.add(executor.submit(() -> gateway.call(operation, Json.object(), CallContext.NONE)));
        }
        executor.shutdown();
        return outcomes;
    }

    @Test
    void the_circuit_opens_on_transport_failures_and_lets_single_calls_probe() {
        var clock = new MovedClock();
        var told = new ArrayList<String>();
        var circuit = new Circuit(clock, (up, since) -> told.add(up + " " + since));

        circuit.failed(true);
        assertThat(circuit.permits()).isTrue();
        assertThat(circuit.downSince()).contains(clock.instant());
        circuit.failed(true);
        circuit.failed(true);
        assertThat(circuit.permits()).as("open").isFalse();
        clock.move(Duration.ofSeconds(3));
        assertThat(circuit.permits()).as("one may try").isTrue();
        assertThat(circuit.permits()).as("the others wait for what it finds").isFalse();
        circuit.answered();
        assertThat(circuit.permits()).isTrue();
        assertThat(circuit.downSince()).isEmpty();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("false ");
        assertThat(told.get(1)).startsWith("true ");
    }

    @Test
    void a_single_time_out_does_not_mean_metakocka_is_away() {
        var circuit = new Circuit(new MovedClock(), (up, since) -> {
            throw new AssertionError();
        });

        circuit.failed(false);
        circuit.failed(false);

        assertThat(circuit.permits()).isTrue();
        assertThat(circuit.downSince()).isEmpty();
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        void move(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
