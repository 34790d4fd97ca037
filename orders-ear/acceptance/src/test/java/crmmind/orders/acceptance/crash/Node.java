package crmmind.orders.acceptance.crash;

import crmmind.orders.acceptance.Folders;
import crmmind.orders.acceptance.FreePorts;
import crmmind.orders.acceptance.HttpSide;
import crmmind.orders.acceptance.ServerProcess;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Payara Micro with the war as it is shipped: started, killed, started again at the same address. */
final class Node {

    /** What takes minutes with a real Metakocka, in seconds; in the same proportions. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "METAKOCKA_READ_TIMEOUT", "10s",
            "METAKOCKA_WRITE_TIMEOUT", "10s",
            "METAKOCKA_QUIET_PERIOD", "11s",
            "METAKOCKA_LOOK_AGAIN", "0s,1s,2s",
            "METAKOCKA_RESEND_PAUSES", "500ms,1s,2s",
            "METAKOCKA_MAX_CALLS", "4",
            "ORDERS_ADMIN_PASSWORD", "an administrator for the crash proofs");

    private static final String RACE_IN_PAYARA =
            "ConcurrentModificationException\n" + "\tat java.base/java.util.LinkedList$ListItr.checkForComodification";

    private static final int MOST_FAILED_STARTS = 3;

    private final String name;
    private final int port = FreePorts.one();
    private final Map<String, String> variables;
    private int starts;
    private int failedStarts;
    private @Nullable ServerProcess process;

    /** @param name used for folders and log files {@code target/crash-<name>-<start>.log} */
    Node(String name, DurableBackends backends) {
        this.name = name;
        this.variables = new HashMap<>(IMPATIENT);
        variables.putAll(backends.variables());
    }

    /**
     * Starts it unless it runs; returns when it is ready for requests. About one start of Payara in a hundred ends in a
     * race of its own parts, before it knows of any application; then it is started again, as a supervisor would.
     */
    void start() {
        while (process == null) {
            try {
                process = launched();
            } catch (IllegalStateException e) {
                if (!String.valueOf(e.getMessage()).contains(RACE_IN_PAYARA) || failedStarts == MOST_FAILED_STARTS) {
                    throw e;
                }
                failedStarts++;
            }
        }
    }

    /** How many starts ended in that race. */
    int failedStarts() {
        return failedStarts;
    }

    private ServerProcess launched() {
        starts++;
        var folder = Path.of("target", "crash", name).toAbsolutePath();
        Folders.delete(folder);
        return ServerProcess.start(
                "crash-" + name + "-" + starts,
                List.of(
                        ServerProcess.java(),
                        "-Xmx448m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsun.net.http.retryPost=false",
                        "-jar",
                        System.getProperty("payara-micro.jar", "../quickstart/target/classes/payload/payara-micro.jar"),
                        "--rootdir",
                        folder.toString(),
                        "--nocluster",
                        "--nohostaware",
                        "--disablephonehome",
                        "--port",
                        String.valueOf(port),
                        "--contextroot",
                        "/",
                        "--deploy",
                        System.getProperty("desk.war", "../../orders-web/target/orders-web.war"),
                        "--prebootcommandfile",
                        Path.of("target", "test-classes", "preboot.asadmin")
                                .toAbsolutePath()
                                .toString()),
                variables,
                output -> ready());
    }

    /** Ends it as a power cut would: SIGKILL, in the middle of everything. */
    void kill() {
        running().kill();
        process = null;
    }

    /** Asks it to end, if it runs. */
    void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    /** Whether it is the process that was started, and lives. */
    boolean alive() {
        return process != null && process.alive();
    }

    /** The name under which it takes operations from the queue begins with it. */
    long pid() {
        return running().pid();
    }

    HttpSide http() {
        return HttpSide.of(URI.create("http://127.0.0.1:" + port));
    }

    private boolean ready() {
        try {
            var answer = http().get("/health/ready");
            // a server without an application says "up" as well, but has no check to name
            return answer.status() == 200 && answer.body().contains("\"desk\"");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return process;
    }
}
