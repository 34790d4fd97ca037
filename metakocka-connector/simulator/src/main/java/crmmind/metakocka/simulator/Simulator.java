package crmmind.metakocka.simulator;

import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings;
import crmmind.metakocka.simulator.control.Calls;
import crmmind.metakocka.simulator.control.ControlApi;
import crmmind.metakocka.simulator.control.Faults;
import crmmind.metakocka.simulator.http.HttpServer;
import crmmind.metakocka.simulator.rest.Operations;
import crmmind.metakocka.simulator.store.Changes;
import crmmind.metakocka.simulator.store.Store;
import crmmind.metakocka.simulator.store.Transactions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A running simulator: a company behind an HTTP port on loopback. */
public final class Simulator implements AutoCloseable {
    private final HttpServer server;
    private final Gateway gateway;

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
        var store = new Store(Changes.FORGOTTEN);
        var transactions = new Transactions(Transactions.NONE);
        var company = new Company("16", "simulator-secret", store, new Settings(), clock);
        var operations = new Operations(company);
        var faults = new Faults(millis -> running().refuseConnections(millis));
        var calls = new Calls(company.secret(), () -> company.settings().whole("callsKept"));
        Runnable reset = () -> transactions.alone(() -> {
            faults.clear();
            forgetLate();
            calls.clear();
            company.settings().restore();
            store.clear();
            plant(operations, seed);
            return true;
        });
        if (store.empty()) {
            transactions.alone(() -> {
                plant(operations, seed);
                return true;
            });
        }
        var control = new ControlApi(company, operations, transactions, faults, calls, reset);
        this.gateway = new Gateway(company, operations, transactions, faults, calls, control);
        this.server = new HttpServer(port, gateway);
    }

    private static void plant(Operations operations, Seed seed) {
        if (seed == Seed.DEMO) {
            operations.plantDemo();
        } else {
            operations.plantMainWarehouse();
        }
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
    }
}
