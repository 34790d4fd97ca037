package crmmind.metakocka.simulator.wire;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts and prices as Metakocka reads and writes them. */
public final class Decimals {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}([.,]\\d{0,10})?|[+-]?[.,]\\d{1,10}");

    private Decimals() {}

    /** A number with a dot or a comma, without grouping; empty when it is none. */
    public static Optional<BigDecimal> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var stripped = text.strip();
        return NUMBER.matcher(stripped).matches()
                ? Optional.of(new BigDecimal(stripped.replace(',', '.')))
                : Optional.empty();
    }

    /** With a dot and without trailing zeros, as in documents: {@code 24.8}. */
    public static String dot(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** With a dot and two decimals: {@code 122.00}. */
    public static String money(BigDecimal value) {
        return cents(value).toPlainString();
    }

    /** As in stock and product master data: {@code 863,75}, or with a dot when the company's setting says so. */
    public static String stock(BigDecimal value, boolean comma) {
        var dot = dot(value);
        return comma ? dot.replace('.', ',') : dot;
    }

    /** As payments are read back: {@code 1.895,01}. */
    public static String grouped(BigDecimal value) {
        var plain = cents(value.abs()).toPlainString();
        var whole = plain.substring(0, plain.length() - 3);
        var grouped = new StringBuilder();
        for (var i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                grouped.append('.');
            }
            grouped.append(whole.charAt(i));
        }
        return (value.signum() < 0 ? "-" : "") + grouped + "," + plain.substring(plain.length() - 2);
    }

    /** Rounded half up to the cent. */
    public static BigDecimal cents(BigDecimal value) {
        return value.setScale(2, HALF_UP);
    }
}
