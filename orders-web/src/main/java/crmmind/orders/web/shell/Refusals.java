package crmmind.orders.web.shell;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Violation;
import crmmind.orders.shared.Wording;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Refusals of the business in the language of who is refused. */
@RequestScoped
public class Refusals {

    private static final String BUNDLE = "refusaltexts";

    @Inject
    Language language;

    /** What a kind of problem is called. */
    public String title(Problem problem) {
        return title(problem.code(), problem.title());
    }

    /**
     * What a problem is called by its code, as results of bulk work carry it.
     *
     * @param otherwise what to say for a code without words here
     */
    public String title(String code, String otherwise) {
        return texts(language.getLocale()).find("problem." + code, Map.of()).orElse(otherwise);
    }

    /** What was refused, and why. */
    public String detail(BusinessException refusal) {
        return detail(refusal, language.getLocale());
    }

    /** The rule a value breaks. */
    public String detail(Violation violation) {
        return detail(violation, language.getLocale());
    }

    /** What the value with this pointer is called. */
    public String field(String pointer) {
        return field(pointer, language.getLocale());
    }

    static String title(Problem problem, Locale locale) {
        return texts(locale).find("problem." + problem.code(), Map.of()).orElse(problem.title());
    }

    static String detail(BusinessException refusal, Locale locale) {
        var violations = refusal.violations();
        return refusal.problem() == Problem.VALIDATION_FAILED && violations.size() == 1
                ? field(violations.get(0).pointer(), locale) + ": " + detail(violations.get(0), locale)
                : refusal.detail(locale);
    }

    /** By the rule and the value it is about, else by the rule alone, else in English. */
    static String detail(Violation violation, Locale locale) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < violation.values().size(); i++) {
            values.put(Integer.toString(i), violation.values().get(i));
        }
        var texts = texts(locale);
        var key = "violation." + violation.code();
        return List.of(key + "." + last(violation.pointer()), key + ".full", key).stream()
                .flatMap(found -> texts.find(found, values).stream())
                .findFirst()
                .orElse(violation.detail());
    }

    /** The parts of a pointer that have a name, from the outside in. */
    private static String field(String pointer, Locale locale) {
        var texts = texts(locale);
        var names = List.of(pointer.split("/")).stream()
                .flatMap(part -> texts.find("field." + part, Map.of()).stream())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? pointer : names;
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private static Wording texts(Locale locale) {
        return Texts.of(BUNDLE, locale);
    }
}
