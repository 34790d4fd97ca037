package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes are killed with SIGKILL, at every crash point of {@code docs/reliability.md} and at any other moment, while
 * orders are made, changed and cancelled through them; real processes, a real database with {@code fsync}, HTTP to the
 * simulator. At the end every order asked for is in Metakocka once, as it was asked for last.
 *
 * <p>{@code -Dproof.kills=N} sets how many kills there are in all; {@code -Dproof.all-points=true} fails where nobody
 * died at one of the points, which the report names otherwise.
 */
class KillLoopIT {

    private static final int KILLS = Integer.getInteger("proof.kills", 100);

    /** A slow machine may not bring a node to die at each point; the long form insists on it. */
    private static final boolean ALL_POINTS = Boolean.getBoolean("proof.all-points");

    private static final int NODES = 3;
    private static final int CUSTOMERS = 3;
    private static final int MOST_OPEN = 120;
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);

    /** How long a node that is to die at a point may wait for it. */
    private static final long LONGEST_LIFE = 4000;

    private static final long LONGEST_START = 20_000;

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;
    private static JoinedDatabase database;
    private static String url;

    private final Random random = new Random();
    private final History history = new History();
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger askedAgain = new AtomicInteger();
    private final Map<CrashPoint, Integer> kills = new EnumMap<>(CrashPoint.class);
    private Operations operations;
    private SimulatorProcess simulator;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        url = server.getJdbcUrl("postgres", "postgres") + "&stringtype=unspecified";
        database = new JoinedDatabase(url);
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("sql/V002__metakocka_ledger.sql"))) {
            root = root.getParent();
        }
        execute(Files.readString(root.resolve("sql/V002__metakocka_ledger.sql")));
        execute(Files.readString(root.resolve("sql/V006__looking_before_sending.sql")));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void whatever_is_killed_every_order_is_there_once_and_as_asked_for(String uniqueBuyerOrder) throws Exception {
        execute("truncate metakocka_operations, metakocka_operation_attempts, metakocka_exchanges, scheduled_tasks");
        operations = new Operations(database);
        try (var metakocka = new SimulatorProcess(folder.resolve("metakocka-" + uniqueBuyerOrder))) {
            simulator = metakocka;
            simulator.put(
                    "/_sim/settings",
                    "{\"uniqueBuyerOrder\":\"" + uniqueBuyerOrder + "\",\"latencyMs\":{\"*\":[0,30]}}");
            int strangers =
                    simulator.get("/_sim/documents?doc_type=sales_order").size();
            int partners = simulator.get("/_sim/state").path("partners").asInt();

            long started = System.nanoTime();
            killAll((KILLS + 1) / 2);
            long killed = System.nanoTime();
            drain();
            long drained = System.nanoTime();

            var state = simulator.get("/_sim/state");
            var complaints = history.complaints(
                    operations, simulator.get("/_sim/documents?doc_type=sales_order"), state, strangers);
            report(uniqueBuyerOrder, complaints, killed - started, drained - killed);
            assertThat(complaints).isEmpty();
            assertThat(state.path("partners").asInt() - partners).isEqualTo(history.orders());
            if (ALL_POINTS) {
                assertThat(missing()).as("crash points at which nobody died").isEmpty();
            }
        }
    }

    private void killAll(int count) throws Exception {
        var threads = Executors.newCachedThreadPool();
        try {
            var slots = new ArrayList<Future<Void>>();
            for (int i = 0; i < NODES; i++) {
                slots.add(threads.submit(() -> killOneAfterAnother(count)));
            }
            var asking = new ArrayList<Future<Void>>();
            for (int i = 0; i < CUSTOMERS; i++) {
                asking.add(threads.submit(() -> {
                    while (slots.stream().anyMatch(slot -> !slot.isDone())) {
                        askForOrder(slots);
                    }
                    return null;
                }));
            }
            for (var slot : slots) {
                slot.get();
            }
            var last = start(CrashPoint.RANDOM, Integer.MAX_VALUE);
            nodes.add(last);
            for (var customer : asking) {
                customer.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Half of them at any moment. Goes on until every point was met, or twice as many are killed as asked for. */
    private Void killOneAfterAnother(int count) throws Exception {
        for (int number = begun.getAndIncrement();
                number < count || (!missing().isEmpty() && number < 2 * count);
                number = begun.getAndIncrement()) {
            var point = number % 2 == 0 ? CrashPoint.RANDOM : next();
            var node = start(point, random.nextInt(2));
            nodes.add(node);
            long life = LONGEST_LIFE;
            // one in four of those that die at any moment does so before it is ready
            if (point != CrashPoint.RANDOM || random.nextInt(4) > 0) {
                node.awaitReady(LONGEST_START);
            }
            if (point == CrashPoint.RANDOM) {
                life = random.nextInt(600);
            }
            var died = node.dieWithin(life);
            nodes.remove(node);
            bury(node);
            synchronized (kills) {
                kills.merge(died, 1, Integer::sum);
            }
        }
        return null;
    }

    /** Points nobody died at yet. */
    private List<CrashPoint> missing() {
        synchronized (kills) {
            return Stream.of(CrashPoint.values())
                    .filter(point -> !kills.containsKey(point))
                    .toList();
        }
    }

    /** Those that are missing first, each in its turn. */
    private CrashPoint next() {
        var points =
                missing().stream().filter(point -> point != CrashPoint.RANDOM).toList();
        if (points.isEmpty()) {
            points = Stream.of(CrashPoint.values())
                    .filter(point -> point != CrashPoint.RANDOM)
                    .toList();
        }
        return points.get(turns.getAndIncrement() % points.size());
    }

    private Node start(CrashPoint point, int times) {
        return new Node(numbers.getAndIncrement(), url, simulator.url(), point, times, folder.resolve("errors.txt"));
    }

    /**
     * Waits until the database has done with a dead node, and lets the time pass after which the others take over what
     * it had.
     */
    private void bury(Node node) throws InterruptedException {
        while (!value("select count(*) from pg_stat_activity where application_name = 'node-" + node.number() + "'")
                .equals("0")) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        var name = node.pid() + "@%";
        execute("update scheduled_tasks set last_heartbeat = last_heartbeat - interval '1 hour'"
                + " where picked and picked_by like '" + name + "'");
        node.buried();
    }

    private void askForOrder(List<Future<Void>> slots) throws InterruptedException {
        if (open() >= MOST_OPEN) {
            TimeUnit.MILLISECONDS.sleep(20);
            return;
        }
        var document = UUID.randomUUID();
        var reference = "P-" + document.toString().substring(0, 13);
        var script = new ArrayList<String[]>();
        script.add(new String[] {"create", Integer.toString(1 + random.nextInt(9))});
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            script.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new String[] {"status", random.nextBoolean() ? "ready_to_ship" : "paused"};
                        case 1 -> new String[] {"note", "said " + i};
                        default -> new String[] {"amount", Integer.toString(1 + random.nextInt(9))};
                    });
        }
        if (random.nextInt(3) == 0) {
            script.add(new String[] {"cancel", "changed his mind"});
        }
        for (var step : script) {
            var wish = new Wish(new OperationId(UUID.randomUUID()), document, reference, step[0], step[1]);
            if (!takenBySomeNode(wish, slots)) {
                return; // the loop is over
            }
            history.taken(wish);
        }
    }

    /** Asks until it is taken. Who gets no answer looks whether it was. */
    private boolean takenBySomeNode(Wish wish, List<Future<Void>> slots) throws InterruptedException {
        while (true) {
            var ready = nodes.stream().filter(Node::takesOrders).toList();
            if (ready.isEmpty()) {
                if (slots.stream().allMatch(Future::isDone) && nodes.isEmpty()) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(5);
                continue;
            }
            var node = ready.stream()
                    .filter(one -> one.point() == CrashPoint.W0 || one.point() == CrashPoint.W1)
                    .findFirst()
                    .orElseGet(() -> ready.get(random.nextInt(ready.size())));
            if (node.ask(wish)) {
                return true;
            }
            unanswered.incrementAndGet();
            node.awaitBurial();
            if (operations.find(wish.id()).isPresent()) {
                return true;
            }
            askedAgain.incrementAndGet();
        }
    }

    private long open() {
        return operations.backlog(null).open();
    }

    private void drain() throws InterruptedException {
        var last = nodes.get(nodes.size() - 1);
        long deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (open() > 0) {
            assertThat(System.nanoTime())
                    .as("still open: %s", operations.backlog(null))
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        last.kill();
        last.dieWithin(1000);
    }

    private void report(String uniqueBuyerOrder, List<String> complaints, long killing, long draining)
            throws IOException {
        int all = kills.values().stream().mapToInt(Integer::intValue).sum();
        var line = String.format(
                java.util.Locale.ROOT,
                "kill -9, small process, unique buyer order %s: %d kills in %.1f s (%.2f s each), drained in %.1f s;"
                        + " %d orders, %d operations, %s attempts, %s orders found by looking; %d unanswered, %d asked again;"
                        + " duplicated %d, lost %d, drift %d; at %s",
                uniqueBuyerOrder,
                all,
                killing / 1e9,
                killing / 1e9 / all,
                draining / 1e9,
                history.orders(),
                history.operations(),
                value("select count(*) from metakocka_operation_attempts"),
                value("select count(distinct operation_id) from metakocka_exchanges where remote_operation = 'search'"),
                unanswered.get(),
                askedAgain.get(),
                count(complaints, "duplicated"),
                count(complaints, "lost"),
                count(complaints, "drift"),
                kills);
        System.out.println(line);
        var report = Path.of(
                System.getProperty("proof.report", folder.toString()), "proof-kill-" + uniqueBuyerOrder + ".txt");
        Files.writeString(report, line + "\n");
    }

    private static long count(List<String> complaints, String kind) {
        return complaints.stream().filter(text -> text.startsWith(kind)).count();
    }

    private static void execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
