package crmmind.orders.shared;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A sentence that can be said in each language of the desk: which one, and the values in it. Its texts are in
 * {@code sentences.properties}.
 *
 * @param key as {@code order.cancelled-unsent}
 * @param values what stands in its places, in their order
 */
public record Sentence(String key, List<String> values) implements Serializable {

    private static final String TEXTS = "crmmind.orders.shared.sentences";

    /** A sentence with its values; a status is given by its code. */
    public static Sentence of(String key, Object... values) {
        return new Sentence(key, Arrays.stream(values).map(String::valueOf).toList());
    }

    /** As the REST API says it. */
    public String english() {
        return in(Locale.ENGLISH);
    }

    /** In a language; English where there is no such text in it. */
    public String in(Locale locale) {
        var bundle = ResourceBundle.getBundle(TEXTS, locale, Sentence.class.getClassLoader());
        return new Wording(bundle, locale).text(key, values.toArray());
    }
}
