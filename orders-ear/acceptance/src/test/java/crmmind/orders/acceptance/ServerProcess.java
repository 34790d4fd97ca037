package crmmind.orders.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A server a test has started; it ends with the tests' JVM. What it prints is in a log file under {@code target}. */
public final class ServerProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the server and waits until it is ready.
     *
     * @param variables added to the environment
     * @param ready asked again and again with what the server has printed
     * @throws IllegalStateException with that, when it ends or takes too long before it is ready
     */
    public static ServerProcess start(
            String name, List<String> command, Map<String, String> variables, Predicate<String> ready) {
        return start(name, Path.of(""), command, variables, ready);
    }

    /** The same, started in another directory than that of the tests. */
    public static ServerProcess start(
            String name, Path directory, List<String> command, Map<String, String> variables, Predicate<String> ready) {
        var log = Path.of("target", name + ".log");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(variables);
            var process = builder.start();
            // a server that reads its standard input must find the end of it
            process.getOutputStream().close();
            var server = new ServerProcess(name, process, log);
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop " + name));
            server.await(ready);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code java} of the tests' own JDK. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void await(Predicate<String> ready) {
        var until = System.nanoTime() + START_LIMIT.toNanos();
        while (!ready.test(output())) {
            try {
                if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(name + " ended before it was ready:\n" + output());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException(name + " was not ready within " + START_LIMIT + ":\n" + output());
            }
        }
    }

    /** What the server printed so far. */
    public String output() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Ends the server at once, without its having a say (SIGKILL), and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Asks the server to end and waits for it; ends it at once when it does not. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
