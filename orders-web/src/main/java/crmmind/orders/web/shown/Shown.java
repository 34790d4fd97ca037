package crmmind.orders.web.shown;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them; times in Ljubljana's. Null is shown as a dash. */
@Named("shown")
@ApplicationScoped
public class Shown {

    /** Where people read their clocks. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Ljubljana");

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH).withZone(ZONE);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final String NOTHING = "–";

    @Inject
    Clock clock;

    /** A quantity without trailing zeros, its thousands apart. */
    public String quantity(@Nullable BigDecimal quantity) {
        if (quantity == null) {
            return NOTHING;
        }
        var plain = quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
        return String.format(Locale.ENGLISH, "%,." + Math.max(0, plain.scale()) + "f", plain);
    }

    /** An amount to the cent with its currency. */
    public String money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return NOTHING;
        }
        var text = String.format(Locale.ENGLISH, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
        return currency == null ? text : text + " " + currency;
    }

    /** A price with two decimals at least, six at most. */
    public String price(@Nullable BigDecimal price) {
        if (price == null) {
            return NOTHING;
        }
        var plain = price.stripTrailingZeros();
        return String.format(Locale.ENGLISH, "%,." + Math.max(2, plain.scale()) + "f", plain);
    }

    /** A moment, to the second. */
    public String moment(@Nullable Instant at) {
        return at == null ? NOTHING : MOMENT.format(at);
    }

    /** A day. */
    public String day(@Nullable LocalDate day) {
        return day == null ? NOTHING : DAY.format(day);
    }

    /** How long ago, or how soon, in one unit. */
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return NOTHING;
        }
        var gap = Duration.between(at, clock.instant());
        var text = span(gap.abs());
        if (text.isEmpty()) {
            return "just now";
        }
        return gap.isNegative() ? "in " + text : text + " ago";
    }

    private static String span(Duration gap) {
        if (gap.toDays() > 0) {
            return gap.toDays() + " d";
        }
        if (gap.toHours() > 0) {
            return gap.toHours() + " h";
        }
        if (gap.toMinutes() > 0) {
            return gap.toMinutes() + " min";
        }
        return gap.toSeconds() < 5 ? "" : gap.toSeconds() + " s";
    }

    /** How much text, in bytes or kilobytes. */
    public String size(int bytes) {
        return bytes < 10_000 ? bytes + " bytes" : String.format(Locale.ENGLISH, "%,d kB", bytes / 1000);
    }

    /** A document type of Metakocka's as people call it. */
    public String paper(@Nullable String type) {
        return switch (type == null ? "" : type) {
            case "sales_bill_domestic", "sales_bill_foreign", "sales_bill_retail" -> "Invoice";
            case "sales_bill_prepaid" -> "Advance invoice";
            case "sales_bill_credit_note" -> "Credit note";
            case "warehouse_packing_list" -> "Packing list";
            case "sales_order" -> "Order beside it";
            default -> words(type);
        };
    }

    /** A code like {@code partially_fulfilled} as words. */
    public String words(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return NOTHING;
        }
        var words = code.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
