package crmmind.orders.access;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import crmmind.orders.shared.WholeCommand;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users and API tokens: for administrators. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
@RolesAllowed(ADMIN)
public class AccessAdministration {

    private static final Set<String> ROLES = Set.of(VIEWER, SALES, WAREHOUSE, ADMIN);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 200;

    @Inject
    Users users;

    /** A user as an administrator sees them. */
    public record UserView(String username, String displayName, List<String> roles, boolean active, Instant createdAt)
            implements Serializable {}

    /** A token as an administrator sees it: never its text. */
    public record TokenView(
            UUID id,
            String username,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt)
            implements Serializable {}

    /** All users, by name. */
    public List<UserView> users() {
        return users.all().stream()
                .map(kept -> new UserView(
                        kept.user().username(),
                        kept.user().displayName(),
                        List.copyOf(kept.user().roles()),
                        kept.active(),
                        kept.createdAt()))
                .toList();
    }

    /** All tokens, newest first. */
    public List<TokenView> tokens() {
        return users.tokens();
    }

    /** Adds a user. Refuses with VALIDATION_FAILED and every violation at once. */
    public void addUser(String username, String displayName, String password, Collection<String> roles) {
        var violations = new ArrayList<Violation>();
        if (!username.matches("[a-z0-9][a-z0-9._-]{0,49}")) {
            violations.add(new Violation(
                    "/username", "FORMAT", "Lower case letters, digits, dot, dash and underscore, at most 50"));
        }
        if (displayName.isBlank() || displayName.length() > 100) {
            violations.add(new Violation("/displayName", "LENGTH", "1 to 100 characters", List.of("1", "100")));
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            violations.add(new Violation("/password", "LENGTH", "8 to 200 characters", List.of("8", "200")));
        }
        if (roles.isEmpty() || !ROLES.containsAll(roles)) {
            violations.add(new Violation("/roles", "UNKNOWN_ROLE", "One or more of viewer, sales, warehouse, admin"));
        }
        if (violations.isEmpty() && !users.add(username, displayName.strip(), password, roles)) {
            violations.add(new Violation("/username", "TAKEN", "There is a user " + username, List.of(username)));
        }
        if (!violations.isEmpty()) {
            throw new BusinessException(Problem.VALIDATION_FAILED, Sentence.of("user.not-added"), violations);
        }
    }

    /** Lets a user in, or keeps them out from their next request on. Refuses with NOT_FOUND. */
    public void activate(String username, boolean active) {
        if (!users.activate(username, active)) {
            throw new BusinessException(Problem.NOT_FOUND, Sentence.of("user.unknown", username));
        }
    }

    /**
     * Makes a token with the roles of a user and returns its text, which is shown this once and kept nowhere. Refuses
     * with NOT_FOUND.
     */
    public String issueToken(String username, String name, @Nullable Instant expiresAt) {
        var user = users.find(username)
                .orElseThrow(() -> new BusinessException(Problem.NOT_FOUND, Sentence.of("user.unknown", username)));
        if (name.isBlank() || name.length() > 100) {
            throw new BusinessException(
                    Problem.VALIDATION_FAILED,
                    Sentence.of("token.name"),
                    List.of(new Violation("/name", "LENGTH", "1 to 100 characters", List.of("1", "100"))));
        }
        var token = "omt_" + random(8) + "_" + random(32);
        users.addToken(user.id(), name.strip(), token, expiresAt);
        return token;
    }

    /** Ends a token at once. Refuses with NOT_FOUND where it is not alive. */
    public void revokeToken(UUID tokenId) {
        if (!users.revokeToken(tokenId)) {
            throw new BusinessException(Problem.NOT_FOUND, Sentence.of("token.unknown", tokenId));
        }
    }

    private static String random(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
