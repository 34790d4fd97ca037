package crmmind.orders.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A running order desk with everything behind it: the runnable file, started once for all tests of one run, with a
 * fresh folder of its own under {@code target/desk} (logs are in {@code target/desk/logs}).
 *
 * <p>A test class that is {@code @ExtendWith(DeskExtension.class)} may take it as a parameter. To work against a desk
 * that runs already, give its data folder: {@code -Ddesk.data=…/.desk}.
 */
public final class Desk implements AutoCloseable {

    /** What takes minutes with a real Metakocka, in seconds; in the same proportions. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "METAKOCKA_POLL_INTERVAL", "10s",
            "METAKOCKA_READ_TIMEOUT", "10s",
            "METAKOCKA_WRITE_TIMEOUT", "10s",
            "METAKOCKA_QUIET_PERIOD", "6s",
            "METAKOCKA_LOOK_AGAIN", "0s,1s,2s",
            "METAKOCKA_RESEND_PAUSES", "500ms,1s,2s",
            "METAKOCKA_WEBHOOK_SECRET", "hook-secret",
            "ORDERS_WEB_SERVER_TIMING", "true");

    private final Properties properties;
    private final Path data;
    private final Runnable end;

    private Desk(Properties properties, Path data, Runnable end) {
        this.properties = properties;
        this.data = data;
        this.end = end;
    }

    private static final class Running {
        static final Desk DESK = start();
    }

    /** The one desk of this run; started by the first who asks. */
    public static Desk running() {
        return Running.DESK;
    }

    /** Requests without credentials. Each answer of the API must be one that its description knows. */
    public HttpSide http() {
        return HttpSide.of(baseUri()).witnessedBy(DescribedApi.witness());
    }

    /**
     * Requests with the token of one of the demo users: {@code admin}, {@code sales}, {@code warehouse},
     * {@code viewer}.
     */
    public HttpSide as(String user) {
        return http().withToken(token(user));
    }

    public String token(String user) {
        return "demo-token-" + user;
    }

    public URI baseUri() {
        return URI.create(properties.getProperty("desk.url"));
    }

    /** The Metakocka this desk talks to. */
    public SimulatedMetakocka metakocka() {
        return new SimulatedMetakocka(URI.create(properties.getProperty("metakocka.url")));
    }

    /** Where it keeps everything: tables, logs, and what the simulator holds. */
    public Path data() {
        return data;
    }

    public String jdbcUrl() {
        return properties.getProperty("orders.db.url");
    }

    /** A new connection to the desk's database; the caller closes it. */
    public Connection database() {
        try {
            return DriverManager.getConnection(
                    jdbcUrl(), properties.getProperty("orders.db.user"), properties.getProperty("orders.db.password"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What both systems hold now; equal to a later one when nothing changed in between. */
    public BothSystems bothSystems() {
        return BothSystems.of(this);
    }

    private static Desk start() {
        var attached = System.getProperty("desk.data");
        if (attached != null) {
            return new Desk(properties(Path.of(attached)), Path.of(attached), () -> {});
        }
        return start("desk", IMPATIENT);
    }

    /**
     * One more desk with tables of its own, at the same Metakocka, whose key it does not have. It has one user,
     * {@code admin}, and no orders. The caller closes it.
     */
    public Desk withWrongKey() {
        var variables = new HashMap<>(IMPATIENT);
        variables.put("METAKOCKA_URL", properties.getProperty("metakocka.url"));
        variables.put("METAKOCKA_COMPANY_ID", "16");
        variables.put("METAKOCKA_SECRET_KEY", "not-the-key");
        variables.put("ORDERS_ADMIN_PASSWORD", "demo");
        return start("desk-with-wrong-key", variables);
    }

    /**
     * One more desk with other settings, with a database and a Metakocka of its own. The caller closes it.
     *
     * @param name used for its folder and its log under {@code target}
     * @param settings as environment variables
     */
    public static Desk own(String name, Map<String, String> settings) {
        var variables = new HashMap<>(IMPATIENT);
        variables.putAll(settings);
        return start(name, variables);
    }

    /** Ends a desk that was started for one test. */
    @Override
    public void close() {
        end.run();
    }

    private static Desk start(String name, Map<String, String> variables) {
        var data = Path.of("target", name).toAbsolutePath();
        Folders.delete(data);
        var ports = FreePorts.some(2);
        var server = ServerProcess.start(
                name,
                List.of(
                        ServerProcess.java(),
                        "-jar",
                        System.getProperty("desk.jar", "../quickstart/target/orders-desk.jar"),
                        "--port=" + ports.get(0),
                        "--simulator-port=" + ports.get(1),
                        "--data=" + data),
                variables,
                output -> output.contains("Order desk ready on "));
        return new Desk(properties(data), data, server::stop);
    }

    private static Properties properties(Path data) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("run").resolve("desk.properties"), StandardCharsets.UTF_8)) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
