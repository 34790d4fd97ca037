package crmmind.orders.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskOptionsTest {

    @Test
    void without_arguments_the_desk_uses_the_documented_ports_and_folder() {
        var options = parse();

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.simulatorPort()).isEqualTo(9090);
        assertThat(options.data()).isEqualTo(Path.of(".desk").toAbsolutePath());
        assertThat(options.simulated()).isTrue();
        assertThat(options.embeddedDatabase()).isTrue();
    }

    @Test
    void a_value_follows_its_argument_after_a_space_or_an_equals_sign() {
        var options = parse("--port", "18080", "--simulator-port=19090", "--data", "/tmp/desk");

        assertThat(options.port()).isEqualTo(18080);
        assertThat(options.simulatorPort()).isEqualTo(19090);
        assertThat(options.data()).isEqualTo(Path.of("/tmp/desk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=0", "--port=65536", "--port=http", "--port", "--ports=1", "8080"})
    void what_makes_no_sense_is_refused(String argument) {
        assertThatThrownBy(() -> parse(argument)).isInstanceOf(StartException.class);
    }

    @Test
    void one_port_for_both_servers_is_refused() {
        assertThatThrownBy(() -> parse("--port=9090")).hasMessageContaining("must differ");
    }

    @Test
    void a_metakocka_in_the_environment_replaces_the_simulator() {
        var options = DeskOptions.parse(
                List.of(),
                Map.of(
                        "METAKOCKA_URL",
                        "https://mk.example.test",
                        "METAKOCKA_COMPANY_ID",
                        "1",
                        "METAKOCKA_SECRET_KEY",
                        "s"),
                new Properties());

        assertThat(options.simulated()).isFalse();
    }

    @Test
    void half_a_connection_is_refused_and_says_what_is_missing() {
        assertThatThrownBy(() -> DeskOptions.parse(
                        List.of(), Map.of("ORDERS_DB_URL", "jdbc:postgresql://db/orders"), new Properties()))
                .hasMessage("ORDERS_DB_URL needs ORDERS_DB_PASSWORD and ORDERS_DB_USER as well.");
    }

    @Test
    void settings_are_passed_on_and_a_system_property_goes_before_the_environment() {
        var properties = new Properties();
        properties.setProperty("metakocka.read-timeout", "PT20S");
        properties.setProperty("orders.sync.wait", "PT1S");

        var options = DeskOptions.parse(List.of(), Map.of("ORDERS_SYNC_WAIT", "PT9S", "PATH", "/bin"), properties);

        assertThat(options.settings())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("METAKOCKA_READ_TIMEOUT", "PT20S", "ORDERS_SYNC_WAIT", "PT1S"));
    }

    @Test
    void options_of_the_jvm_are_separated_by_spaces() {
        var options = DeskOptions.parse(
                List.of(), Map.of("DESK_JAVA_OPTIONS", " -Xmx1g  -XX:TieredStopAtLevel=4 "), new Properties());

        assertThat(options.javaOptions()).containsExactly("-Xmx1g", "-XX:TieredStopAtLevel=4");
        assertThat(parse().javaOptions()).isEmpty();
    }

    private static DeskOptions parse(String... arguments) {
        return DeskOptions.parse(List.of(arguments), Map.of(), new Properties());
    }
}
