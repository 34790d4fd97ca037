package crmmind.metakocka.ledger;

import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.SettingsFixture;
import crmmind.metakocka.TestDatabase;
import crmmind.metakocka.document.NewSalesOrder;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.exchange.Exchanges;
import crmmind.metakocka.partner.PartnerLookup;
import crmmind.metakocka.partner.Party;
import crmmind.metakocka.wire.Circuit;
import crmmind.metakocka.wire.MetakockaGateway;
import crmmind.metakocka.wire.SearchTurns;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The ledger on a real database, with a Metakocka of its own. */
final class LedgerFixture implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final FakeMetakocka metakocka = new FakeMetakocka();
    final TestDatabase database = TestDatabase.empty();
    final Operations operations = new Operations(database);
    final List<OperationSettled> settled = new CopyOnWriteArrayList<>();
    final List<OperationWaiting> waiting = new CopyOnWriteArrayList<>();
    final List<DoublesSeen> doubles = new CopyOnWriteArrayList<>();
    Consumer<OperationSettled> observer = event -> {};
    final MetakockaSettings settings;
    final MetakockaGateway gateway;
    final OperationEngine engine;
    final DoubleSweep sweep;

    LedgerFixture(String... changes) {
        settings = SettingsFixture.settings(metakocka.url(), changes);
        gateway = new MetakockaGateway(
                settings,
                new Exchanges(database),
                Clock.systemUTC(),
                new Circuit(Clock.systemUTC(), (up, since) -> {}),
                SearchTurns.ALONE,
                (operation, outcome, took) -> {});
        engine = engine(new MetakockaOrders(gateway));
        sweep = new DoubleSweep(operations, new MetakockaOrders(gateway), transactions(), events(), settings);
    }

    OperationEngine engine(RemoteOrders remote) {
        return new OperationEngine(operations, remote, transactions(), events(), settings, "test");
    }

    private LedgerEvents events() {
        return new LedgerEvents() {
            @Override
            public void moving(OperationMoving event) {}

            @Override
            public void settled(OperationSettled event) {
                observer.accept(event);
                settled.add(event);
            }

            @Override
            public void waiting(OperationWaiting event) {
                waiting.add(event);
            }

            @Override
            public void doubles(DoublesSeen event) {
                doubles.add(event);
            }
        };
    }

    Transactions transactions() {
        return new Transactions() {
            @Override
            public <T> T inNew(java.util.function.Supplier<T> work) {
                return database.inNew(work);
            }
        };
    }

    static String reference() {
        return "CRM-" + NUMBERS.incrementAndGet();
    }

    OperationId submit(NewOperation operation) {
        var id = new OperationId(UUID.randomUUID());
        database.inNew(() -> operations.insert(id, operation));
        return id;
    }

    OperationId submitCreate(UUID document, String reference, String... codes) {
        return submit(create(document, reference, codes));
    }

    static NewOperation create(UUID document, String reference, String... codes) {
        var lines = List.of(codes.length == 0 ? new String[] {"ART-001"} : codes).stream()
                .map(code -> new SalesOrderLine(
                        null,
                        code,
                        new BigDecimal("2"),
                        new BigDecimal("19.90"),
                        new BigDecimal("0.22"),
                        null,
                        null,
                        "Text"))
                .toList();
        var order = new NewSalesOrder(
                reference,
                reference,
                LocalDate.of(2026, 8, 24),
                "created",
                "glavno",
                "DHL",
                "EUR",
                null,
                null,
                "Call before delivery",
                lines,
                Map.of(),
                new BigDecimal("48.56").multiply(BigDecimal.valueOf(lines.size())));
        var party = Party.of(
                "Buyer d.o.o.",
                true,
                "SI10000001",
                "Slovenska cesta 1",
                "1000",
                "Ljubljana",
                "SI",
                new Party.Contact(null, "buyer@example.test", null, null));
        return new NewOperation(
                document,
                reference,
                OperationKind.CREATE_ORDER,
                new CreateSalesOrder(order, new PartnerLookup(null, null, party), document.toString()),
                "tester",
                Priority.INTERACTIVE);
    }

    OperationId submitChange(UUID document, String reference, OperationKind kind, ChangeSalesOrder change) {
        return submit(new NewOperation(document, reference, kind, change, "tester", Priority.INTERACTIVE));
    }

    Operation state(OperationId id) {
        return operations.find(id).orElseThrow().operation();
    }

    /** Takes steps until the operation rests, however long it wants to wait in between. */
    Operation settle(OperationId id) {
        for (int i = 0; i < 50; i++) {
            var next = engine.process(id);
            if (next.in() == null) {
                return state(id);
            }
            pass(next.in());
        }
        throw new AssertionError("It does not come to rest: " + state(id));
    }

    /** Lets database time pass by moving everything into the past. */
    void pass(Duration duration) {
        database.execute("update metakocka_operations set next_at = next_at - interval '" + duration.toMillis()
                + " milliseconds', sent_at = sent_at - interval '" + duration.toMillis()
                + " milliseconds', sweep_at = sweep_at - interval '" + duration.toMillis() + " milliseconds'");
    }

    @Override
    public void close() {
        metakocka.close();
    }
}
