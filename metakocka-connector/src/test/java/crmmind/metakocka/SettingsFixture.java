package crmmind.metakocka;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Settings for tests: short pauses, and a key that must not be seen anywhere. */
public final class SettingsFixture {

    /** Searched for wherever something is written. */
    public static final String CANARY = "canary-7d1f2c-secret";

    private SettingsFixture() {}

    /** Settings for this address, with changes given as name and value in turn. */
    public static MetakockaSettings settings(URI url, String... changes) {
        var values = new HashMap<>(Map.of(
                "metakocka.url", url.toString(),
                "metakocka.company-id", "16",
                "metakocka.secret-key", CANARY,
                "metakocka.connect-timeout", "1s",
                "metakocka.read-timeout", "500ms",
                "metakocka.write-timeout", "500ms",
                "metakocka.quiet-period", "20s",
                "metakocka.look-again", "0s,1s,5s",
                "metakocka.resend-pauses", "50ms"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put("metakocka." + changes[i], changes[i + 1]);
        }
        return MetakockaSettings.from(new FixedConfig(values));
    }
}
