package crmmind.orders.web.shown;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The language of the pages: the one the person chose, else the one chosen in this browser, else the first that the
 * browser asks for and the desk speaks, else English.
 */
@Named("language")
@RequestScoped
public class Language {

    /** The request attribute with the code of the language that the person signed in chose. */
    public static final String CHOSEN = Language.class.getName() + ".chosen";

    /** The cookie with the code of the language that was chosen in this browser. */
    public static final String COOKIE = "language";

    /** The languages the desk speaks. */
    public static final List<Locale> ALL =
            List.of(Locale.ENGLISH, new Locale.Builder().setLanguage("sl").build());

    @Inject
    HttpServletRequest request;

    /** The language of a request. */
    public static Locale of(HttpServletRequest request) {
        var cookies = request.getCookies();
        var remembered = cookies == null
                ? Stream.<String>empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue);
        var chosen = request.getAttribute(CHOSEN);
        return Stream.of(
                        Stream.ofNullable(chosen == null ? null : chosen.toString()),
                        remembered,
                        Collections.list(request.getLocales()).stream().map(Locale::getLanguage))
                .flatMap(codes -> codes)
                .map(Language::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** The language with this code, if the desk speaks it. */
    public static Optional<Locale> known(@Nullable String code) {
        return ALL.stream()
                .filter(language -> language.getLanguage().equals(code))
                .findFirst();
    }

    /** The language of this request. */
    public Locale getLocale() {
        return of(request);
    }

    /** Its code, as {@code sl}. */
    public String getCode() {
        return getLocale().getLanguage();
    }

    /** The codes of the others, to change to. */
    public List<String> getOthers() {
        return ALL.stream()
                .map(Locale::getLanguage)
                .filter(code -> !code.equals(getCode()))
                .toList();
    }
}
