package crmmind.orders.web.shell;

import crmmind.orders.access.Accounts;
import crmmind.orders.web.shown.Language;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes the language: of this browser, and of whoever is signed in wherever they sign in. */
@Named("languageSwitch")
@RequestScoped
public class LanguageSwitch {

    private static final int A_YEAR = (int) Duration.ofDays(365).toSeconds();

    @Inject
    Accounts accounts;

    @Inject
    Me me;

    /** Shows the same page in this language; one the desk does not speak changes nothing. */
    public void choose(@Nullable String code) {
        var language = Language.known(code);
        if (language.isPresent()) {
            var chosen = language.get().getLanguage();
            FacesContext.getCurrentInstance()
                    .getExternalContext()
                    .addResponseCookie(
                            Language.COOKIE,
                            chosen,
                            Map.of("path", "/", "maxAge", A_YEAR, "httpOnly", true, "SameSite", "Lax"));
            if (!me.getName().isEmpty()) {
                accounts.speak(me.getName(), chosen);
            }
        }
        Pages.goTo(Pages.here());
    }
}
