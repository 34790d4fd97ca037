package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.Simulator.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final long SMALL_SNAPSHOTS = 100_000;

    @TempDir
    private Path folder;

    @Test
    void everything_is_there_after_a_restart() throws IOException {
        String before;
        try (var simulator = started()) {
            var client = new SimulatorClient(simulator.address());
            put(client, "A-1");
            put(client, "A-2");
            client.call(
                    "change_document_status", "{'doc_type':'sales_order','buyer_order':'A-2','status_code':'paused'}");
            client.call("delete_document", "{'doc_type':'sales_order','mk_id':'" + put(client, "A-3") + "'}");
            client.call("add_partner", "{'partner':{'customer':'Nova stranka','street':'Cesta 1'}}");
            client.act("{'action':'adjust_stock','code':'ART-001','change':'-7.5'}");
            client.setting("unknownProductOprCode", "'2'");
            before = everything(client);
        }

        try (var simulator = started()) {
            var client = new SimulatorClient(simulator.address());
            assertThat(everything(client)).isEqualTo(before);
        }
    }

    @Test
    void everything_is_there_after_a_restart_from_a_snapshot() throws IOException {
        String before;
        try (var simulator = started()) {
            var client = new SimulatorClient(simulator.address());
            for (var n = 0; n < 300; n++) {
                put(client, "S-" + n);
            }
            before = everything(client);
        }
        assertThat(files()).anyMatch(name -> name.startsWith("snapshot-")).noneMatch(name -> name.endsWith("000001"));

        try (var simulator = started()) {
            assertThat(everything(new SimulatorClient(simulator.address()))).isEqualTo(before);
        }
    }

    @Test
    void a_torn_tail_is_dropped_and_the_store_goes_on() throws IOException {
        try (var simulator = started()) {
            put(new SimulatorClient(simulator.address()), "T-1");
        }
        var journal = folder.resolve("journal-000001");
        var whole = Files.size(journal);
        Files.write(journal, new byte[] {0, 0, 1, 0, 9, 9, 9, 9, 'D', 0, 0}, StandardOpenOption.APPEND);

        try (var simulator = started()) {
            var client = new SimulatorClient(simulator.address());
            assertThat(Files.size(journal)).isEqualTo(whole);
            assertThat(client.documents("buyer_order=T-1")).hasSize(1);
            put(client, "T-2");
        }
        try (var simulator = started()) {
            assertThat(new SimulatorClient(simulator.address()).documents("buyer_order=T-2"))
                    .hasSize(1);
        }
    }

    @Test
    void a_damaged_file_that_is_not_the_last_stops_the_start() throws IOException {
        try (var simulator = started()) {
            put(new SimulatorClient(simulator.address()), "D-1");
        }
        var journal = folder.resolve("journal-000001");
        Files.copy(journal, folder.resolve("journal-000002"));
        var bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(journal, bytes);

        assertThatThrownBy(this::started).isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }

    @Test
    void a_folder_serves_one_simulator_at_a_time() throws IOException {
        try (var first = started()) {
            assertThat(first.address().getPort()).isPositive();
            assertThatThrownBy(this::started).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void a_reset_restores_the_seed_without_issuing_an_id_or_number_again() throws IOException {
        String id;
        String number;
        try (var simulator = started()) {
            var client = new SimulatorClient(simulator.address());
            var seed = client.documents("doc_type=sales_order").toString();
            var answer = order(client, "R-1");
            id = answer.path("mk_id").asText();
            number = answer.path("count_code").asText();

            client.reset();
            assertThat(client.documents("doc_type=sales_order")).hasToString(seed);
        }
        try (var simulator = started()) {
            var again = order(new SimulatorClient(simulator.address()), "R-1");
            assertThat(again.path("mk_id").asLong()).isGreaterThan(Long.parseLong(id));
            assertThat(again.path("count_code").asText()).isNotEqualTo(number);
        }
    }

    @Test
    void an_answered_write_survives_kill_minus_nine() throws Exception {
        var answered = new ConcurrentLinkedQueue<String>();
        for (var round = 0; round < 3; round++) {
            var process = process();
            try {
                var client = new SimulatorClient(address(process));
                for (var reference : answered) {
                    assertThat(client.documents("doc_type=sales_order&buyer_order=" + reference))
                            .as(reference)
                            .hasSize(1);
                }
                writeUntilKilled(process, client, "K" + round + "-", answered);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        try (var simulator = started()) {
            var client = new SimulatorClient(simulator.address());
            assertThat(answered).hasSizeGreaterThan(300);
            assertThat(client.state().path("duplicateReferences")).isEmpty();
            for (var reference : answered) {
                assertThat(client.documents("doc_type=sales_order&buyer_order=" + reference))
                        .as(reference)
                        .hasSize(1);
            }
        }
    }

    private void writeUntilKilled(Process process, SimulatorClient client, String prefix, Queue<String> answered)
            throws InterruptedException {
        var enough = new CountDownLatch(300);
        var writers = new ArrayList<Thread>();
        for (var w = 0; w < 4; w++) {
            var name = prefix + w + "-";
            var writer = new Thread(() -> {
                for (var n = 0; process.isAlive(); n++) {
                    try {
                        put(client, name + n);
                        answered.add(name + n);
                        enough.countDown();
                    } catch (RuntimeException e) {
                        return; // killed in the middle: nobody was told that it is there
                    }
                }
            });
            writers.add(writer);
            writer.start();
        }
        enough.await();
        process.destroyForcibly().waitFor();
        for (var writer : writers) {
            writer.join();
        }
    }

    private Simulator started() throws IOException {
        return new Simulator(0, Seed.DEMO, folder, Clock.systemUTC(), SMALL_SNAPSHOTS);
    }

    /** A simulator in its own process, so that it can be killed. */
    private Process process() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallSnapshots.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What the process runs. */
    static final class SmallSnapshots {
        private SmallSnapshots() {}

        public static void main(String[] args) throws IOException {
            var simulator = new Simulator(0, Seed.DEMO, Path.of(args[0]), Clock.systemUTC(), SMALL_SNAPSHOTS);
            System.out.println(simulator.address());
        }
    }

    private static URI address(Process process) throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        return URI.create(out.readLine());
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        }
    }

    private static String put(SimulatorClient client, String reference) {
        return order(client, reference).path("mk_id").asText();
    }

    private static ObjectNode order(SimulatorClient client, String reference) {
        var answer = client.call(
                "put_document",
                "{'doc_type':'sales_order','doc_date':'23.11.2026','buyer_order':'" + reference
                        + "','partner':{'mk_id':'1600100001','mk_address_id':'1600110001'},"
                        + "'product_list':[{'code':'ART-001','amount':'1'}]}");
        assertThat(answer.path("opr_code").asText()).isEqualTo("0");
        return answer;
    }

    private static String everything(SimulatorClient client) {
        var state = client.state();
        state.remove("calls");
        return state
                + client.documents("doc_type=sales_order").toString()
                + client.call("get_partner", "{}")
                + client.call("warehouse_stock", "{'return_reservation_without_stock':'true'}")
                        .path("stock_list")
                + client.control("GET", "/_sim/settings", "");
    }
}
