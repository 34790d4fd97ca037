package crmmind.orders.web.shown;

import crmmind.orders.shared.Wording;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/** Texts of the portal's bundles with their places filled in, in the language of who reads them. */
@Named("texts")
@ApplicationScoped
public class Texts {

    private static final String PLACE = "crmmind.orders.web.";

    @Inject
    Language language;

    /** The texts of a bundle in a language. */
    public static Wording of(String bundle, Locale locale) {
        return new Wording(ResourceBundle.getBundle(PLACE + bundle, locale, Texts.class.getClassLoader()), locale);
    }

    /**
     * A text.
     *
     * @param bundle as {@code messages}
     * @param values what stands in its places, in their order
     */
    public String text(String bundle, String key, Object... values) {
        return of(bundle, language.getLocale()).text(key, values);
    }

    /** A number with its noun, in the form the number asks for. */
    public String count(String bundle, String key, long number) {
        return of(bundle, language.getLocale()).count(key, number);
    }

    /** A text with named places; empty where there is none, or a value is missing for it. */
    public Optional<String> find(String bundle, String key, Map<String, String> values) {
        return of(bundle, language.getLocale()).find(key, values);
    }
}
