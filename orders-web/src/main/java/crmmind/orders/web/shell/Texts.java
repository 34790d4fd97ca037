package crmmind.orders.web.shell;

import jakarta.enterprise.inject.spi.CDI;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How pages write moments, amounts and quantities. */
public final class Texts {

    private static final ZoneId ZONE = ZoneId.of("Europe/Ljubljana");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long DAY_SECONDS = 86_400;

    private Texts() {}

    /** A moment in words, as "5 min ago"; a dash for none. */
    public static String ago(@Nullable Instant moment) {
        return moment == null
                ? "–"
                : ago(moment, CDI.current().select(Clock.class).get().instant());
    }

    static String ago(Instant moment, Instant now) {
        long seconds = Duration.between(moment, now).toSeconds();
        if (seconds < 5) {
            return "just now";
        }
        if (seconds < MINUTE) {
            return seconds + " s ago";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min ago";
        }
        if (seconds < DAY_SECONDS) {
            return seconds / HOUR + " h ago";
        }
        return day(moment.atZone(ZONE).toLocalDate());
    }

    /** A moment in full, in Slovenian time; a dash for none. */
    public static String at(@Nullable Instant moment) {
        return moment == null ? "–" : MOMENT.format(moment.atZone(ZONE));
    }

    /** A moment for programs; empty for none. */
    public static String iso(@Nullable Instant moment) {
        return moment == null ? "" : moment.toString();
    }

    /** A day; a dash for none. */
    public static String day(@Nullable LocalDate day) {
        return day == null ? "–" : DAY.format(day);
    }

    /** An amount to the cent with its currency; a dash for none. */
    public static String money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return "–";
        }
        var text = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(amount);
        return currency == null ? text : text + " " + currency;
    }

    /** A quantity without trailing zeros; a dash for none. */
    public static String quantity(@Nullable BigDecimal quantity) {
        if (quantity == null) {
            return "–";
        }
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
