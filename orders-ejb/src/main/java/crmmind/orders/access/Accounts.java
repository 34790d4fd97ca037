package crmmind.orders.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;

/** Who may come in. Not guarded itself: the authentication mechanism asks it before there is a caller. */
@ApplicationScoped
public class Accounts {

    private static final int LONGEST = 200;

    @Inject
    Users users;

    /** Checks a password; takes as long for an unknown user as for a wrong password. */
    public Optional<SignedIn> byPassword(String username, String password) {
        if (password.length() > LONGEST || username.length() > LONGEST || username.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        var kept = users.find(username.strip().toLowerCase(Locale.ROOT));
        boolean right =
                Passwords.matches(password, kept.map(Users.Kept::passwordHash).orElse(Passwords.OF_NOBODY));
        return kept.filter(user -> right && user.active()).map(Users.Kept::user);
    }

    /** Who holds this API token, unless it is unknown, expired or revoked, or its user is disabled. */
    public Optional<SignedIn> byToken(String token) {
        return token.isBlank() || token.length() > LONGEST ? Optional.empty() : users.holder(token);
    }

    /** The user as stored now, unless disabled: asked on each request of a session. */
    public Optional<SignedIn> byName(String username) {
        return users.find(username).filter(Users.Kept::active).map(Users.Kept::user);
    }

    /**
     * Remembers the language a user chose for the pages, so that it follows them.
     *
     * @param language {@code en} or {@code sl}
     */
    public void speak(String username, String language) {
        users.speak(username, language);
    }
}
