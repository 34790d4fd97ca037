package crmmind.metakocka.simulator.wire;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times of day in Ljubljana. The {@code +02:00} behind them is decoration: it stands there in winter too, and
 * any other offset is refused.
 */
public final class Dates {
    /** Where the company is. */
    public static final ZoneId LJUBLJANA = ZoneId.of("Europe/Ljubljana");

    private static final String SUFFIX = "+02:00";
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern SLOVENIAN = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?");

    private Dates() {}

    /** {@code YYYY-MM-DD+02:00} or {@code dd.MM.yyyy}; anything else, other offsets included, is empty. */
    public static Optional<LocalDate> strict(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return text.endsWith(SUFFIX) ? iso(text.substring(0, text.length() - SUFFIX.length())) : slovenian(text);
    }

    /** Also bare dates, other offsets and timestamps, of which the date counts. */
    public static Optional<LocalDate> lenient(@Nullable String text) {
        var strict = strict(text);
        if (strict.isPresent() || text == null || text.length() < 10) {
            return strict;
        }
        return iso(text.substring(0, 10));
    }

    /** {@code YYYY-MM-DDThh:mm:ss+02:00}, with or without fractions of a second, as wall clock seconds. */
    public static Optional<Long> timestamp(@Nullable String text) {
        if (text == null || !text.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        var local = text.substring(0, text.length() - SUFFIX.length());
        if (!TIMESTAMP.matcher(local).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(local).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What the clock on the wall in Ljubljana showed, in seconds; in autumn an hour of them comes twice. */
    public static long wallSeconds(Instant instant) {
        return LocalDateTime.ofInstant(instant, LJUBLJANA).toEpochSecond(ZoneOffset.UTC);
    }

    public static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, LJUBLJANA);
    }

    public static String date(LocalDate date) {
        return date + SUFFIX;
    }

    /** The timestamp of wall clock seconds. */
    public static String wall(long wallSeconds) {
        var local = LocalDateTime.ofEpochSecond(wallSeconds, 0, ZoneOffset.UTC).truncatedTo(SECONDS);
        var text = local.toString();
        return (text.length() == 16 ? text + ":00" : text) + SUFFIX;
    }

    /** {@code dd.MM.yyyy}, as payments have it. */
    public static String slovenian(LocalDate date) {
        return "%02d.%02d.%04d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
    }

    private static Optional<LocalDate> iso(String text) {
        var match = ISO.matcher(text);
        return match.matches() ? date(match.group(1), match.group(2), match.group(3)) : Optional.empty();
    }

    private static Optional<LocalDate> slovenian(String text) {
        var match = SLOVENIAN.matcher(text);
        return match.matches() ? date(match.group(3), match.group(2), match.group(1)) : Optional.empty();
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
