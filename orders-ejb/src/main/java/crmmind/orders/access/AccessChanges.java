package crmmind.orders.access;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Role;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of who may come in and what they may do, each with its line in the record. Not guarded itself: behind
 * {@link AccessAdministration} and {@link OwnAccount}.
 */
@ApplicationScoped
@Transactional
public class AccessChanges {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_NAME = 100;

    /** Where present passwords are typed that are no sign-in; guesses there are counted like those at the door. */
    private static final String OWN_PAGE = "own page";

    @Inject
    Users users;

    @Inject
    AccessRecord kept;

    @Inject
    SignInAttempts attempts;

    @Inject
    Clock clock;

    void addUser(String actor, String username, String displayName, String password, Collection<String> roles) {
        var violations = new ArrayList<Violation>();
        if (!username.matches("[a-z0-9][a-z0-9._-]{0,49}")) {
            violations.add(new Violation(
                    "/username", "FORMAT", "Lower case letters, digits, dot, dash and underscore, at most 50"));
        }
        checkName("/displayName", displayName, violations);
        checkPassword(username, password, violations);
        checkRoles(roles, violations);
        if (violations.isEmpty() && !users.add(username, displayName.strip(), Passwords.hash(password), roles)) {
            violations.add(new Violation("/username", "TAKEN", "There is a user " + username, List.of(username)));
        }
        refuse("user.not-added", violations);
        kept.add(actor, "user_added", username, Map.of("name", displayName.strip(), "roles", words(roles)));
    }

    void changeUser(
            String actor, String username, String displayName, @Nullable String password, Collection<String> roles) {
        users.lockAdministrators(); // before anything is read
        var user = locked(username);
        var violations = new ArrayList<Violation>();
        checkName("/displayName", displayName, violations);
        checkRoles(roles, violations);
        if (password != null) {
            checkPassword(username, password, violations);
        }
        refuse("user.not-changed", violations);
        rename(actor, user, displayName.strip());
        if (!user.user().roles().equals(new TreeSet<>(roles))) {
            users.giveRoles(user.id(), roles);
            requireAnAdministrator("/roles");
            kept.add(
                    actor,
                    "roles_changed",
                    username,
                    Map.of("before", words(user.user().roles()), "roles", words(roles)));
        }
        if (password != null) {
            users.giveHash(user.id(), Passwords.hash(password));
            kept.add(actor, "password_set", username, Map.of());
        }
    }

    void activate(String actor, String username, boolean active) {
        users.lockAdministrators(); // before anything is read
        var user = locked(username);
        if (user.active() == active) {
            return;
        }
        users.activate(username, active);
        requireAnAdministrator("/active");
        kept.add(actor, active ? "user_let_in" : "user_shut_out", username, Map.of());
    }

    void rename(String username, String displayName) {
        var user = locked(username);
        var violations = new ArrayList<Violation>();
        checkName("/displayName", displayName, violations);
        refuse("user.not-changed", violations);
        rename(username, user, displayName.strip());
    }

    private void rename(String actor, Users.Kept user, String displayName) {
        if (!user.user().displayName().equals(displayName)) {
            users.rename(user.id(), displayName);
            kept.add(
                    actor,
                    "user_renamed",
                    user.user().username(),
                    Map.of("before", user.user().displayName(), "name", displayName));
        }
    }

    int changeOwnPassword(String username, String present, String wanted) {
        var attempt = attempts.begin(username, OWN_PAGE);
        if (attempt.isEmpty()) {
            throw new BusinessException(Problem.TOO_MANY_REQUESTS, Sentence.of("password.too-many"));
        }
        var user = locked(username);
        var violations = new ArrayList<Violation>();
        if (present.length() > LONGEST_PASSWORD || !Passwords.matches(present, user.passwordHash())) {
            violations.add(new Violation("/present", "WRONG_PASSWORD", "This is not your present password"));
        } else {
            attempts.succeeded(username, OWN_PAGE, attempt.get());
        }
        checkPassword(username, wanted, violations);
        if (violations.isEmpty() && wanted.equals(present)) {
            violations.add(new Violation("/password", "SAME_PASSWORD", "This is your present password"));
        }
        refuse("password.not-changed", violations);
        int generation = users.giveHash(user.id(), Passwords.hash(wanted));
        kept.add(username, "password_changed", username, Map.of());
        return generation;
    }

