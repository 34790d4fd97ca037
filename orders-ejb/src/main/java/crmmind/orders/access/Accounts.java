package crmmind.orders.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who may come in. Not guarded itself: the authentication mechanism asks it before there is a caller. */
@ApplicationScoped
public class Accounts {

    /** Checks a password; takes as long for an unknown user as for a wrong password. */
    public Optional<SignedIn> byPassword(String username, String password) {
        throw new UnsupportedOperationException();
    }

    /** Who holds this API token, unless it is unknown, expired or revoked, or its user is disabled. */
    public Optional<SignedIn> byToken(String token) {
        throw new UnsupportedOperationException();
    }

    /** The user as stored now, unless disabled: asked on each request of a session. */
    public Optional<SignedIn> byName(String username) {
        throw new UnsupportedOperationException();
    }
}
