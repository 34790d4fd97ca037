package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.metakocka.exchange.Exchanges;
import crmmind.metakocka.wire.Circuit;
import crmmind.metakocka.wire.DatabaseSearchTurns;
import crmmind.metakocka.wire.MetakockaGateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The crash windows of {@code docs/reliability.md} one by one, each on purpose and by its name: real processes, a real
 * database with {@code fsync}, HTTP to the simulator. The {@link KillLoopIT} meets them by the hundred and at random.
 */
class CrashWindowsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;
    private static JoinedDatabase database;
    private static String url;
    private static SimulatorProcess simulator;

    private final List<Node> nodes = new ArrayList<>();
    private final UUID document = UUID.randomUUID();
    private final String reference = "W-" + document.toString().substring(0, 13);
    private Operations operations;
    private int partnersBefore;

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
        simulator = new SimulatorProcess(folder.resolve("metakocka"));
    }

    @AfterAll
    static void stop() throws IOException {
        simulator.close();
        server.close();
    }

    @BeforeEach
    void nothing_open() {
        execute("truncate metakocka_operations, metakocka_operation_attempts, metakocka_exchanges, scheduled_tasks");
        operations = new Operations(database);
        simulator.put("/_sim/settings", "{\"uniqueBuyerOrder\":\"off\"}");
        partnersBefore = partners();
    }

    @AfterEach
    void end_all_nodes() {
        nodes.forEach(Node::kill);
    }

    @ParameterizedTest(name = "{0} killed there, the next node makes it one order")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RANDOM")
    void a_node_that_dies_in_a_window(CrashPoint window) throws Exception {
        boolean looking = window == CrashPoint.W7_BEFORE_LOOK || window == CrashPoint.W7_AFTER_LOOK;
        try (var losing = losingFirstAnswers()) {
            var node = new Node(
                    NUMBERS.incrementAndGet(),
                    url,
                    looking ? losing.url() : simulator.url(),
                    window,
                    window.onTheWire() ? 1 : 0, // the first write makes the partner, the second one the order
                    folder.resolve("errors.txt"));
            nodes.add(node);
            assertThat(node.awaitReady(30_000)).isTrue();
            var create = wish("create", "3");
            var status = wish("status", "ready_to_ship");
            boolean taken = node.ask(create);
            boolean waits = taken && window == CrashPoint.W6 && node.ask(status);

            assertThat(node.dieWithin(20_000)).isEqualTo(window);

            bury(node);
            var second = node(simulator.url());
            if (window == CrashPoint.W0) {
                assertThat(taken).isFalse();
                assertThat(operations.find(create.id()))
                        .as("nothing of it stays")
                        .isEmpty();
                assertThat(second.ask(create)).isTrue();
            }
            assertThat(waits || second.ask(status)).isTrue();
            await(() -> done(create) && done(status));
        }

        assertThat(orders())
                .singleElement()
                .satisfies(
                        order -> assertThat(order.path("status_desc").asText()).isEqualTo("ready_to_ship"));
        assertThat(partners() - partnersBefore).isEqualTo(1);
    }

    @ParameterizedTest(name = "W8 the first request arrives beside the second one, unique buyer order {0}")
    @ValueSource(strings = {"on", "off"})
    void w8_a_late_first_request(String uniqueBuyerOrder) throws Exception {
        simulator.put("/_sim/settings", "{\"uniqueBuyerOrder\":\"" + uniqueBuyerOrder + "\"}");
        var first = new AtomicReference<Interception.Request>();
        try (var wire = new Interception(simulator.url(), request -> {
            if (!request.operation().equals("put_document")) {
                return request.deliver();
            }
            if (first.compareAndSet(null, request)) {
                return null; // it is still under way somewhere
            }
            first.get().deliver();
            return request.deliver();
        })) {
            var create = ask(node(wire.url()), "create", "3");
            await(() -> done(create));
        }

        assertThat(attempts()).isEqualTo("2");
        ends(uniqueBuyerOrder);
    }

    @ParameterizedTest(name = "W21 what is between delivers one request twice, unique buyer order {0}")
    @ValueSource(strings = {"on", "off"})
    void w21_a_request_delivered_twice(String uniqueBuyerOrder) throws Exception {
        simulator.put("/_sim/settings", "{\"uniqueBuyerOrder\":\"" + uniqueBuyerOrder + "\"}");
        try (var wire = new Interception(simulator.url(), request -> {
            if (request.operation().equals("put_document")) {
                request.deliver();
            }
            return request.deliver();
        })) {
            var create = ask(node(wire.url()), "create", "3");
            await(() -> done(create));
        }

        assertThat(attempts()).isEqualTo("1");
        ends(uniqueBuyerOrder);
    }

    /** With the check on there is one; without there are two for a while, and that is told. */
    private void ends(String uniqueBuyerOrder) {
        if (uniqueBuyerOrder.equals("on")) {
            assertThat(orders()).hasSize(1);
            assertThat(value("select count(*) from metakocka_exchanges where outcome = 'duplicate'"))
                    .isEqualTo("1");
            assertThat(value("select count(*) from metakocka_operations where findings::text like '%duplicate%'"))
                    .isEqualTo("0");
            return;
        }
        assertThat(orders()).hasSize(2);
        execute("update metakocka_operations set sweep_at = now()");
        var seen = new ArrayList<DoublesSeen>();
        sweep(seen);
        assertThat(seen)
                .singleElement()
                .satisfies(doubles -> assertThat(doubles.others())
                        .singleElement()
                        .satisfies(other -> assertThat(other.buyerOrder()).isEqualTo(reference)));
    }

    @Test
    @DisplayName("W9 a look-up that lags behind its write is not believed before the quiet period and not alone")
    void w9_a_look_up_that_lags() throws Exception {
        var stale = new AtomicInteger();
        var other = "X" + reference.substring(1);
        try (var wire = new Interception(simulator.url(), request -> {
            if (request.operation().equals("put_document")) {
                request.deliver();
                return null; // done there, the answer is lost
            }
            boolean looksForIt = request.text().contains(reference);
            // until one look after the quiet period has said no
            if (looksForIt
                    && value("select coalesce(max(looks), 0) from metakocka_operations")
                            .equals("0")) {
                stale.incrementAndGet();
                return request.deliverInsteadOf(reference, other);
            }
            return request.deliver();
        })) {
            var create = ask(node(wire.url()), "create", "3");
            await(() -> done(create));
        }

        assertThat(stale).as("looks that did not show it").hasValueGreaterThanOrEqualTo(2);
        assertThat(attempts()).as("sent").isEqualTo("1");
        assertThat(orders()).hasSize(1);
    }

    @Test
    @DisplayName("W10 a node stopped before its first byte and taken for dead sends nothing when it goes on")
    void w10_stopped_before_the_first_byte() throws Exception {
        var zombie = new AtomicReference<Node>();
        var writes = new AtomicInteger();
        var once = new AtomicBoolean();
        try (var wire = new Interception(simulator.url(), request -> {
            var answer = request.deliver();
            if (request.operation().equals("get_partner") && once.compareAndSet(false, true)) {
                signal(zombie.get(), "STOP");
            } else if (request.operation().equals("put_document")
                    || request.operation().equals("add_partner")) {
                writes.incrementAndGet();
            }
            return answer;
        })) {
            // so patient that only the database can tell it that its time is over
            zombie.set(node(wire.url(), Duration.ofMinutes(5)));
            var create = ask(zombie.get(), "create", "3");
            await(() -> stopped(zombie.get()));
            takenForDead(zombie.get());
            node(simulator.url());
            await(() -> done(create));

            signal(zombie.get(), "CONT");

            await(() -> lateOutcome() != null);
            assertThat(lateOutcome()).startsWith("pending: The attempt took too long");
            assertThat(writes).as("writes of the one that was taken for dead").hasValue(0);
            assertThat(done(create)).isTrue();
        }
        assertThat(orders()).hasSize(1);
        assertThat(partners() - partnersBefore).isEqualTo(1);
    }

    @Test
    @DisplayName("W10 what a node stopped after its write reports in the end is evidence and changes nothing")
    void w10_stopped_after_the_write() throws Exception {
        var zombie = new AtomicReference<Node>();
        try (var wire = new Interception(simulator.url(), request -> {
            var answer = request.deliver();
            if (request.operation().equals("put_document")) {
                signal(zombie.get(), "STOP");
            }
            return answer;
        })) {
            zombie.set(node(wire.url()));
            var create = ask(zombie.get(), "create", "3");
            await(() -> stopped(zombie.get()));
            takenForDead(zombie.get());
            node(simulator.url());
            await(() -> done(create));
            var closed = value("select closed_at from metakocka_operations");

            signal(zombie.get(), "CONT");

            await(() -> lateOutcome() != null);
            assertThat(value("select closed_at from metakocka_operations")).isEqualTo(closed);
            assertThat(done(create)).isTrue();
        }
        assertThat(orders()).hasSize(1);
        assertThat(attempts()).isEqualTo("1");
    }

    // --- nodes

    private Node node(URI metakocka) throws InterruptedException {
        return node(metakocka, EngineProcess.READ_TIMEOUT);
    }

    private Node node(URI metakocka, Duration readTimeout) throws InterruptedException {
        var node = new Node(
                NUMBERS.incrementAndGet(),
                url,
                metakocka,
                CrashPoint.RANDOM,
                Integer.MAX_VALUE,
                folder.resolve("errors.txt"),
                readTimeout);
        nodes.add(node);
        assertThat(node.awaitReady(30_000)).isTrue();
        return node;
    }

    private static void signal(Node node, String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(node.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** As Linux tells it: the process's state is the letter behind its name. */
    private static boolean stopped(Node node) {
        try {
            var stat = Files.readString(Path.of("/proc/" + node.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets the time pass after which others take over what a dead or silent node had. */
    private static void takenForDead(Node node) {
        execute("update scheduled_tasks set last_heartbeat = last_heartbeat - interval '1 hour'"
                + " where picked and picked_by like '" + node.pid() + "@%'");
    }

    private static void bury(Node node) throws InterruptedException {
        await(() -> value("select count(*) from pg_stat_activity where application_name = 'node-" + node.number() + "'")
                .equals("0"));
        takenForDead(node);
        node.buried();
    }

    /** The first write's answer is lost, so that it has to be looked for. */
    private static Interception losingFirstAnswers() {
        var lost = new AtomicInteger();
        return new Interception(simulator.url(), request -> {
            var answer = request.deliver();
            return request.operation().equals("put_document") && lost.getAndIncrement() == 0 ? null : answer;
        });
    }

    private Wish ask(Node node, String what, String value) throws InterruptedException {
        var wish = wish(what, value);
        assertThat(node.ask(wish)).isTrue();
        return wish;
    }

    private Wish wish(String what, String value) {
        return new Wish(new OperationId(UUID.randomUUID()), document, reference, what, value);
    }

    // --- what there is

    private boolean done(Wish wish) {
        return operations
                .find(wish.id())
                .filter(entry -> entry.operation().state() == OperationState.DONE)
                .isPresent();
    }

    private List<JsonNode> orders() {
        var found = new ArrayList<JsonNode>();
        simulator
                .get("/_sim/documents?doc_type=sales_order&buyer_order=" + reference)
                .forEach(found::add);
        return found;
    }

    private static int partners() {
        return simulator.get("/_sim/state").path("partners").asInt();
    }

    private static String attempts() {
        return value("select count(*) from metakocka_operation_attempts");
    }

    private static String lateOutcome() {
        return value("select max(late_outcome) from metakocka_operation_attempts");
    }

    private void sweep(List<DoublesSeen> seen) {
        var settings = EngineProcess.settings(simulator.url(), EngineProcess.READ_TIMEOUT);
        var gateway = new MetakockaGateway(
                settings,
                new Exchanges(database),
                Clock.systemUTC(),
                new Circuit(Clock.systemUTC(), (up, since) -> {}),
                new DatabaseSearchTurns(database, "16", settings.readTimeout()),
                (operation, outcome, took) -> {});
        var events = new LedgerEvents() {
            @Override
            public void moving(OperationMoving event) {}

            @Override
            public void settled(OperationSettled event) {}

            @Override
            public void waiting(OperationWaiting event) {}

            @Override
            public void doubles(DoublesSeen event) {
                seen.add(event);
            }
        };
        var transactions = new Transactions() {
            @Override
            public <T> T inNew(java.util.function.Supplier<T> work) {
                return database.inNew(work);
            }
        };
        new DoubleSweep(operations, new MetakockaOrders(gateway), transactions, events, settings).lookAtDue();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(
                            "waited in vain; operations: %s",
                            value("select string_agg(kind || ' ' || state || ' ' || coalesce(message, ''), '; ')"
                                    + " from metakocka_operations"))
                    .isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
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
