package crmmind.orders.acceptance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A database and a Metakocka of its own for a server that a test starts. Both are empty of orders of ours, and end with
 * the tests' JVM. The database is a real one that does not wait for the disk.
 */
public final class Backends {

    private final EmbeddedPostgres postgres;
    private final URI metakocka;

    private Backends(EmbeddedPostgres postgres, URI metakocka) {
        this.postgres = postgres;
        this.metakocka = metakocka;
    }

    /** @param name used for the log file {@code target/<name>-simulator.log} */
    public static Backends start(String name) {
        var port = FreePorts.one();
        ServerProcess.start(
                name + "-simulator",
                List.of(
                        ServerProcess.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        System.getProperty(
                                "simulator.jar", "../../metakocka-connector/simulator/target/metakocka-simulator.jar"),
                        "--port",
                        String.valueOf(port),
                        "--seed",
                        "demo"),
                Map.of(),
                output -> output.contains("Metakocka simulator ready on "));
        try {
            return new Backends(EmbeddedPostgres.start(), URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a desk has to be told to use them, as environment variables; it makes its demo users and orders. */
    public Map<String, String> variables() {
        return Map.of(
                "ORDERS_DB_URL",
                postgres.getJdbcUrl("postgres", "postgres"),
                "ORDERS_DB_USER",
                "postgres",
                "ORDERS_DB_PASSWORD",
                "postgres",
                "METAKOCKA_URL",
                metakocka.toString(),
                "METAKOCKA_COMPANY_ID",
                "16",
                "METAKOCKA_SECRET_KEY",
                "simulator-secret",
                "ORDERS_DEMO",
                "true");
    }

    public SimulatedMetakocka metakocka() {
        return new SimulatedMetakocka(metakocka);
    }
}
