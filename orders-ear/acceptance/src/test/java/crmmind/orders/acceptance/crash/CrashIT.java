package crmmind.orders.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.HttpSide;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Servers die while clients work; in the end nothing that was acknowledged is missing, nothing was done twice, and both
 * systems say the same. Each proof prints one line of figures.
 *
 * <p>{@code -Dcrash.kills=20} is the long form: 20 kills of a node, 10 of PostgreSQL, 5 of one node of two.
 * {@code -Dcrash.seed=…} repeats the choices of an earlier run, though not its timing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 2);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int CLIENTS = 4;
    private static final int POOLED = 12;

    /** A node is dead after 20 s without a heartbeat, which is looked at every 10 s; then the order is looked up. */
    private static final int TAKEOVER_SECONDS = 35;

    private static final String TOKEN = "token-of-the-crash-proofs";

    /** What a node has in its hands: sent to Metakocka for a while, and no answer yet. */
    private static final String IN_HAND = """
            select o.id::text from metakocka_operations o
            join scheduled_tasks t on t.task_instance = o.id::text and t.picked and t.picked_by like ? || '@%'
            where o.state = 'sending' and o.sent_at < clock_timestamp() - interval '200 milliseconds'
            """;

    private final Random random = new Random(SEED);
    private DurableBackends backends;
    private Node first;
    private Node second;

    @BeforeAll
    void start() throws Exception {
        backends = DurableBackends.start();
        var metakocka = backends.metakocka().control();
        for (var product : List.of("ART-041", "ART-042")) {
            metakocka
                    .post(
                            "/_sim/actions",
                            Map.of("action", "adjust_stock", "code", product, "warehouse", "glavno", "amount", 1000000))
                    .expect(200);
        }
        // an answer takes its time, so that a kill finds requests under way
        metakocka
                .put(
                        "/_sim/settings",
                        Map.of("latencyMs", Map.of("*", List.of(10, 60), "put_document", List.of(50, 300))))
                .expect(200);
        first = new Node("first", backends);
        second = new Node("second", backends);
        first.start();
        backends.execute("insert into api_tokens (id, user_id, name, token_hash, created_at) select '"
                + UUID.randomUUID() + "', id, 'crash', '" + sha256(TOKEN)
                + "', now() from users where username = 'admin'");
    }

    @AfterAll
    void stop() {
        if (backends != null) {
            first.stop();
            second.stop();
            backends.stop();
        }
    }

    @BeforeEach
    void one_node_runs() {
        first.start();
    }

    @Test
    void a_node_killed_under_load_loses_nothing_and_does_nothing_twice() throws Exception {
        var proof = new Proof("node killed", List.of(this::toFirst));
        double ready = 0;
        try (var clients = proof.clients()) {
            for (int i = 0; i < KILLS; i++) {
                proof.awaitLoad();
                first.kill();
                var killed = System.nanoTime();
                first.start();
                ready = Math.max(ready, secondsSince(killed));
            }
            clients.finish();
        }
        proof.conclude(KILLS, "ready again after %.1f s at most", ready);
    }

    @Test
    @DisplayName("W11 postgresql stopped at once under load loses nothing and the node goes on by itself")
    void postgresql_stopped_at_once_under_load_loses_nothing_and_the_node_goes_on_by_itself() throws Exception {
        int stops = Math.max(1, KILLS / 2);
        var proof = new Proof("postgres stopped", List.of(this::toFirst));
        var node = first.pid();
        double back = 0;
        try (var clients = proof.clients()) {
            for (int i = 0; i < stops; i++) {
                proof.awaitLoad();
                backends.crashPostgres();
                var accepting = System.nanoTime();
                proof.awaitAcknowledged(1);
                back = Math.max(back, secondsSince(accepting));
                int unanswered = proof.history.unansweredRequests();
                proof.awaitAcknowledged(20);
                // whatever was open to the old server is out of the pool by now
                assertThat(proof.history.unansweredRequests() - unanswered)
                        .as("requests failed after the database was back")
                        .isLessThanOrEqualTo(CLIENTS);
            }
            clients.finish();
        }
        assertThat(first.alive()).isTrue();
        assertThat(first.pid()).isEqualTo(node);
        proof.conclude(stops, "answers again %.1f s after the database at most", back);
    }

    /** What a fail-over, a restart at night or a firewall leaves behind: connections that only look open. */
    @Test
    @DisplayName("W11 connections that the database has closed are given to nobody")
    void connections_that_the_database_has_closed_are_given_to_nobody() throws Exception {
        assertThat(atOnce(POOLED)).as("before").containsOnly(200);

        backends.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'order-desk'");

        assertThat(atOnce(POOLED)).as("after").containsOnly(200);
    }

    @Test
    void what_a_dead_node_had_in_hand_the_other_one_delivers() throws Exception {
        int kills = Math.max(1, KILLS / 4);
        second.start();
        var proof = new Proof("one node of two killed", List.of(this::toFirst, this::toSecond));
        int taken = 0;
        double takenOver = 0;
        try (var clients = proof.clients()) {
            for (int i = 0; i < kills; i++) {
                first.start();
                proof.awaitLoad();
                var name = String.valueOf(first.pid());
                backends.metakocka()
                        .control()
                        .post(
                                "/_sim/faults",
                                Map.of("operation", "put_document", "kind", "delay", "delayMs", 3000, "times", 6))
                        .expect(201);
                await(
                        "something in the hands of the first node",
                        () -> !inHand(name).isEmpty());
                first.kill();
                var killed = System.nanoTime();
                var orphans = inHand(name);
                taken += orphans.size();
                await("the other node has delivered " + orphans, () -> open(orphans) == 0);
                takenOver = Math.max(takenOver, secondsSince(killed));
                backends.metakocka().control().delete("/_sim/faults");
            }
            clients.finish();
        }
        proof.conclude(
                kills, "of " + taken + " operations in its hands the last was delivered after %.1f s", takenOver);
        second.stop();
        assertThat(taken).as("operations the dead node had in its hands").isPositive();
        assertThat(takenOver)
                .as("seconds until the other node had delivered them")
                .isLessThan(TAKEOVER_SECONDS);
    }

    /** The statuses of so many requests sent together. */
    private List<Integer> atOnce(int count) throws Exception {
        var threads = Executors.newFixedThreadPool(count);
        try {
            Callable<Integer> request =
                    () -> toFirst().get("/api/orders?limit=1").status();
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(Collections.nCopies(count, request))) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private HttpSide toFirst() {
        return first.http().withToken(TOKEN);
    }

    private HttpSide toSecond() {
        return second.http().withToken(TOKEN);
    }

    private List<String> inHand(String node) {
        return backends.query(IN_HAND, row -> row.getString(1), node);
    }

    private long open(List<String> operations) {
        return operations.stream()
                .filter(id -> backends.number(
                                "select count(*) from metakocka_operations where id = ?::uuid and closed_at is null",
                                id)
                        > 0)
                .count();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        var from = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(secondsSince(from)).as("seconds waited until %s", what).isLessThan(180);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** One proof: its clients, what they were told, and the end of it. */
    private final class Proof {

        private final String name;
        private final String mark = UUID.randomUUID().toString().substring(0, 8);
        private final List<Supplier<HttpSide>> ways;
        private final History history = new History();
        private final long from = System.nanoTime();

        Proof(String name, List<Supplier<HttpSide>> ways) {
            this.name = name;
            this.ways = ways;
        }

        Clients clients() {
            return new Clients(CLIENTS, history, mark, ways, random.nextLong());
        }

        /** Waits until clients are at work, and for a moment that nobody has chosen. */
        void awaitLoad() throws InterruptedException {
            awaitAcknowledged(10 + random.nextInt(20));
            LockSupport.parkNanos(random.nextInt(300_000_000));
        }

        void awaitAcknowledged(int more) throws InterruptedException {
            int wanted = history.acknowledgedCommands() + more;
            await(more + " more acknowledged commands", () -> history.acknowledgedCommands() >= wanted);
        }

        void conclude(int kills, String measured, double seconds) throws InterruptedException {
            double drained = Checker.awaitNothingOpen(backends);
            var findings = Checker.check(backends, history, mark);
            var figures = new ArrayList<String>();
            figures.add("%d kills".formatted(kills));
            figures.add("%d orders".formatted(history.orders().size()));
            figures.add("%d commands acknowledged".formatted(history.acknowledgedCommands()));
            figures.add("%d requests without an answer".formatted(history.unansweredRequests()));
            figures.add("%d found done when repeated".formatted(history.replayedCommands()));
            figures.add("%d lost".formatted(findings.lost().size()));
            figures.add("%d doubled".formatted(findings.doubled().size()));
            figures.add("%d different".formatted(findings.different().size()));
            figures.add("%d starts failed in Payara".formatted(first.failedStarts() + second.failedStarts()));
            figures.add(String.format(Locale.ROOT, measured, seconds));
            figures.add(String.format(Locale.ROOT, "nothing open %.1f s later", drained));
            figures.add(String.format(Locale.ROOT, "%.0f s in all", secondsSince(from)));
            System.out.println("PROOF " + name + ": " + String.join(", ", figures) + " (crash.seed " + SEED + ")");

            var softly = new SoftAssertions();
            softly.assertThat(findings.lost()).as("lost").isEmpty();
            softly.assertThat(findings.doubled()).as("doubled").isEmpty();
            softly.assertThat(findings.different()).as("different").isEmpty();
            softly.assertThat(history.orders()).as("orders").hasSizeGreaterThan(CLIENTS);
            softly.assertAll();
        }
    }
}
