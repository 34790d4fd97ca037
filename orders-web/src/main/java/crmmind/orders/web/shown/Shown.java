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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them; times in Ljubljana's. Null is shown as a dash. */
@Named("shown")
@ApplicationScoped
public class Shown {

    /** Where people read their clocks. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Ljubljana");

    private static final String NOTHING = "–";
    private static final String CODES = "codetexts";

    @Inject
    Clock clock;

    @Inject
    Language language;

    /** The language of whoever reads. */
    protected Locale locale() {
        return language.getLocale();
    }

    private boolean slovenian() {
        return locale().getLanguage().equals("sl");
    }

    /** A quantity without trailing zeros, its thousands apart. */
    public String quantity(@Nullable BigDecimal quantity) {
        if (quantity == null) {
            return NOTHING;
        }
        var plain = quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
        return String.format(locale(), "%,." + Math.max(0, plain.scale()) + "f", plain);
    }

    /** An amount to the cent with its currency. */
    public String money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return NOTHING;
        }
        var text = String.format(locale(), "%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
        if (currency == null) {
            return text;
        }
        return text + " " + (slovenian() && currency.equals("EUR") ? "€" : currency);
    }

    /** A price with two decimals at least, six at most. */
    public String price(@Nullable BigDecimal price) {
        if (price == null) {
            return NOTHING;
        }
        var plain = price.stripTrailingZeros();
        return String.format(locale(), "%,." + Math.max(2, plain.scale()) + "f", plain);
    }

    /** A moment, to the second. */
    public String moment(@Nullable Instant at) {
        return at == null
                ? NOTHING
                : in(slovenian() ? "d. M. uuuu, HH:mm:ss" : "d MMM uuuu, HH:mm:ss")
                        .format(at);
    }

    /** A day. */
    public String day(@Nullable LocalDate day) {
        return day == null
                ? NOTHING
                : in(slovenian() ? "d. M. uuuu" : "d MMM uuuu").format(day);
    }

    /** A day without its year. */
    public String shortDay(LocalDate day) {
        return in(slovenian() ? "d. M." : "d MMM").format(day);
    }

    /** A day of the week and its date without the year. */
    public String weekday(LocalDate day) {
        return in(slovenian() ? "EEE, d. M." : "EEE d MMM").format(day);
    }

    private DateTimeFormatter in(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale()).withZone(ZONE);
    }

    /** How long ago, or how soon, in one unit. */
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return NOTHING;
        }
        var gap = Duration.between(at, clock.instant());
        var text = span(gap.abs());
        return text.isEmpty()
                ? Texts.of(CODES, locale()).text("ago.now")
                : Texts.of(CODES, locale()).text(gap.isNegative() ? "ago.future" : "ago.past", text);
    }

    private String span(Duration gap) {
        if (gap.toDays() > 0) {
            return Texts.of(CODES, locale()).text("span.days", gap.toDays());
        }
        if (gap.toHours() > 0) {
            return Texts.of(CODES, locale()).text("span.hours", gap.toHours());
        }
        if (gap.toMinutes() > 0) {
            return Texts.of(CODES, locale()).text("span.minutes", gap.toMinutes());
        }
        return gap.toSeconds() < 5 ? "" : Texts.of(CODES, locale()).text("span.seconds", gap.toSeconds());
    }

    /** How much text, in bytes or kilobytes. */
    public String size(int bytes) {
        return bytes < 10_000
                ? Texts.of(CODES, locale()).count("size.bytes", bytes)
                : Texts.of(CODES, locale()).text("size.kilobytes", String.format(locale(), "%,d", bytes / 1000));
    }

    /** A document type of Metakocka's as people call it. */
    public String paper(@Nullable String type) {
        return Texts.of(CODES, locale()).find("paper." + type, Map.of()).orElseGet(() -> plain(type));
    }

    /** One of the desk's own codes as it is called; without a name, its words. */
    public String words(@Nullable String code) {
        return Texts.of(CODES, locale()).find("code." + code, Map.of()).orElseGet(() -> plain(code));
    }

    /** Who did something: a user's name, or what the desk and Metakocka are called. */
    public String actor(String name) {
        return Texts.of(CODES, locale()).find("actor." + name, Map.of()).orElse(name);
    }

    /** A setting's origin as it is called; the name of its source otherwise. */
    public String origin(String origin) {
        return Texts.of("worktexts", locale())
                .find("origin." + origin, Map.of())
                .orElse(origin);
    }

    /** A code like {@code partially_fulfilled} as its own words, as Metakocka's are. */
    public String plain(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return NOTHING;
        }
        var words = code.replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
