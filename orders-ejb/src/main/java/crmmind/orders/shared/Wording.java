package crmmind.orders.shared;

import java.text.NumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts of a bundle with their places filled in. A place is <code>{0}</code> or <code>{name}</code>, filled as it is;
 * <code>{name:status}</code> is filled with the text {@code status.<value>} of the same bundle, where there is one
 * (each of several, apart by commas), and with a number by its plural form, {@code status.one} to {@code status.other}.
 */
public final class Wording {

    /** A place: its name, and the group of texts its value is one of. */
    public static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_]+)(?::([A-Za-z0-9_.-]+))?}");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private final ResourceBundle bundle;
    private final Locale locale;

    /** Texts of this bundle, numbers as people of that language write them. */
    public Wording(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** A text by its key, its places numbered. */
    public String text(String key, Object... values) {
        var named = new HashMap<String, String>();
        for (int i = 0; i < values.length; i++) {
            named.put(Integer.toString(i), String.valueOf(values[i]));
        }
        return fill(bundle.getString(key), named);
    }

    /** A text by its key, its places named; empty where there is no such text, or a value is missing for it. */
    public Optional<String> find(String key, Map<String, String> values) {
        if (!bundle.containsKey(key)) {
            return Optional.empty();
        }
        var pattern = bundle.getString(key);
        return PLACE.matcher(pattern).results().allMatch(place -> values.containsKey(place.group(1)))
                ? Optional.of(fill(pattern, values))
                : Optional.empty();
    }

    /** A number with its noun: the text {@code <key>.<form>}, whose place 0 is the number. */
    public String count(String key, long number) {
        var form = key + "." + PluralForm.of(locale, number).code();
        return fill(
                bundle.getString(form),
                Map.of("0", NumberFormat.getIntegerInstance(locale).format(number)));
    }

    private String fill(String pattern, Map<String, String> values) {
        return PLACE.matcher(pattern)
                .replaceAll(place ->
                        Matcher.quoteReplacement(place(values.getOrDefault(place.group(1), ""), place.group(2))));
    }

    private String place(String value, @Nullable String group) {
        if (group == null) {
            return value;
        }
        if (NUMBER.matcher(value).matches() && bundle.containsKey(group + ".other")) {
            return count(group, Long.parseLong(value));
        }
        return Stream.of(value.split(", ", -1))
                .map(part -> bundle.containsKey(group + "." + part) ? bundle.getString(group + "." + part) : part)
                .collect(Collectors.joining(", "));
    }
}
