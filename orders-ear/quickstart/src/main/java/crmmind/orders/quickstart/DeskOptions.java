package crmmind.orders.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the person at the terminal asked for.
 *
 * @param port where the portal answers on the loopback address
 * @param simulatorPort where the Metakocka simulator answers, when there is one
 * @param data the folder that keeps everything between two starts
 * @param javaOptions more options for the JVM of the portal
 * @param settings the settings of the desk itself, as environment variables ({@code METAKOCKA_URL}, {@code ORDERS_…})
 */
record DeskOptions(int port, int simulatorPort, Path data, List<String> javaOptions, Map<String, String> settings) {

    static final String HELP = """
            Starts an order desk on this machine: PostgreSQL, a Metakocka simulator and the portal.

              java -jar orders-desk.jar [--port 8080] [--simulator-port 9090] [--data DIR]

              --port            port of the portal and the REST API, on 127.0.0.1
              --simulator-port  port of the Metakocka simulator, on 127.0.0.1
              --data            folder for the database, the simulator and the logs (default: .desk)

            METAKOCKA_URL, METAKOCKA_COMPANY_ID and METAKOCKA_SECRET_KEY in the environment: talk to that
            Metakocka, without simulator and demo data. ORDERS_DB_URL, ORDERS_DB_USER and ORDERS_DB_PASSWORD:
            use that PostgreSQL (14 or newer). Every other setting METAKOCKA_… or ORDERS_… is passed on, and so is
            the same as a system property (-Dmetakocka.read-timeout=PT20S).

            DESK_JAVA_OPTIONS: more options for the portal's JVM, which is tuned to start soon and stay small. For
            many users: DESK_JAVA_OPTIONS="-XX:TieredStopAtLevel=4 -Xmx1g".
            """;

    private static final Set<String> CONNECTION =
            Set.of("METAKOCKA_URL", "METAKOCKA_COMPANY_ID", "METAKOCKA_SECRET_KEY");
    private static final Set<String> DATABASE = Set.of("ORDERS_DB_URL", "ORDERS_DB_USER", "ORDERS_DB_PASSWORD");

    DeskOptions {
        javaOptions = List.copyOf(javaOptions);
        settings = Map.copyOf(settings);
    }

    /**
     * Reads the command line; settings come from the environment, and from system properties before it.
     *
     * @throws StartException when an argument is unknown or wrong, or a group of settings is incomplete
     */
    static DeskOptions parse(List<String> arguments, Map<String, String> environment, Properties properties) {
        int port = 8080;
        int simulatorPort = 9090;
        var data = Path.of(".desk");
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            var equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (!Set.of("--port", "--simulator-port", "--data").contains(name)) {
                throw StartException.usage("Unknown argument " + argument + "; --help shows what there is.");
            }
            if (equals < 0 && i + 1 == arguments.size()) {
                throw StartException.usage(name + " needs a value; --help shows what there is.");
            }
            var value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
            switch (name) {
                case "--port" -> port = port(name, value);
                case "--simulator-port" -> simulatorPort = port(name, value);
                default -> data = Path.of(value);
            }
        }
        var settings = settings(environment, properties);
        complete(settings, CONNECTION);
        complete(settings, DATABASE);
        if (port == simulatorPort && !settings.containsKey("METAKOCKA_URL")) {
            throw StartException.usage("--port and --simulator-port must differ; both are " + port + ".");
        }
        var javaOptions = environment.getOrDefault("DESK_JAVA_OPTIONS", "").strip();
        return new DeskOptions(
                port,
                simulatorPort,
                data.toAbsolutePath().normalize(),
                javaOptions.isEmpty() ? List.of() : List.of(javaOptions.split("\\s+")),
                settings);
    }

    /** The desk talks to a simulator of its own, in demo mode. */
    boolean simulated() {
        return !settings.containsKey("METAKOCKA_URL");
    }

    /** The desk keeps its database itself. */
    boolean embeddedDatabase() {
        return !settings.containsKey("ORDERS_DB_URL");
    }

    private static int port(String name, String value) {
        try {
            var port = Integer.parseInt(value);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw StartException.usage(name + " must be a number from 1 to 65535, not " + value + ".");
        }
        throw StartException.usage(name + " must be a number from 1 to 65535, not " + value + ".");
    }

    private static Map<String, String> settings(Map<String, String> environment, Properties properties) {
        var settings = new TreeMap<String, String>();
        environment.forEach((name, value) -> add(settings, name, value));
        properties.stringPropertyNames().forEach(name -> add(settings, name, properties.getProperty(name)));
        return settings;
    }

    /** An empty value counts as absent: that is how a variable is taken back in a shell or a compose file. */
    private static void add(Map<String, String> settings, String name, String value) {
        var variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        if ((variable.startsWith("METAKOCKA_") || variable.startsWith("ORDERS_")) && !value.isBlank()) {
            settings.put(variable, value);
        }
    }

    private static void complete(Map<String, String> settings, Set<String> group) {
        var missing = group.stream()
                .filter(name -> !settings.containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty() && missing.size() < group.size()) {
            var given = group.stream().filter(settings::containsKey).sorted().toList();
            throw StartException.usage(
                    String.join(", ", given) + " needs " + String.join(" and ", missing) + " as well.");
        }
    }
}
