package crmmind.metakocka.simulator;

import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings;
import crmmind.metakocka.simulator.control.Calls;
import crmmind.metakocka.simulator.control.ControlApi;
import crmmind.metakocka.simulator.control.Faults;
import crmmind.metakocka.simulator.http.HttpServer;
import crmmind.metakocka.simulator.rest.Operations;
import crmmind.metakocka.simulator.store.Changes;
import crmmind.metakocka.simulator.store.Journal;
import crmmind.metakocka.simulator.store.Store;
import crmmind.metakocka.simulator.store.Transactions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running simulator: a company behind an HTTP port on loopback. */
public final class Simulator implements AutoCloseable {
    private static final long SMALLEST_SNAPSHOT = 32L * 1024 * 1024;

    private final HttpServer server;
    private final Gateway gateway;
    private final @Nullable Journal journal;
    private final StockHook hook;
    private final Supplier<Runnable> told;

    /** What an empty store is filled with. */
    public enum Seed {
        /** Warehouses, products, partners and orders of a demo. */
        DEMO,
        /** Nothing but a main warehouse, without which no document can be. */
        EMPTY
    }

    /**
     * Starts one.
     *
     * @param port 0 takes any free one
     * @param seed what an empty store is filled with; a store that has something keeps it
     * @param data where everything is kept over restarts; null keeps nothing
     * @throws IOException if the port is taken or the data cannot be read
     */
    public Simulator(int port, Seed seed, @Nullable Path data, Clock clock) throws IOException {
        this(port, seed, data, clock, SMALLEST_SNAPSHOT);
    }

    Simulator(int port, Seed seed, @Nullable Path data, Clock clock, long smallestSnapshot) throws IOException {
        var settings = new Settings();
        this.journal = data == null
                ? null
                : new Journal(data, Store::new, settings::restore, settings::changed, smallestSnapshot);
        var store = journal == null ? new Store(Changes.FORGOTTEN) : journal.store();
        this.hook = new StockHook(store, settings);
        var transactions = new Transactions(journal == null ? Transactions.NONE : journal, this::hooked);
        var company = new Company("16", "simulator-secret", store, settings, clock);
        var operations = new Operations(company, () -> address().toString());
        var faults = new Faults(millis -> running().refuseConnections(millis));
        var calls = new Calls(company.secret(), () -> settings.whole("callsKept"));
        Runnable reset = () -> transactions.alone(() -> {
            faults.clear();
            forgetLate();
            hook.forget();
            calls.clear();
            settings.restore();
            store.settingsChanged();
            store.clear();
            plant(operations, seed);
            return true;
        });
        this.told = () -> hook.touched(transactions, operations);
        if (store.empty()) {
            transactions.alone(() -> {
                plant(operations, seed);
                return true;
            });
        }
        var control = new ControlApi(company, operations, transactions, faults, calls, reset);
        this.gateway = new Gateway(company, operations, transactions, faults, calls, control);
        try {
            this.server = new HttpServer(port, gateway);
        } catch (IOException e) {
            if (journal != null) {
                journal.close();
            }
            throw e;
        }
    }

    private static void plant(Operations operations, Seed seed) {
        if (seed == Seed.DEMO) {
            operations.plantDemo();
        } else {
            operations.plantMainWarehouse();
        }
    }

    private Runnable hooked() {
        return told.get();
    }

    private HttpServer running() {
        return server;
    }

    private void forgetLate() {
        gateway.forgetLate();
    }

    /** Where it answers, without a path. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Stops answering and makes everything safe. */
    @Override
    public void close() {
        server.close();
        gateway.close();
        hook.close();
        if (journal != null) {
            journal.close();
        }
    }
}
