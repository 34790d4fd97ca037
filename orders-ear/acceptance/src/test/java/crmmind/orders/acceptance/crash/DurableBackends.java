package crmmind.orders.acceptance.crash;

import crmmind.orders.acceptance.Folders;
import crmmind.orders.acceptance.FreePorts;
import crmmind.orders.acceptance.ServerProcess;
import crmmind.orders.acceptance.SimulatedMetakocka;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A database and a Metakocka that keep what they were told: PostgreSQL as it is run in earnest, every commit on the
 * disk, and a simulator with a data folder. Both are processes of their own, so that a desk can die without them, and
 * PostgreSQL without the desk.
 */
final class DurableBackends {

    private static final Duration POSTGRES_LIMIT = Duration.ofMinutes(2);

    private final Path data;
    private final int port;
    private final ServerProcess simulator;
    private final URI metakocka;
    private EmbeddedPostgres postgres;

    private DurableBackends(Path data, ServerProcess simulator, URI metakocka) {
        this.data = data;
        this.simulator = simulator;
        this.metakocka = metakocka;
        this.port = FreePorts.one();
        this.postgres = startPostgres();
    }

    /** Starts both on empty folders under {@code target/crash}. */
    static DurableBackends start() {
        var folder = Path.of("target", "crash").toAbsolutePath();
        Folders.delete(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var simulatorPort = FreePorts.one();
        var simulator = ServerProcess.start(
                "crash-simulator",
                List.of(
                        ServerProcess.java(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        System.getProperty(
                                "simulator.jar", "../../metakocka-connector/simulator/target/metakocka-simulator.jar"),
                        "--port",
                        String.valueOf(simulatorPort),
                        "--seed",
                        "demo",
                        "--data",
                        folder.resolve("simulator").toString()),
                Map.of(),
                output -> output.contains("Metakocka simulator ready on "));
        return new DurableBackends(
                folder.resolve("postgres"), simulator, URI.create("http://127.0.0.1:" + simulatorPort));
    }

    /** What a desk has to be told to use them, as environment variables. */
    Map<String, String> variables() {
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
                "simulator-secret");
    }

    SimulatedMetakocka metakocka() {
        return SimulatedMetakocka.at(metakocka);
    }

    /** Reads one row of a query into a value. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(java.sql.ResultSet row) throws SQLException;
    }

    /** The rows of a query, on a connection of its own. */
    <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... values) {
        try (var connection = connection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var result = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One number. */
    long number(String sql, @Nullable Object... values) {
        return query(sql, row -> row.getLong(1), values).get(0);
    }

    /** Runs statements. */
    void execute(String sql) {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes PostgreSQL down at once, without a checkpoint and without waiting for anybody ({@code pg_ctl stop -m
     * immediate} does the same), and starts it again on what is on the disk.
     */
    void crashPostgres() throws IOException, InterruptedException {
        var postmaster = postmaster();
        var signal = new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid()))
                .inheritIO()
                .start();
        if (signal.waitFor() != 0) {
            throw new IllegalStateException("PostgreSQL was not there to be stopped");
        }
        postmaster.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        // says that it cannot stop what is stopped, and gives the folder free
        postgres.close();
        postgres = startPostgres();
    }

    /** Ends both. */
    void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        simulator.stop();
    }

    private EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "80")
                    .setPGStartupWait(POSTGRES_LIMIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessHandle postmaster() throws IOException {
        var note = Files.readAllLines(data.resolve("postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(note.get(0).strip())).orElseThrow();
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
    }
}
