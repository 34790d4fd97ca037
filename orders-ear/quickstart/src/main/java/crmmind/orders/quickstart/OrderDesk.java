package crmmind.orders.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Starts an order desk, says when it is ready, and stops all of it when asked to. */
public final class OrderDesk {

    private static final Duration READY_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int COMPANY = 16;
    private static final String READY = "/health/ready";

    private final DeskOptions options;
    private final PrintStream out;
    private final long startedAt = System.nanoTime();
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final List<CompletableFuture<String>> endings = new ArrayList<>();
    private boolean stopping;

    private OrderDesk(DeskOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs until it is stopped by a signal, or until a part of it ends by itself.
     *
     * @param arguments see {@code --help}; an argument or a port that does not fit ends it before anything is started
     */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(DeskOptions.HELP);
            return;
        }
        int exitCode = run(List.of(arguments), System.out, System.err);
        System.exit(exitCode);
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            var options = DeskOptions.parse(arguments, System.getenv(), System.getProperties());
            var desk = new OrderDesk(options, out);
            try (var data = DataFolder.open(options.data())) {
                Runtime.getRuntime().addShutdownHook(new Thread(desk::stop, "stop"));
                try {
                    desk.start(data);
                    return desk.awaitEnd(err);
                } catch (StartException e) {
                    return desk.failed(e, err);
                } finally {
                    desk.stop();
                }
            }
        } catch (StartException e) {
            err.println(e.getMessage());
            return e.exitCode();
        }
    }

    private void start(DataFolder data) {
        for (var name : List.of("payara", "simulator")) {
            if (ChildProcess.stopLeftOver(data, name)) {
                progress("stopped " + name + ", which an earlier desk had left running");
            }
        }
        requireFreePorts();
        out.println("Starting the order desk; data and logs in " + data.root());
        var variables = new HashMap<>(options.settings());
        Path micro;
        Path war;
        Path simulatorJar;
        Path postgresProgram;
        try (var payload = Payload.of(ownFile(), data.resolve("program"))) {
            micro = payload.file("payara-micro.jar");
            war = payload.file("orders-web.war");
            simulatorJar = payload.file("metakocka-simulator.jar");
            postgresProgram = options.embeddedDatabase() ? payload.postgres() : data.resolve("program");
            payload.removeUnused();
        }

        var postgres = options.embeddedDatabase() ? List.of(new Postgres(postgresProgram, data)) : List.<Postgres>of();
        var guard = Guard.start(
                data, postgres.stream().flatMap(it -> it.stopCommand().stream()).toList());
        onStop(guard::dismiss);
        for (var database : postgres) {
            onStop(database::stop);
            database.start();
            endings.add(database.whenEnded());
            variables.put("ORDERS_DB_URL", database.url());
            variables.put("ORDERS_DB_USER", Postgres.USER);
            variables.put("ORDERS_DB_PASSWORD", database.password());
            progress("PostgreSQL is up: " + database.url());
        }
        if (options.simulated()) {
            startSimulator(data, simulatorJar, guard);
            variables.put("METAKOCKA_URL", simulatorUri());
            variables.put("METAKOCKA_COMPANY_ID", String.valueOf(COMPANY));
            variables.put("METAKOCKA_SECRET_KEY", "simulator-secret");
            variables.putIfAbsent("ORDERS_DEMO", "true");
        }
        startServer(data, micro, war, variables, guard);
        ready(data, variables);
    }

    private void startSimulator(DataFolder data, Path jar, Guard guard) {
        var command = java("-Xmx512m", "-Xss512k", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=30");
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--port",
                String.valueOf(options.simulatorPort()),
                "--seed",
                "demo",
                "--data",
                data.resolve("simulator").toString()));
        var simulator = launch(data, "simulator", command, Map.of(), guard);
        await(simulator, () -> probe(simulatorUri() + "/_sim/state").startsWith("200"));
        progress("Metakocka simulator is up: " + simulatorUri());
    }

    private void startServer(DataFolder data, Path micro, Path war, Map<String, String> variables, Guard guard) {
        var server = data.resolve("server");
        DataFolder.delete(server);
        var command = java(
                "-Xmx512m",
                "-Xss512k",
                // a third less to compute until it is ready, and 50 MiB less; a busy desk takes it back (see --help)
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // a POST must never be repeated behind our back
                "-Dsun.net.http.retryPost=false");
        command.addAll(options.javaOptions());
        command.addAll(List.of(
                "-jar",
                micro.toString(),
                "--rootdir",
                server.toString(),
                "--nocluster",
                "--nohostaware",
                "--disablephonehome",
                "--port",
                String.valueOf(options.port()),
                "--contextroot",
                "/",
                "--deploy",
                war.toString(),
                "--prebootcommandfile",
                resource(data, "preboot.asadmin"),
                "--postbootcommandfile",
                resource(data, "postboot.asadmin"),
                "--logproperties",
                resource(data, "logging.properties")));
        progress("Payara Micro is starting");
        var payara = launch(data, "payara", command, variables, guard);
        if (endsBeforeItIsUp(payara)) {
            progress("Payara Micro ended while it started; it is started once more");
            endings.remove(endings.size() - 1);
            payara = launch(data, "payara", command, variables, guard);
        }
        awaitApplication(payara);
    }

    /**
     * A start of Payara Micro can end in a race of its own parts, before it knows of any application: seen about once
     * in sixty starts on a busy machine, and never twice in a row.
     */
    private boolean endsBeforeItIsUp(ChildProcess payara) {
        try {
            await(
                    payara,
                    () -> payara.printed("ready in") || probe(uri() + READY).contains("\"name\""));
            return false;
        } catch (StartException e) {
            if (payara.alive() || isStopping()) {
                throw e;
            }
            return true;
        }
    }

    /**
     * Waits until the application says that it is ready: its tables are there, and its demo orders settled. A server
     * whose application could not be deployed answers "up" as well, but without a single check.
     */
    private void awaitApplication(ChildProcess payara) {
        await(payara, () -> payara.printed("ready in") || probe(uri() + READY).contains("\"name\""));
        if (!probe(uri() + READY).contains("\"name\"")) {
            throw new StartException("The application could not be deployed.\n" + payara.failure());
        }
        progress("the application is up and prepares its data");
        await(payara, () -> probe(uri() + READY).startsWith("200"));
    }

    private void ready(DataFolder data, Map<String, String> variables) {
        DataFolder.write(
                data.resolve("run").resolve("desk.properties"),
                "desk.url=" + uri() + "\n"
                        + "metakocka.url=" + variables.get("METAKOCKA_URL") + "\n"
                        + "orders.db.url=" + variables.get("ORDERS_DB_URL") + "\n"
                        + "orders.db.user=" + variables.get("ORDERS_DB_USER") + "\n"
                        + "orders.db.password=" + variables.get("ORDERS_DB_PASSWORD") + "\n");
        out.println("Order desk ready on " + uri());
        if ("true".equals(variables.get("ORDERS_DEMO"))) {
            out.println("  sign in as  admin, sales, warehouse or viewer, password demo");
            out.println("  API tokens  demo-token-admin, demo-token-sales, demo-token-warehouse, demo-token-viewer");
        }
        out.println("  Metakocka   " + variables.get("METAKOCKA_URL") + (options.simulated() ? " (simulator)" : ""));
        out.println("  Ctrl-C stops all of it");
        out.flush();
        // gives back what unpacking took: from now on we only wait, and our servers need the memory
        System.gc();
    }

    /** Waits until a part ends: by itself, which is a failure, or because we stop it. */
    private int awaitEnd(PrintStream err) {
        var end = CompletableFuture.anyOf(endings.toArray(CompletableFuture[]::new))
                .join();
        if (isStopping()) {
            return 0;
        }
        err.println("The order desk stops: " + end);
        return 1;
    }

    /** What fails while we stop fails because we stop, and is no news. */
    private int failed(StartException failure, PrintStream err) {
        if (!isStopping()) {
            err.println(failure.getMessage());
        }
        return failure.exitCode();
    }

    private ChildProcess launch(
            DataFolder data, String name, List<String> command, Map<String, String> variables, Guard guard) {
        synchronized (stops) {
            requireNotStopping();
            var child = ChildProcess.start(data, name, command, variables);
            stops.push(() -> child.stop(STOP_LIMIT));
            guard.watch(child);
            endings.add(child.whenEnded().thenApply(end -> end + ".\n" + child.tail()));
            return child;
        }
    }

    private void onStop(Runnable stop) {
        synchronized (stops) {
            requireNotStopping();
            stops.push(stop);
        }
    }

    private boolean isStopping() {
        synchronized (stops) {
            return stopping;
        }
    }

    private void requireNotStopping() {
        if (isStopping()) {
            throw new StartException("Stopped while starting.");
        }
    }

    /**
     * Stops in the opposite order of starting: the server, then what it uses. A second caller waits for the first and
     * does nothing.
     */
    private synchronized void stop() {
        Deque<Runnable> todo;
        synchronized (stops) {
            stopping = true;
            todo = new ArrayDeque<>(stops);
            stops.clear();
        }
        if (todo.isEmpty()) {
            return;
        }
        out.println("Stopping the order desk");
        todo.forEach(stop -> {
            try {
                stop.run();
            } catch (StartException | UncheckedIOException e) {
                out.println(e.getMessage());
            }
        });
        out.println("Order desk stopped");
        out.flush();
    }

    private void await(ChildProcess child, BooleanSupplier condition) {
        var until = System.nanoTime() + READY_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            requireNotStopping();
            if (!child.alive()) {
                throw new StartException(child.name() + " ended while it started.\n" + child.tail());
            }
            if (System.nanoTime() > until) {
                throw new StartException(child.name() + " was not ready within " + READY_LIMIT.toSeconds()
                        + " s; it says: " + probe(uri() + READY) + "\n" + child.tail());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartException("Interrupted while starting.");
            }
        }
    }

    /** Status and body of the answer; empty when there is none yet. */
    private static String probe(String url) {
        try {
            var connection = (HttpURLConnection) new URI(url).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            try {
                var status = connection.getResponseCode();
                try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                    return status + (in == null ? "" : " " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return "";
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(url, e);
        }
    }

    private void requireFreePorts() {
        requireFree(options.port(), "--port");
        if (options.simulated()) {
            requireFree(options.simulatorPort(), "--simulator-port");
        }
    }

    private static void requireFree(int port, String option) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StartException("Port " + port + " on 127.0.0.1 cannot be used (" + e.getMessage()
                    + "). Choose another one with " + option + ".");
        }
    }

    private static List<String> java(String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        command.addAll(List.of(options));
        return command;
    }

    private static String resource(DataFolder data, String name) {
        var file = data.resolve("run").resolve(name);
        try (var in = OrderDesk.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new StartException(name + " is missing in the runnable file.");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ownFile() {
        try {
            return Path.of(OrderDesk.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void progress(String what) {
        var millis = (System.nanoTime() - startedAt) / 1_000_000;
        out.printf("  %5.1f s  %s%n", millis / 1000.0, what);
        out.flush();
    }

    private String uri() {
        return "http://127.0.0.1:" + options.port();
    }

    private String simulatorUri() {
        return "http://127.0.0.1:" + options.simulatorPort();
    }
}
