package crmmind.metakocka.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Metakocka writes values, and the only place that knows it. Times are wall-clock times of Ljubljana with a literal
 * {@code +02:00} that means nothing; decimals come with a dot, with a comma, and with grouping; a list of one may come
 * as the bare object, an empty one not at all.
 */
public final class ValueFormats {

    /** Where Metakocka's clock hangs. */
    public static final ZoneId LJUBLJANA = ZoneId.of("Europe/Ljubljana");

    private static final String DECORATION = "+02:00";
    private static final DateTimeFormatter DOTTED = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
    private static final DateTimeFormatter DASHED = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final Pattern DOTTED_DATE = Pattern.compile("\\d{1,2}\\.\\d{1,2}\\.\\d{4}");
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+");

    private ValueFormats() {}

    /** A value Metakocka should not have sent. */
    public static final class UnreadableValueException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableValueException(String what, String text) {
            super("Not " + what + ": " + text);
        }
    }

    /** A day as it is sent: the form that is accepted all year round. */
    public static String date(LocalDate day) {
        return DOTTED.format(day);
    }

    /** A day with the literal suffix, for fields that show it so. */
    public static String decoratedDate(LocalDate day) {
        return DASHED.format(day) + DECORATION;
    }

    /** A moment as it is sent: Ljubljana's wall clock, whole seconds, the literal suffix. */
    public static String timestamp(Instant moment) {
        return STAMP.format(LocalDateTime.ofInstant(moment, LJUBLJANA)) + DECORATION;
    }

    /** An amount or price as it is sent: a dot, no exponent, no grouping, no trailing zeros. */
    public static String decimal(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
    }

    /** Reads a day, whatever follows it. */
    public static LocalDate parseDate(String text) {
        var value = text.trim();
        try {
            if (DOTTED_DATE.matcher(value).matches()) {
                var parts = value.split("\\.");
                return LocalDate.of(Integer.parseInt(parts[2]), Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
            }
            if (value.length() >= 10) {
                return LocalDate.parse(value.substring(0, 10), DASHED);
            }
        } catch (java.time.DateTimeException e) {
            throw unreadable("a date", text, e);
        }
        throw new UnreadableValueException("a date", text);
    }

    /** Reads a moment: the first 19 characters as Ljubljana's wall clock; the rest means nothing. */
    public static Instant parseTimestamp(String text) {
        var value = text.trim().replace(' ', 'T');
        try {
            if (value.length() >= 19) {
                return LocalDateTime.parse(value.substring(0, 19), STAMP)
                        .atZone(LJUBLJANA)
                        .toInstant();
            }
            return parseDate(value).atStartOfDay(LJUBLJANA).toInstant();
        } catch (DateTimeParseException e) {
            throw unreadable("a timestamp", text, e);
        }
    }

    /**
     * Reads a decimal: {@code 46.19}, {@code 863,75}, {@code 1.895,01}. A single dot without a comma is a decimal
     * point, several dots group.
     */
    public static BigDecimal parseDecimal(String text) {
        return decimal(text, false);
    }

    /** Reads an amount in Slovenian writing, where a dot always groups: {@code 1.895} is one thousand and more. */
    public static BigDecimal parseSlovenianDecimal(String text) {
        return decimal(text, true);
    }

    private static BigDecimal decimal(String text, boolean dotGroups) {
        var value = text.trim();
        int comma = value.indexOf(',');
        if (comma >= 0) {
            var whole = value.substring(0, comma);
            var fraction = value.substring(comma + 1);
            if (whole.indexOf('.') >= 0) {
                if (!GROUPED.matcher(whole).matches()) {
                    throw new UnreadableValueException("a number", text);
                }
                whole = whole.replace(".", "");
            }
            value = whole + "." + fraction;
        } else if (GROUPED.matcher(value).matches() && (dotGroups || value.indexOf('.') != value.lastIndexOf('.'))) {
            value = value.replace(".", "");
        }
        if (!PLAIN.matcher(value).matches()) {
            throw new UnreadableValueException("a number", text);
        }
        return new BigDecimal(value);
    }

    /** Reads a yes or no. */
    public static boolean parseBoolean(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw new UnreadableValueException("true or false", text);
        };
    }

    /** The text of a field, whatever type it came as; null when it is missing, null or empty. */
    public static @Nullable String text(JsonNode node, String field) {
        var value = node.get(field);
        if (value == null || value.isNull() || !value.isValueNode()) {
            return null;
        }
        var text = value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
        return text.isEmpty() ? null : text;
    }

    /** The text of a field that must be there. */
    public static String requiredText(JsonNode node, String field) {
        var value = text(node, field);
        if (value == null) {
            throw new UnreadableValueException("an answer with " + field, abbreviated(node.toString()));
        }
        return value;
    }

    /** A decimal field; null when missing. */
    public static @Nullable BigDecimal number(JsonNode node, String field) {
        var value = text(node, field);
        return value == null ? null : parseDecimal(value);
    }

    /** A date field; null when missing. */
    public static @Nullable LocalDate day(JsonNode node, String field) {
        var value = text(node, field);
        return value == null ? null : parseDate(value);
    }

    /** A timestamp field; null when missing. */
    public static @Nullable Instant moment(JsonNode node, String field) {
        var value = text(node, field);
        return value == null ? null : parseTimestamp(value);
    }

    /** A yes-or-no field; null when missing. */
    public static @Nullable Boolean flag(JsonNode node, String field) {
        var value = text(node, field);
        return value == null ? null : parseBoolean(value);
    }

    /** A yes-or-no field where missing means no. */
    public static boolean yes(JsonNode node, String field) {
        return Boolean.TRUE.equals(flag(node, field));
    }

    /** A list, an object standing for a list of one, or nothing standing for an empty one. */
    public static List<JsonNode> list(JsonNode node, String field) {
        var value = node.get(field);
        if (value == null || value.isNull() || value.isMissingNode()) {
            return List.of();
        }
        if (value.isObject()) {
            return List.of(value);
        }
        if (value.isArray()) {
            var rows = new ArrayList<JsonNode>(value.size());
            value.forEach(row -> {
                if (row.isObject()) {
                    rows.add(row);
                }
            });
            return rows;
        }
        if (value.isTextual() && value.asText().isBlank()) {
            return List.of();
        }
        throw new UnreadableValueException("a list in " + field, abbreviated(value.toString()));
    }

    private static String abbreviated(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static UnreadableValueException unreadable(String what, String text, Throwable cause) {
        var exception = new UnreadableValueException(what, text);
        exception.initCause(cause);
        return exception;
    }
}