    String issueToken(
            String actor, String username, String name, @Nullable Instant expiresAt, @Nullable String roleLimit) {
        var user = locked(username);
        var violations = new ArrayList<Violation>();
        checkName("/name", name, violations);
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            violations.add(new Violation("/expiresAt", "NOT_FUTURE", "A day that is not over"));
        }
        if (roleLimit != null
                && !(Role.ALL.contains(roleLimit) && Role.covers(user.user().roles(), roleLimit))) {
            violations.add(
                    new Violation("/roleLimit", "ROLE_NOT_HELD", username + " may not do as much", List.of(username)));
        }
        refuse("token.not-issued", violations);
        var token = "omt_" + random(8) + "_" + random(32);
        users.addToken(user.id(), name.strip(), token, expiresAt, roleLimit);
        var details = new TreeMap<String, String>(Map.of("token", name.strip()));
        if (roleLimit != null) {
            details.put("role", roleLimit);
        }
        if (expiresAt != null) {
            details.put("expiresAt", expiresAt.toString());
        }
        kept.add(actor, "token_issued", username, details);
        return token;
    }

    void revokeToken(String actor, UUID tokenId) {
        var token = users.revokeToken(tokenId)
                .orElseThrow(() -> new BusinessException(Problem.NOT_FOUND, Sentence.of("token.unknown", tokenId)));
        kept.add(actor, "token_revoked", token.username(), Map.of("token", token.name()));
    }

    void revokeOwnToken(String username, UUID tokenId) {
        if (users.token(tokenId)
                .filter(token -> token.username().equals(username))
                .isEmpty()) {
            throw new BusinessException(Problem.NOT_FOUND, Sentence.of("token.unknown", tokenId));
        }
        revokeToken(username, tokenId);
    }

    private Users.Kept locked(String username) {
        return users.locked(username)
                .orElseThrow(() -> new BusinessException(Problem.NOT_FOUND, Sentence.of("user.unknown", username)));
    }

    private void requireAnAdministrator(String pointer) {
        if (users.administrators() == 0) {
            throw new BusinessException(
                    Problem.VALIDATION_FAILED,
                    Sentence.of("user.last-administrator"),
                    List.of(new Violation(
                            pointer,
                            "LAST_ADMINISTRATOR",
                            "Nobody would be left to administer the desk: make somebody else an administrator first")));
        }
    }

    private static void checkName(String pointer, String name, List<Violation> violations) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            violations.add(new Violation(pointer, "LENGTH", "1 to 100 characters", List.of("1", "100")));
        } else if (name.strip().chars().anyMatch(Character::isISOControl)) {
            violations.add(new Violation(pointer, "ONE_LINE", "One line of text"));
        }
    }

    private static void checkPassword(String username, String password, List<Violation> violations) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            violations.add(new Violation("/password", "LENGTH", "8 to 200 characters", List.of("8", "200")));
        } else if (password.strip().toLowerCase(Locale.ROOT).equals(username)) {
            violations.add(new Violation("/password", "NAME_AS_PASSWORD", "Not the user's name"));
        }
    }

    private static void checkRoles(Collection<String> roles, List<Violation> violations) {
        if (roles.isEmpty() || !Role.ALL.containsAll(roles)) {
            violations.add(new Violation("/roles", "UNKNOWN_ROLE", "One or more of viewer, sales, warehouse, admin"));
        }
    }

    private static void refuse(String sentence, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new BusinessException(Problem.VALIDATION_FAILED, Sentence.of(sentence), violations);
        }
    }

    private static String words(Collection<String> roles) {
        return String.join(", ", new TreeSet<>(roles));
    }

    private static String random(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
