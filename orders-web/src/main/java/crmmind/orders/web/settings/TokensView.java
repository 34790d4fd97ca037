package crmmind.orders.web.settings;

import crmmind.orders.access.AccessAdministration;
import crmmind.orders.access.AccessAdministration.TokenView;
import crmmind.orders.access.AccessAdministration.UserView;
import crmmind.orders.access.OwnAccount;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Role;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import crmmind.orders.web.shell.FieldErrors;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens of everybody among the settings, and one's own on the page of the account: to look at, issue and revoke. */
@Named
@ViewScoped
public class TokensView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String BUNDLE = "accesstexts";
    private static final String ACCOUNT = "account";

    @Inject
    AccessAdministration administration;

    @Inject
    OwnAccount account;

    @Inject
    IssuedToken issued;

    @Inject
    Refusals refusals;

    @Inject
    Toasts toasts;

    @Inject
    Texts texts;

    @Inject
    Clock clock;

    private final FieldErrors errors = new FieldErrors();
    private boolean own;
    private List<TokenView> tokens = List.of();
    private List<UserView> users = List.of();
    private List<String> roles = Role.ALL;
    private @Nullable String shownOnce;
    private String user = "";
    private String name = "";
    private String expires = "";
    private String roleLimit = "";

    /**
     * Reads what the page shows, if it shows tokens.
     *
     * @param section {@code tokens} for everybody's, {@code account} for one's own
     */
    public void load(String section) {
        own = section.equals(ACCOUNT);
        if (own) {
            tokens = account.tokens();
            var mine = account.person().roles();
            roles = Role.ALL.stream().filter(role -> Role.covers(mine, role)).toList();
        } else if (section.equals("tokens")) {
            tokens = administration.tokens();
            users = administration.users().stream().filter(UserView::active).toList();
        } else {
            return;
        }
        shownOnce = issued.take();
    }

    /** Makes a token; the next page shows its text, this once. */
    public void issue() {
        if (errors.without(this::make, refusals)) {
            Pages.goTo(here());
        }
    }

    private void make() {
        var limit = roleLimit.isEmpty() ? null : roleLimit;
        issued.keep(own ? account.issueToken(name, end(), limit) : administration.issueToken(user, name, end(), limit));
    }

    /** The end of the last day in Ljubljana; null where none was given. */
    private @Nullable Instant end() {
        if (expires.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(expires).plusDays(1).atStartOfDay(Shown.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            throw new BusinessException(
                    Problem.VALIDATION_FAILED,
                    Sentence.of("token.not-issued"),
                    List.of(new Violation("/expiresAt", "NO_DATE", "This is no date")));
        }
    }

    /** Ends a token at once. */
    public void revoke(UUID token) {
        if (own) {
            account.revokeToken(token);
        } else {
            administration.revokeToken(token);
        }
        toasts.done(texts.text(BUNDLE, "toast.token.revoked"));
        Pages.goTo(here());
    }

    private String here() {
        return own ? "/account" : "/settings?section=tokens";
    }

    /** What is wrong with a field; empty if nothing is. */
    public String error(String pointer) {
        return errors.of(pointer);
    }

    /** Today in Ljubljana: the first day a token can end. */
    public String getToday() {
        return LocalDate.ofInstant(clock.instant(), Shown.ZONE).toString();
    }

    /** The last day of a token. */
    public LocalDate lastDay(Instant expiresAt) {
        return LocalDate.ofInstant(expiresAt.minusMillis(1), Shown.ZONE);
    }

    /** Whether these are one's own. */
    public boolean isOwn() {
        return own;
    }

    public List<TokenView> getTokens() {
        return tokens;
    }

    /** Who may come in, and so can have a token. */
    public List<UserView> getUsers() {
        return users;
    }

    /** What a token can be limited to. */
    public List<String> getRoles() {
        return roles;
    }

    /** The text of a token that was just made; null otherwise. */
    public @Nullable String getShownOnce() {
        return shownOnce;
    }

    public String getUser() {
        return user;
    }

    public void setUser(@Nullable String user) {
        this.user = given(user);
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = given(name);
    }

    public String getExpires() {
        return expires;
    }

    public void setExpires(@Nullable String expires) {
        this.expires = given(expires);
    }

    public String getRoleLimit() {
        return roleLimit;
    }

    public void setRoleLimit(@Nullable String roleLimit) {
        this.roleLimit = given(roleLimit);
    }

    private static String given(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
