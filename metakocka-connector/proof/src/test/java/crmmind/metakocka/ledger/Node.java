package crmmind.metakocka.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One {@link EngineProcess} and its end. */
final class Node {

    private static final List<String> STARTS_FAST =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.net.http.retryPost=false");

    private final int number;
    private final Process process;
    private final CrashPoint point;
    private final CuttingProxy proxy;
    private final Set<OperationId> acknowledged = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch buried = new CountDownLatch(1);
    private volatile boolean cut;

    Node(int number, String databaseUrl, URI metakocka, CrashPoint point, int times, Path errors) {
        this(number, databaseUrl, metakocka, point, times, errors, EngineProcess.READ_TIMEOUT);
    }

    Node(
            int number,
            String databaseUrl,
            URI metakocka,
            CrashPoint point,
            int times,
            Path errors,
            Duration readTimeout) {
        this.number = number;
        this.point = point;
        proxy = point.onTheWire() ? new CuttingProxy(metakocka, point, times) : null;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(STARTS_FAST);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EngineProcess.class.getName()));
        command.add(databaseUrl + "&ApplicationName=node-" + number);
        command.add((proxy == null ? metakocka : proxy.url()).toString());
        command.add(point.name());
        command.add(Integer.toString(times));
        command.add(readTimeout.toString());
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (proxy != null) {
            proxy.kills(() -> {
                cut = true;
                kill();
            });
        }
        var reader = new Thread(this::read, "node");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals("ready")) {
                    ready.countDown();
                } else if (line.startsWith("ok ")) {
                    synchronized (acknowledged) {
                        acknowledged.add(new OperationId(java.util.UUID.fromString(line.substring(3))));
                        acknowledged.notifyAll();
                    }
                }
            }
        } catch (IOException e) {
            // killed in the middle of a line
        } finally {
            synchronized (acknowledged) {
                acknowledged.notifyAll();
            }
        }
    }

    /** By which the database knows its connections. */
    int number() {
        return number;
    }

    long pid() {
        return process.pid();
    }

    CrashPoint point() {
        return point;
    }

    boolean takesOrders() {
        return ready.getCount() == 0 && process.isAlive();
    }

    boolean awaitReady(long millis) throws InterruptedException {
        return ready.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Asks for something; whether it was acknowledged before the node died. */
    boolean ask(Wish wish) throws InterruptedException {
        try {
            var input = process.getOutputStream();
            input.write((wish.line() + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            return false; // dead already
        }
        synchronized (acknowledged) {
            while (!acknowledged.contains(wish.id()) && process.isAlive()) {
                acknowledged.wait(50);
            }
            return acknowledged.contains(wish.id());
        }
    }

    /** Lets it live so long at most, then kills it. Where it died. */
    CrashPoint dieWithin(long millis) throws InterruptedException {
        if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            kill();
        }
        int status = process.waitFor();
        if (proxy != null) {
            proxy.close();
        }
        if (status == EngineProcess.AT_CRASH_POINT || cut) {
            return point;
        }
        if (status != 128 + 9) {
            throw new IllegalStateException("A node ended by itself with " + status);
        }
        return CrashPoint.RANDOM;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    void buried() {
        buried.countDown();
    }

    /** Waits until it is dead and nothing of it is under way in the database any more. */
    void awaitBurial() throws InterruptedException {
        buried.await();
    }
}
