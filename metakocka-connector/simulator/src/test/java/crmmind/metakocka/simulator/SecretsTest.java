package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.simulator.Simulator.Seed;
import crmmind.metakocka.simulator.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets stay where they were sent: neither the journal of calls nor the console nor a file ever has one. */
class SecretsTest {
    private static final String HOOK_SECRET = "hook-hush-7141";
    private static final String HOOK_PASSWORD = "hook-pass-7142";
    private static final List<String> SECRETS = List.of(SimulatorClient.SECRET, HOOK_SECRET, HOOK_PASSWORD);

    @TempDir
    private Path folder;

    @Test
    void no_secret_is_in_the_journal_on_the_console_or_in_a_file() throws IOException {
        var console = new ByteArrayOutputStream();
        String told;
        var out = System.out;
        var err = System.err;
        var handler = new StreamHandler(console, new SimpleFormatter());
        handler.setLevel(Level.ALL);
        var logger = Logger.getLogger("crmmind.metakocka.simulator");
        var level = logger.getLevel();
        var printed = new PrintStream(console, true, UTF_8);
        try {
            System.setOut(printed);
            System.setErr(printed);
            logger.addHandler(handler);
            logger.setLevel(Level.ALL);
            told = told();
        } finally {
            System.setOut(out);
            System.setErr(err);
            logger.removeHandler(handler);
            logger.setLevel(level);
            handler.flush();
        }

        assertThat(told).contains("put_document").doesNotContain(SECRETS);
        assertThat(console.toString(UTF_8)).isNotEmpty().doesNotContain(SECRETS);
        try (var files = Files.walk(folder)) {
            var kept = files.filter(Files::isRegularFile).toList();
            assertThat(kept).isNotEmpty();
            for (var file : kept) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRETS);
            }
        }
    }

    /** Calls of every kind that could give a secret away, and what the control end-points tell afterwards. */
    private String told() throws IOException {
        try (var simulator = new Simulator(0, Seed.DEMO, folder, Clock.systemUTC(), 1)) {
            var mk = new SimulatorClient(simulator.address());
            mk.setting("webhookSecret", "'" + HOOK_SECRET + "'");
            mk.setting("webhookPassword", "'" + HOOK_PASSWORD + "'");
            mk.setting("webhookUser", "'user'");
            mk.setting("webhookTries", "1");
            mk.setting("webhookUrl", "'http://127.0.0.1:1/nobody'");
            for (var n = 0; n < 5; n++) {
                mk.call("put_document", SimulatorTest.order("S-" + n));
            }
            for (var operation : List.of("get_document", "report", "sync_stock", "search", "update_document")) {
                mk.post(SimulatorClient.path(operation), SimulatorClient.withCredentials(Json.object()));
            }
            mk.post("/rest/eshop/v1/nowhere", SimulatorClient.withCredentials(Json.object()));
            mk.send(
                    "POST",
                    "/rest/eshop/v1/search",
                    ("{\"secret_key\":\"" + SimulatorClient.SECRET + "\"").getBytes(UTF_8));
            for (var kind : List.of("http_500_after", "truncated_json", "html_200", "opr_code_1")) {
                mk.fault("{'operation':'put_document','kind':'" + kind + "'}");
                mk.post(
                        SimulatorClient.path("put_document"),
                        SimulatorClient.withCredentials(SimulatorTest.order("F-" + kind)));
            }
            return mk.calls("")
                    + mk.control("GET", "/_sim/settings", "").toString()
                    + mk.control("GET", "/_sim/faults", "")
                    + mk.state()
                    + mk.documents("doc_type=sales_order");
        }
    }
}
