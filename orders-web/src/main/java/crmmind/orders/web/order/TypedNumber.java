package crmmind.orders.web.order;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people type them. A single comma or point is the decimal sign. Where there is more than one sign, or
 * spaces, the groups of three are thousands: {@code 1.234,50}, {@code 1,234.50}, {@code 1 234,50} and
 * {@code 1.234.567}. The page's script reads them in the same way.
 */
public final class TypedNumber {

    private static final int LONGEST = 30;
    private static final Pattern SPACES = Pattern.compile("[\\u0020\\u00A0\\u2009\\u202F]");
    private static final Pattern PLAIN = Pattern.compile("-?\\d*[.,]?\\d+");
    private static final Pattern POINTS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+(,\\d+)?");
    private static final Pattern COMMAS = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern SPACED = Pattern.compile("-?\\d{1,3}( \\d{3})+([.,]\\d+)?");

    private TypedNumber() {}

    /** The number; null where it is none or has more than 30 characters. */
    public static @Nullable BigDecimal read(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        var text = SPACES.matcher(typed).replaceAll(" ").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        if (PLAIN.matcher(text).matches()) {
            return new BigDecimal(text.replace(',', '.'));
        }
        if (POINTS.matcher(text).matches()) {
            return new BigDecimal(text.replace(".", "").replace(',', '.'));
        }
        if (COMMAS.matcher(text).matches()) {
            return new BigDecimal(text.replace(",", ""));
        }
        if (SPACED.matcher(text).matches()) {
            return new BigDecimal(text.replace(" ", "").replace(',', '.'));
        }
        return null;
    }

    /** A number without trailing zeros and thousands, with the decimal sign of a language. */
    static String write(BigDecimal number, Locale locale) {
        return plain(number)
                .replace('.', DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
    }

    /** A number without trailing zeros, with a decimal point. */
    public static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
