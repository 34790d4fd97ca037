package crmmind.orders.web.account;

import crmmind.orders.access.Accounts;
import crmmind.orders.access.OwnAccount;
import crmmind.orders.shared.Role;
import crmmind.orders.shared.Violation;
import crmmind.orders.web.security.DeskAuthentication;
import crmmind.orders.web.shell.FieldErrors;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Theme;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Behind {@code account.xhtml}: who I am, how the pages look to me, and my password. */
@Named
@ViewScoped
public class AccountView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String BUNDLE = "accesstexts";
    private static final String HERE = "/account";
    private static final int A_YEAR = (int) Duration.ofDays(365).toSeconds();
    private static final List<String> THEMES = List.of("auto", "light", "dark");

    @Inject
    OwnAccount account;

    @Inject
    Accounts accounts;

    @Inject
    Language languageNow;

    @Inject
    Theme themeNow;

    @Inject
    Refusals refusals;

    @Inject
    Toasts toasts;

    @Inject
    Texts texts;

    private final FieldErrors errors = new FieldErrors();
    private String username = "";
    private List<String> roles = List.of();
    private String displayName = "";
    private String language = "";
    private String theme = "";
    private boolean keys = true;
    private String present = "";
    private String password = "";
    private String again = "";

    /** Reads who I am and what I chose. */
    public void load() {
        var person = account.person();
        username = person.username();
        displayName = person.displayName();
        roles = Role.ALL.stream().filter(person.roles()::contains).toList();
        language = languageNow.getCode();
        theme = themeNow.getChoice();
        keys = !(FacesContext.getCurrentInstance()
                                .getExternalContext()
                                .getRequestCookieMap()
                                .get("keys")
                        instanceof Cookie cookie)
                || !cookie.getValue().equals("off");
    }

    /** Changes my name. */
    public void rename() {
        if (errors.without(() -> account.rename(displayName), refusals)) {
            toasts.done(texts.text(BUNDLE, "toast.saved"));
            Pages.goTo(HERE);
        }
    }

    /** Keeps language, light or dark, and whether single keys do something. */
    public void prefer() {
        var chosen = Language.known(language).map(Locale::getLanguage).orElse(languageNow.getCode());
        accounts.speak(username, chosen);
        cookie(Language.COOKIE, chosen, true);
        cookie("theme", THEMES.contains(theme) ? theme : "auto", false);
        cookie("keys", keys ? "on" : "off", false);
        toasts.done(Texts.of(BUNDLE, Locale.forLanguageTag(chosen)).text("toast.saved"));
        Pages.goTo(HERE);
    }

    /** Two of them are changed by the buttons of each page, too, whose script must be able to write them. */
    private static void cookie(String name, String value, boolean httpOnly) {
        FacesContext.getCurrentInstance()
                .getExternalContext()
                .addResponseCookie(
                        name, value, Map.of("path", "/", "maxAge", A_YEAR, "httpOnly", httpOnly, "SameSite", "Lax"));
    }

    /** Changes my password. This session goes on, my others are over. */
    public void changePassword() {
        if (!password.equals(again)) {
            errors.only(new Violation("/again", "NOT_THE_SAME", "The two passwords are not the same"), refusals);
            return;
        }
        var request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        if (errors.without(
                () -> DeskAuthentication.staySignedIn(request, account.changePassword(present, password)), refusals)) {
            toasts.done(texts.text(BUNDLE, "toast.password"));
            Pages.goTo(HERE);
        }
    }

    /** What is wrong with a field; empty if nothing is. */
    public String error(String pointer) {
        return errors.of(pointer);
    }

    public String getUsername() {
        return username;
    }

    /** My roles, from the one that may do least. */
    public List<String> getRoles() {
        return roles;
    }

    /** The languages there are. */
    public List<String> getLanguages() {
        return Language.ALL.stream().map(Locale::getLanguage).toList();
    }

    public List<String> getThemes() {
        return THEMES;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(@Nullable String displayName) {
        this.displayName = given(displayName);
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(@Nullable String language) {
        this.language = given(language);
    }

    public String getTheme() {
        return theme;
    }

    public void setTheme(@Nullable String theme) {
        this.theme = given(theme);
    }

    public boolean isKeys() {
        return keys;
    }

    public void setKeys(boolean keys) {
        this.keys = keys;
    }

    public @Nullable String getPresent() {
        return null; // never back to the page
    }

    public void setPresent(@Nullable String present) {
        this.present = given(present);
    }

    public @Nullable String getPassword() {
        return null;
    }

    public void setPassword(@Nullable String password) {
        this.password = given(password);
    }

    public @Nullable String getAgain() {
        return null;
    }

    public void setAgain(@Nullable String again) {
        this.again = given(again);
    }

    private static String given(@Nullable String value) {
        return value == null ? "" : value;
    }
}
