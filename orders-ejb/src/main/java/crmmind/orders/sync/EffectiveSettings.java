package crmmind.orders.sync;

import crmmind.metakocka.MetakockaSettings;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The settings of the connection as they are in effect, for people: value, origin and name. */
public final class EffectiveSettings {

    /** How goods that were shipped are booked in Metakocka: {@code metakocka.fulfillment-mode}. */
    static final String FULFILLMENT_MODE = "metakocka.fulfillment-mode";

    /** The values {@value #FULFILLMENT_MODE} may have. */
    static final Set<String> FULFILLMENT_MODES = Set.of("status", "packing_list", "invoice");

    private static final String NUMBER_PREFIX = "orders.number-prefix";
    private static final String SECRET = "metakocka.secret-key";

    /** Name and default of each, in the order they are shown; the empty default means there is none. */
    private static final List<String[]> KNOWN = List.of(
            new String[] {"metakocka.url", ""},
            new String[] {"metakocka.company-id", ""},
            new String[] {SECRET, ""},
            new String[] {FULFILLMENT_MODE, "status"},
            new String[] {NUMBER_PREFIX, "CRM"},
            new String[] {"metakocka.connect-timeout", "5s"},
            new String[] {"metakocka.read-timeout", "30s"},
            new String[] {"metakocka.write-timeout", "120s"},
            new String[] {"metakocka.max-calls", "2"},
            new String[] {"metakocka.quiet-period", "180s"},
            new String[] {"metakocka.look-again", "0s,5s,15s,45s"},
            new String[] {"metakocka.resend-pauses", "2s,5s,10s,30s,1m,5m"},
            new String[] {"metakocka.poll-interval", "60s"},
            new String[] {StockHook.SECRET, ""},
            new String[] {"metakocka.fulfillment-mode", "status"},
            new String[] {"metakocka.request-body", "chunked"},
            new String[] {"metakocka.exchange-retention", "30d"},
            new String[] {"orders.sync.wait", "PT8S"},
            new String[] {"orders.stock.wait", "PT3S"});

    private EffectiveSettings() {}

    /**
     * One setting.
     *
     * @param value null where it is not set and has no default; the secret is shown as {@code set}
     * @param variable the environment variable that sets it
     * @param origin where the value comes from: {@code default}, {@code environment}, {@code system property}, else the
     *     configuration source's own name
     */
    public record Row(
            String name, @Nullable String value, boolean secret, String variable, String origin, boolean isDefault)
            implements Serializable {}

    /** All of them. */
    static List<Row> rows(Config config) {
        return KNOWN.stream().map(known -> row(config, known[0], known[1])).toList();
    }

    /** How many days the API log is kept. */
    static long exchangeRetention(Config config) {
        return MetakockaSettings.from(config).exchangeRetention().toDays();
    }

    static String fulfillmentMode(Config config) {
        return config.getOptionalValue(FULFILLMENT_MODE, String.class)
                .map(String::strip)
                .orElse("status");
    }

    static String numberPrefix(Config config) {
        return config.getOptionalValue(NUMBER_PREFIX, String.class).orElse("CRM");
    }

    private static Row row(Config config, String name, String otherwise) {
        var found = config.getConfigValue(name);
        var text = found.getValue();
        boolean secret = name.equals(SECRET) || name.equals(StockHook.SECRET);
        var variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        if (text == null || text.isBlank()) {
            return new Row(name, otherwise.isEmpty() ? null : otherwise, secret, variable, "default", true);
        }
        return new Row(
                name,
                secret ? "set" : shown(name, text.strip()),
                secret,
                variable,
                origin(found.getSourceName()),
                false);
    }

    /** An address may carry a user and a password, which nobody needs to see. */
    private static String shown(String name, String text) {
        if (!name.equals("metakocka.url")) {
            return text;
        }
        try {
            var user = URI.create(text).getRawUserInfo();
            return user == null ? text : text.replace(user + "@", "***@");
        } catch (IllegalArgumentException e) {
            return text.replaceAll("//[^/@]*@", "//***@");
        }
    }

    private static String origin(@Nullable String source) {
        var name = source == null ? "" : source.toLowerCase(Locale.ROOT);
        if (name.contains("env")) {
            return "environment";
        }
        if (name.contains("system")) {
            return "system property";
        }
        return source == null ? "unknown" : source;
    }
}
