package crmmind.orders.quickstart;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server the desk runs as a process of its own. What it prints goes to a log file; its process id is kept in the data
 * folder, so that the next start finds it if it outlives us.
 */
final class ChildProcess {

    private static final boolean WINDOWS = File.separatorChar == '\\';
    /** How far two readings of one process's start time may be apart. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private static final int TAIL_LINES = 40;
    private static final int FAILURE_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final Path pidFile;

    private ChildProcess(String name, Process process, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    /**
     * Starts the command with the given variables added to our own.
     *
     * <p>Ctrl-C in a terminal reaches every process of it; the children ignore it, because it is our part to stop them,
     * in the right order.
     */
    static ChildProcess start(DataFolder data, String name, List<String> command, Map<String, String> variables) {
        var log = data.log(name);
        try {
            if (Files.exists(log)) {
                Files.move(log, data.log(name + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            var whole = new ArrayList<String>();
            if (!WINDOWS) {
                whole.addAll(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", name));
            }
            whole.addAll(command);
            var builder = new ProcessBuilder(whole)
                    .directory(data.root().toFile())
                    .redirectInput(new File(WINDOWS ? "NUL" : "/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(variables);
            var process = builder.start();
            var pidFile = pidFile(data, name);
            DataFolder.write(pidFile, process.pid() + " " + startMillis(process.toHandle()));
            return new ChildProcess(name, process, log, pidFile);
        } catch (IOException e) {
            throw new StartException("Cannot start " + name + ": " + e.getMessage());
        }
    }

    /** Stops the child of that name that an earlier desk left running in this data folder, if there is one. */
    static boolean stopLeftOver(DataFolder data, String name) {
        var pidFile = pidFile(data, name);
        if (!Files.exists(pidFile)) {
            return false;
        }
        try {
            var fields = Files.readString(pidFile).strip().split(" ", 2);
            var found = running(Long.parseLong(fields[0]), Instant.ofEpochMilli(Long.parseLong(fields[1])));
            found.ifPresent(handle -> stop(handle, Duration.ofSeconds(20)));
            Files.delete(pidFile);
            return found.isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of that id, unless the id belongs to a younger process by now. */
    static Optional<ProcessHandle> running(long pid, Instant startedAt) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(at -> Duration.between(at, startedAt).abs().compareTo(CLOCK_STEP) <= 0)
                        .orElse(false));
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    CompletableFuture<String> whenEnded() {
        return process.onExit().thenApply(ended -> name + " ended with code " + ended.exitValue());
    }

    /** Asks the process to end, and ends it when it does not within the limit. */
    void stop(Duration limit) {
        stop(process.toHandle(), limit);
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the text stands in what the process has printed so far. */
    boolean printed(String text) {
        return lines(log).stream().anyMatch(line -> line.contains(text));
    }

    /** The end of what the process printed, for the person at the terminal. */
    String tail() {
        return tail(log);
    }

    /** What the process printed at its first grave error, else the end of it. */
    String failure() {
        var lines = lines(log);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("[SEVERE]")) {
                return quote(lines.subList(i, Math.min(lines.size(), i + FAILURE_LINES)), log);
            }
        }
        return tail();
    }

    static String tail(Path log) {
        var lines = lines(log);
        return quote(lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()), log);
    }

    private static String quote(List<String> lines, Path log) {
        return String.join("\n", lines) + "\n(whole log: " + log + ")";
    }

    private static List<String> lines(Path log) {
        try {
            // a log may hold bytes of any encoding: each byte is a character of ISO 8859-1
            return Files.exists(log) ? Files.readAllLines(log, StandardCharsets.ISO_8859_1) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(ProcessHandle handle, Duration limit) {
        handle.destroy();
        try {
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            handle.destroyForcibly();
            handle.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + handle.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        }
    }

    private static Path pidFile(DataFolder data, String name) {
        return data.resolve("run").resolve(name + ".pid");
    }

    private static long startMillis(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
