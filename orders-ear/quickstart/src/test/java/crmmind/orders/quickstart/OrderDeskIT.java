package crmmind.orders.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderDeskIT {

    @TempDir
    Path folder;

    @Test
    void a_taken_port_is_one_clear_line_and_nothing_is_started() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var desk = run("--port", String.valueOf(taken.getLocalPort()), "--data", folder.toString());

            assertThat(desk.exitCode()).isEqualTo(1);
            assertThat(desk.output()).hasSize(1).first().asString().contains("Port " + taken.getLocalPort(), "--port");
            assertThat(folder.resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void two_desks_cannot_share_a_folder() throws Exception {
        try (var other = DataFolder.open(folder)) {
            var desk = run("--data", other.root().toString());

            assertThat(desk.exitCode()).isEqualTo(1);
            assertThat(desk.output()).hasSize(1).first().asString().contains("Another order desk uses", "--data");
        }
    }

    @Test
    void an_unknown_argument_is_refused() throws Exception {
        var desk = run("--prot", "1");

        assertThat(desk.exitCode()).isEqualTo(2);
        assertThat(desk.output()).hasSize(1).first().asString().contains("--prot");
    }

    private record Ended(int exitCode, List<String> output) {}

    private Ended run(String... arguments) throws Exception {
        var output = Files.createTempFile(folder, "output", ".txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/orders-desk.jar"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readAllLines(output, StandardCharsets.UTF_8));
    }
}
