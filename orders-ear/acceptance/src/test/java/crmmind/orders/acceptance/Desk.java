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
public final class Desk {

    private final Properties properties;

    private Desk(Properties properties) {
        this.properties = properties;
    }

    private static final class Running {
        static final Desk DESK = start();
    }

    /** The one desk of this run; started by the first who asks. */
    public static Desk running() {
        return Running.DESK;
    }

    /** Requests without credentials. */
    public HttpSide http() {
        return HttpSide.of(baseUri());
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
            return new Desk(properties(Path.of(attached)));
        }
        var data = Path.of("target", "desk").toAbsolutePath();
        Folders.delete(data);
        var ports = FreePorts.some(2);
        ServerProcess.start(
                "desk",
                List.of(
                        ServerProcess.java(),
                        "-jar",
                        System.getProperty("desk.jar", "../quickstart/target/orders-desk.jar"),
                        "--port=" + ports.get(0),
                        "--simulator-port=" + ports.get(1),
                        "--data=" + data),
                Map.of(),
                output -> output.contains("Order desk ready on "));
        return new Desk(properties(data));
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
