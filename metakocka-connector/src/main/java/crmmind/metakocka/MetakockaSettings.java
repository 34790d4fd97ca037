package crmmind.metakocka;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Metakocka and how patient to be. Durations are written {@code 500ms}, {@code 30s}, {@code 3m} or as ISO
 * 8601 ({@code PT30S}).
 *
 * @param url {@code metakocka.url}: scheme, host and port; null as long as no connection is configured
 * @param companyId {@code metakocka.company-id}
 * @param secretKey {@code metakocka.secret-key}
 * @param connectTimeout {@code metakocka.connect-timeout}, 5 s
 * @param readTimeout {@code metakocka.read-timeout}: longest wait for the answer of a read, 30 s
 * @param writeTimeout {@code metakocka.write-timeout}: longest wait for the answer of a write, 120 s
 * @param quietPeriod {@code metakocka.quiet-period}: how long after sending "there is no such order" starts to count,
 *     180 s; longer than the write time-out
 * @param lookAgain {@code metakocka.look-again}: pauses between the look-ups after an unknown outcome, comma separated,
 *     {@code 0s,5s,15s,45s}; the last one repeats
 * @param pollInterval {@code metakocka.poll-interval}: how often the desk asks for changes made in Metakocka, 60 s
 * @param maxCalls {@code metakocka.max-calls}: calls at once, 2
 * @param requestBody {@code metakocka.request-body}
 * @param exchangeRetention {@code metakocka.exchange-retention}: how long the API log is kept, 30 days ({@code 30d})
 * @param resendPauses {@code metakocka.resend-pauses}: pauses while Metakocka cannot be reached, comma separated,
 *     {@code 2s,5s,10s,30s,1m,5m}; the last one repeats
 * @param fulfillmentMode {@code metakocka.fulfillment-mode}: {@code status}, {@code packing_list} or {@code invoice}
 */
public record MetakockaSettings(
        @Nullable URI url,
        @Nullable String companyId,
        @Nullable Secret secretKey,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        Duration quietPeriod,
        List<Duration> lookAgain,
        Duration pollInterval,
        int maxCalls,
        RequestBody requestBody,
        Duration exchangeRetention,
        List<Duration> resendPauses,
        FulfillmentMode fulfillmentMode) {

    /** How a request body leaves: only {@link #CHUNKED} is certain to leave once. */
    public enum RequestBody {
        /** In pieces of unknown total length; the HTTP library cannot send it a second time by itself. */
        CHUNKED,
        /** With a length; only together with {@code -Dsun.net.http.retryPost=false}. */
        BUFFERED
    }

    /** Copies the lists and checks the numbers. */
    public MetakockaSettings {
        lookAgain = List.copyOf(lookAgain);
        resendPauses = List.copyOf(resendPauses);
        if (maxCalls < 1) {
            throw new IllegalArgumentException("metakocka.max-calls must be at least 1");
        }
        if (lookAgain.isEmpty() || resendPauses.isEmpty()) {
            throw new IllegalArgumentException("metakocka.look-again and metakocka.resend-pauses must not be empty");
        }
    }

    /** Reads the settings; what is missing gets its default. */
    public static MetakockaSettings from(Config config) {
        return new MetakockaSettings(
                text(config, "url").map(MetakockaSettings::address).orElse(null),
                text(config, "company-id").orElse(null),
                text(config, "secret-key").map(Secret::new).orElse(null),
                duration(config, "connect-timeout", "5s"),
                duration(config, "read-timeout", "30s"),
                duration(config, "write-timeout", "120s"),
                duration(config, "quiet-period", "180s"),
                durations(config, "look-again", "0s,5s,15s,45s"),
                duration(config, "poll-interval", "60s"),
                Integer.parseInt(text(config, "max-calls").orElse("2")),
                RequestBody.valueOf(
                        text(config, "request-body").orElse("chunked").toUpperCase(Locale.ROOT)),
                duration(config, "exchange-retention", "30d"),
                durations(config, "resend-pauses", "2s,5s,10s,30s,1m,5m"),
                FulfillmentMode.of(text(config, "fulfillment-mode").orElse("status")));
    }

    /** Whether address, company and key are all there. */
    public boolean complete() {
        return url != null && companyId != null && secretKey != null;
    }

    private static Optional<String> text(Config config, String name) {
        return config.getOptionalValue("metakocka." + name, String.class)
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    private static URI address(String text) {
        var withScheme = text.contains("://") ? text : "https://" + text;
        return URI.create(withScheme.endsWith("/") ? withScheme.substring(0, withScheme.length() - 1) : withScheme);
    }

    private static Duration duration(Config config, String name, String otherwise) {
        return parse(name, text(config, name).orElse(otherwise));
    }

    private static List<Duration> durations(Config config, String name, String otherwise) {
        return List.of(text(config, name).orElse(otherwise).split(",")).stream()
                .map(part -> parse(name, part))
                .toList();
    }

    private static Duration parse(String name, String text) {
        var value = text.trim().toUpperCase(Locale.ROOT);
        try {
            if (value.endsWith("MS")) {
                return Duration.ofMillis(
                        Long.parseLong(value.substring(0, value.length() - 2).trim()));
            }
            if (value.startsWith("P")) {
                return Duration.parse(value);
            }
            return Duration.parse(value.endsWith("D") ? "P" + value : "PT" + value);
        } catch (java.time.format.DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException("metakocka." + name + " is not a duration: " + text, e);
        }
    }
}
