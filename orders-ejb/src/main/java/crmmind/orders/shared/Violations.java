package crmmind.orders.shared;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects every value of a request that breaks a rule, and gives back the clean ones: texts trimmed, blank ones null.
 */
public final class Violations {

    private final List<Violation> found = new ArrayList<>();

    /** Notes a broken rule. */
    public void add(String pointer, String code, String detail, String... values) {
        found.add(new Violation(pointer, code, detail, List.of(values)));
    }

    /** Notes a broken rule. */
    public void add(Violation violation) {
        found.add(violation);
    }

    /** A text of one line. */
    public @Nullable String line(String pointer, @Nullable String value, int most) {
        return text(pointer, value, most, false);
    }

    /** A text that may have several lines. */
    public @Nullable String lines(String pointer, @Nullable String value, int most) {
        return text(pointer, value, most, true);
    }

    /** A text of one line that has to be there; empty where it is not. */
    public String requiredLine(String pointer, @Nullable String value, int most) {
        var text = line(pointer, value, most);
        if (text == null) {
            add(pointer, "REQUIRED", "A value is required");
            return "";
        }
        return text;
    }

    private @Nullable String text(String pointer, @Nullable String value, int most, boolean breaks) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var text = value.strip();
        if (text.codePointCount(0, text.length()) > most) {
            add(pointer, "TOO_LONG", "At most " + most + " characters", Integer.toString(most));
        }
        if (text.codePoints().anyMatch(character -> unprintable(character, breaks))) {
            add(pointer, "CONTROL_CHARACTER", "Control characters are not allowed");
        }
        return text;
    }

    private static boolean unprintable(int character, boolean breaks) {
        if (breaks && (character == '\n' || character == '\r' || character == '\t')) {
            return false;
        }
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    /**
     * A number within its column; null where it is missing or breaks a rule.
     *
     * @param digits how many digits it may have before the point
     * @param decimals how many after it
     */
    public @Nullable BigDecimal number(String pointer, @Nullable BigDecimal value, int digits, int decimals) {
        if (value == null) {
            add(pointer, "REQUIRED", "A value is required");
            return null;
        }
        // by its digits only: arithmetic on 1E999999999 would never end
        if ((long) value.precision() - value.scale() > digits) {
            add(
                    pointer,
                    "TOO_LARGE",
                    "At most " + digits + " digits before the decimal point",
                    Integer.toString(digits));
            return null;
        }
        var stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (stripped.scale() > decimals) {
            add(pointer, "TOO_MANY_DECIMALS", "At most " + decimals + " decimals", Integer.toString(decimals));
            return null;
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A percentage, 0 to 100. */
    public @Nullable BigDecimal percentage(String pointer, @Nullable BigDecimal value, int decimals) {
        var number = number(pointer, value, 13, decimals);
        if (number != null && (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(100)) > 0)) {
            add(pointer, "OUT_OF_RANGE", "Between 0 and 100");
            return null;
        }
        return number;
    }

    /** Whether nothing was found. */
    public boolean none() {
        return found.isEmpty();
    }

    /** What was found, in the order it was. */
    public List<Violation> all() {
        return List.copyOf(found);
    }

    /** Refuses with VALIDATION_FAILED if anything was found. */
    public void refuse() {
        if (!found.isEmpty()) {
            throw found.size() == 1
                    ? new BusinessException(
                            Problem.VALIDATION_FAILED,
                            found.get(0).pointer() + ": " + found.get(0).detail(),
                            found)
                    : new BusinessException(
                            Problem.VALIDATION_FAILED, Sentence.of("values.broken", found.size()), found);
        }
    }
}
