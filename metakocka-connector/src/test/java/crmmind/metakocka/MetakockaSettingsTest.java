package crmmind.metakocka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetakockaSettingsTest {

    @Test
    void without_settings_there_are_defaults_and_nothing_to_call() {
        var settings = MetakockaSettings.from(new FixedConfig());

        assertThat(settings.complete()).isFalse();
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.writeTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.quietPeriod()).isGreaterThan(settings.writeTimeout());
        assertThat(settings.lookAgain())
                .containsExactly(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(45));
        assertThat(settings.maxCalls()).isEqualTo(2);
        assertThat(settings.requestBody()).isEqualTo(MetakockaSettings.RequestBody.CHUNKED);
        assertThat(settings.fulfillmentMode()).isEqualTo(FulfillmentMode.STATUS);
    }

    @Test
    void settings_are_read_as_people_write_them() {
        var settings = MetakockaSettings.from(new FixedConfig(Map.of(
                "metakocka.url", "main.metakocka.si/",
                "metakocka.company-id", " 16 ",
                "metakocka.secret-key", "k",
                "metakocka.read-timeout", "1500ms",
                "metakocka.write-timeout", "PT2M",
                "metakocka.quiet-period", "3m",
                "metakocka.exchange-retention", "7d",
                "metakocka.look-again", "1s, 2s",
                "metakocka.fulfillment-mode", "packing_list",
                "metakocka.request-body", "buffered")));

        assertThat(settings.complete()).isTrue();
        assertThat(settings.url()).isEqualTo(URI.create("https://main.metakocka.si"));
        assertThat(settings.companyId()).isEqualTo("16");
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.writeTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.quietPeriod()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.exchangeRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.lookAgain()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(settings.requestBody()).isEqualTo(MetakockaSettings.RequestBody.BUFFERED);
        assertThat(settings.fulfillmentMode()).isEqualTo(FulfillmentMode.PACKING_LIST);
        assertThat(settings.toString()).contains("***").doesNotContain("secretKey=k");
    }

    @Test
    void a_setting_that_cannot_be_meant_is_named() {
        assertThatThrownBy(() -> MetakockaSettings.from(new FixedConfig(Map.of("metakocka.read-timeout", "soon"))))
                .hasMessageContaining("metakocka.read-timeout");
        assertThatThrownBy(() -> MetakockaSettings.from(new FixedConfig(Map.of("metakocka.max-calls", "0"))))
                .hasMessageContaining("metakocka.max-calls");
        assertThatThrownBy(
                        () -> MetakockaSettings.from(new FixedConfig(Map.of("metakocka.fulfillment-mode", "pigeon"))))
                .hasMessageContaining("metakocka.fulfillment-mode");
    }
}
