package crmmind.orders.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The desk's own PostgreSQL 18: a real server that forces every commit to the disk, on the loopback address, with its
 * files in the data folder. A folder left by a crash is recovered by PostgreSQL itself when it starts.
 */
final class Postgres {

    static final String USER = "orders";

    private static final String MAJOR = "18";
    private static final Duration TOOL_LIMIT = Duration.ofMinutes(2);

    private final Path program;
    private final DataFolder folder;
    private final Path data;
    private final Unprivileged unprivileged;
    private final int port;
    private volatile @Nullable Process tool;

    Postgres(Path program, DataFolder folder) {
        this.program = program;
        this.folder = folder;
        this.data = folder.resolve("postgres");
        this.unprivileged = Unprivileged.find();
        this.port = freePort();
    }

    /** Makes the database when there is none yet, and starts the server. Returns when it accepts connections. */
    void start() {
        unprivileged.own(program);
        unprivileged.own(data);
        if (!Files.exists(data)) {
            create();
        }
        requireVersion();
        stopLeftOver();
        if (!Files.exists(passwordFile())) {
            setPassword();
        }
        var settings = String.join(
                " -c ",
                "-c listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=80",
                "shared_buffers=64MB",
                "max_wal_size=512MB",
                // many small questions, no disk that turns: see the operations guide
                "random_page_cost=1.1",
                "max_parallel_workers_per_gather=0",
                "jit=off");
        prepareLog();
        run(
                "pg_ctl",
                "-D",
                data.toString(),
                "-w",
                "-t",
                "100",
                "-l",
                folder.log("postgres").toString(),
                "-o",
                settings,
                "start");
    }

    /** Stops the server after its present statements; all that was committed is on the disk anyway. */
    void stop() {
        var running = tool;
        if (running != null) {
            running.destroy();
        }
        if (server() != null) {
            execute(stopCommand());
        }
    }

    /** The command that stops the server, for those who cannot call {@link #stop()}. */
    List<String> stopCommand() {
        return unprivileged.command(List.of(
                program.resolve("bin").resolve("pg_ctl").toString(),
                "-D",
                data.toString(),
                "-w",
                "-t",
                "60",
                "-m",
                "fast",
                "stop"));
    }

    /** Completes when the server, which must run now, ends. */
    CompletableFuture<String> whenEnded() {
        var server = server();
        if (server == null) {
            throw new StartException(
                    "PostgreSQL ended right after its start.\n" + ChildProcess.tail(folder.log("postgres")));
        }
        return server.onExit().thenApply(ended -> "postgres ended.\n" + ChildProcess.tail(folder.log("postgres")));
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/orders";
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A cluster is made beside its place and moved there when it is whole: a first start cut short leaves nothing half
     * done. The collation is by code point and the same on every system; Slovenian order comes from ICU where it is
     * asked for.
     */
    private void create() {
        var draft = folder.resolve("postgres.new");
        DataFolder.delete(draft);
        var superuserPassword = folder.resolve("run").resolve("postgres-superuser");
        DataFolder.write(superuserPassword, newPassword());
        try {
            Files.createDirectories(draft);
            unprivileged.own(draft);
            unprivileged.own(superuserPassword);
            run(
                    "initdb",
                    "-D",
                    draft.toString(),
                    "-U",
                    "postgres",
                    "--pwfile=" + superuserPassword,
                    "-A",
                    "scram-sha-256",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            single(draft, "create role " + USER + " login\ncreate database orders owner " + USER + "\n");
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(passwordFile());
            Files.delete(superuserPassword);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireVersion() {
        try {
            var version = Files.readString(data.resolve("PG_VERSION")).strip();
            if (!version.equals(MAJOR)) {
                throw new StartException("The database in " + data + " is of PostgreSQL " + version
                        + ", this desk brings " + MAJOR + ". Choose another folder with --data.");
            }
        } catch (IOException e) {
            throw new StartException(data + " is no PostgreSQL database: " + e.getMessage());
        }
    }

    /**
     * Roles are set with the server stopped, in its single-user mode: no other way in is ever open without a password.
     */
    private void setPassword() {
        var password = newPassword();
        single(data, "alter role " + USER + " password '" + password + "'\n");
        DataFolder.write(passwordFile(), password);
    }

    /**
     * A server that outlived an earlier desk is stopped; the note of one that did not is removed, because PostgreSQL
     * believes it when its process id belongs to something else by now.
     */
    private void stopLeftOver() {
        if (server() != null) {
            execute(stopCommand());
        }
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable ProcessHandle server() {
        var note = data.resolve("postmaster.pid");
        try {
            var lines = Files.exists(note) ? Files.readAllLines(note) : List.<String>of();
            if (lines.size() < 3) {
                return null;
            }
            var startedAt = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            return ChildProcess.running(Long.parseLong(lines.get(0).strip()), startedAt)
                    .orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path passwordFile() {
        return folder.resolve("database-password");
    }

    private static String newPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void single(Path cluster, String statements) {
        execute(
                unprivileged.command(List.of(
                        program.resolve("bin").resolve("postgres").toString(),
                        "--single",
                        "-D",
                        cluster.toString(),
                        "postgres")),
                statements);
    }

    private void run(String tool, String... arguments) {
        var command =
                new ArrayList<>(List.of(program.resolve("bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        execute(unprivileged.command(command));
    }

    private void execute(List<String> command) {
        execute(command, "");
    }

    private void execute(List<String> command, String input) {
        var log = folder.log("postgres-tools");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // the tools translate their messages and read the host's settings otherwise
            builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
            builder.environment().putAll(Map.of("LC_ALL", "C"));
            var process = builder.start();
            tool = process;
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(TOOL_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StartException(
                        "PostgreSQL took longer than " + TOOL_LIMIT.toSeconds() + " s.\n" + ChildProcess.tail(log));
            }
            if (process.exitValue() != 0) {
                throw new StartException("PostgreSQL did not do its part.\n" + ChildProcess.tail(log) + "\n"
                        + ChildProcess.tail(folder.log("postgres")));
            }
        } catch (IOException e) {
            throw new StartException("PostgreSQL cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while PostgreSQL worked.");
        } finally {
            tool = null;
        }
    }

    /** The server may not be allowed to make a file in our folder, but to write one that we give it. */
    private void prepareLog() {
        var log = folder.log("postgres");
        try {
            if (Files.exists(log)) {
                Files.move(log, folder.log("postgres.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(log);
            unprivileged.own(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
