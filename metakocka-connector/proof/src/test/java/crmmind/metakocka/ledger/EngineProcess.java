package crmmind.metakocka.ledger;

import crmmind.metakocka.FulfillmentMode;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.Secret;
import crmmind.metakocka.exchange.Exchanges;
import crmmind.metakocka.wire.Circuit;
import crmmind.metakocka.wire.DatabaseSearchTurns;
import crmmind.metakocka.wire.MetakockaGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.LogManager;

/**
 * A node without a container: the connector's own dispatcher, engine, tables and HTTP client, put together as the
 * container does, and killed. It takes operations from its input, one a line, and answers {@code ok ID} once their
 * transaction is committed. Where it dies is decided around the ports; nothing in the product knows of it.
 */
final class EngineProcess {

    /** Exit status of a process that stopped at its crash point. */
    static final int AT_CRASH_POINT = 77;

    private static final int CALLS = 4;

    private final CrashPoint point;
    private final AtomicInteger left;
    private final ThreadLocal<Boolean> settled = ThreadLocal.withInitial(() -> false);

    private EngineProcess(CrashPoint point, int times) {
        this.point = point;
        this.left = new AtomicInteger(times);
    }

    /** Arguments: database, Metakocka, crash point, how often to pass it by, longest wait for a read. */
    public static void main(String[] arguments) throws IOException {
        LogManager.getLogManager().reset();
        new EngineProcess(CrashPoint.valueOf(arguments[2]), Integer.parseInt(arguments[3]))
                .run(arguments[0], settings(URI.create(arguments[1]), Duration.parse(arguments[4])));
    }

    private void at(CrashPoint here) {
        if (point == here && left.getAndDecrement() <= 0) {
            Runtime.getRuntime().halt(AT_CRASH_POINT);
        }
    }

    /** How long a read may take, unless a test says otherwise. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(2);

    static MetakockaSettings settings(URI metakocka, Duration readTimeout) {
        return new MetakockaSettings(
                metakocka,
                "16",
                new Secret("simulator-secret"),
                Duration.ofSeconds(1),
                readTimeout,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                List.of(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(500)),
                Duration.ofMinutes(1),
                CALLS,
                MetakockaSettings.RequestBody.CHUNKED,
                Duration.ofDays(1),
                List.of(Duration.ofMillis(200)),
                FulfillmentMode.STATUS);
    }

    @SuppressWarnings("UnnecessaryAssignment") // there is no container here that would inject
    private void run(String databaseUrl, MetakockaSettings settings) throws IOException {
        var database = new JoinedDatabase(databaseUrl);
        var operations = new Operations(database);
        var gateway = new MetakockaGateway(
                settings,
                new Exchanges(database),
                Clock.systemUTC(),
                new Circuit(Clock.systemUTC(), (up, since) -> {}),
                new DatabaseSearchTurns(database, "16", settings.readTimeout()),
                (operation, outcome, took) -> {});
        var transactions = new JtaTransactions() {
            @Override
            public <T> T inNew(Supplier<T> work) {
                settled.set(false);
                var result = database.inNew(work);
                if (settled.get()) {
                    settled.set(false);
                    at(CrashPoint.W6);
                }
                return result;
            }
        };
        var dispatcher = new OperationDispatcher();
        dispatcher.dataSource = database;
        dispatcher.operations = operations;
        dispatcher.transactions = transactions;
        dispatcher.settings = settings;
        dispatcher.exchanges = new Exchanges(database);
        dispatcher.engine = new OperationEngine(
                operations,
                new Remote(new MetakockaOrders(gateway)),
                transactions,
                new Events(),
                settings,
                ManagementFactory.getRuntimeMXBean().getName());
        dispatcher.start(runnable -> {
            var thread = new Thread(runnable);
            thread.setDaemon(true);
            return thread;
        });
        System.out.println("ready");
        System.out.flush();
        takeOrders(database, operations, dispatcher);
    }

    private void takeOrders(JoinedDatabase database, Operations operations, OperationDispatcher dispatcher)
            throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            var wish = Wish.parse(line);
            database.inNew(() -> {
                var inserted = operations.insert(wish.id(), wish.operation());
                at(CrashPoint.W0);
                return inserted;
            });
            at(CrashPoint.W1);
            dispatcher.wake();
            System.out.println("ok " + wish.id().value());
            System.out.flush();
        }
    }

    /** The way to Metakocka, with crash points on both ends. */
    private final class Remote implements RemoteOrders {
        private final RemoteOrders orders;

        Remote(RemoteOrders orders) {
            this.orders = orders;
        }

        @Override
        public Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs) {
            at(CrashPoint.W2);
            var delivery = orders.deliver(operation, known, stillOurs);
            at(CrashPoint.W5);
            return delivery;
        }

        @Override
        public Sighting look(Operation operation, KnownDocuments known) {
            at(CrashPoint.W7_BEFORE_LOOK);
            var sighting = orders.look(operation, known);
            at(CrashPoint.W7_AFTER_LOOK);
            return sighting;
        }

        @Override
        public Sighting adopt(Operation operation, KnownDocuments known, String mkId) {
            return orders.adopt(operation, known, mkId);
        }
    }

    private final class Events implements LedgerEvents {
        @Override
        public void moving(OperationMoving event) {}

        @Override
        public void settled(OperationSettled event) {
            at(CrashPoint.W5_IN_TRANSACTION);
            settled.set(true);
        }

        @Override
        public void waiting(OperationWaiting event) {}

        @Override
        public void doubles(DoublesSeen event) {}
    }
}
