package crmmind.orders.access;

import static crmmind.orders.shared.Role.ADMIN;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.WholeCommand;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users and API tokens: for administrators. Every change leaves a line in the record. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
@RolesAllowed(ADMIN)
public class AccessAdministration {

    @Inject
    Users users;

    @Inject
    AccessChanges changes;

    @Inject
    AccessRecord kept;

    @Resource
    SessionContext context;

    /** A user as an administrator sees them. */
    public record UserView(String username, String displayName, List<String> roles, boolean active, Instant createdAt)
            implements Serializable {}

    /** Whether a token lets anybody in. */
    public enum TokenState {
        /** It does. */
        ALIVE,
        /** Its time is over. */
        EXPIRED,
        /** Somebody ended it. */
        REVOKED;

        static TokenState of(@Nullable Instant expiresAt, @Nullable Instant revokedAt, Instant now) {
            if (revokedAt != null) {
                return REVOKED;
            }
            return expiresAt != null && !expiresAt.isAfter(now) ? EXPIRED : ALIVE;
        }

        /** In lower case, as texts and styles name it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A token as people see it: never its text.
     *
     * @param roleLimit the one role it has; null for all of its user's
     */
    public record TokenView(
            UUID id,
            String username,
            String name,
            @Nullable String roleLimit,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            TokenState state)
            implements Serializable {}

    /**
     * A line of the record of changes.
     *
     * @param kind as {@code user_added}
     * @param username whose access was changed
     * @param details names and values for the sentence that tells it
     */
    public record AccessEvent(
            UUID id, Instant at, String actor, String kind, String username, Map<String, String> details)
            implements Serializable {}

    /** All users, by name. */
    public List<UserView> users() {
        return users.all().stream().map(AccessAdministration::view).toList();
    }

    /** A user. Refuses with NOT_FOUND. */
    public UserView user(String username) {
        return users.find(username)
                .map(AccessAdministration::view)
                .orElseThrow(() -> new BusinessException(Problem.NOT_FOUND, Sentence.of("user.unknown", username)));
    }

    private static UserView view(Users.Kept user) {
        return new UserView(
                user.user().username(),
                user.user().displayName(),
                List.copyOf(user.user().roles()),
                user.active(),
                user.createdAt());
    }

    /** All tokens, newest first. */
    public List<TokenView> tokens() {
        return users.tokens();
    }

    /**
     * What was changed, newest first.
     *
     * @param before only what is older than the line with this id; null for the newest
     */
    public List<AccessEvent> record(@Nullable UUID before, int limit) {
        return kept.list(before, limit);
    }

    /** Adds a user. Refuses with VALIDATION_FAILED and every violation at once. */
    public void addUser(String username, String displayName, String password, Collection<String> roles) {
        changes.addUser(actor(), username, displayName, password, roles);
    }

    /**
     * Changes a user's name and roles; with a password also that, which ends their sessions. Refuses with NOT_FOUND,
     * with VALIDATION_FAILED and every violation at once, and where nobody would be left to administer the desk.
     *
     * @param password null to leave it as it is
     */
    public void changeUser(String username, String displayName, @Nullable String password, Collection<String> roles) {
        changes.changeUser(actor(), username, displayName, password, roles);
    }

    /**
     * Lets a user in, or keeps them out from their next request on. Refuses with NOT_FOUND, and where nobody would be
     * left to administer the desk.
     */
    public void activate(String username, boolean active) {
        changes.activate(actor(), username, active);
    }

    /**
     * Makes a token of a user and returns its text, which is shown this once and kept nowhere. Refuses with NOT_FOUND
     * or VALIDATION_FAILED.
     *
     * @param expiresAt from when it lets nobody in; null for never
     * @param roleLimit the one role it has; null for all of the user's
     */
    public String issueToken(String username, String name, @Nullable Instant expiresAt, @Nullable String roleLimit) {
        return changes.issueToken(actor(), username, name, expiresAt, roleLimit);
    }

    /** Ends a token at once. Refuses with NOT_FOUND where it is not alive. */
    public void revokeToken(UUID tokenId) {
        changes.revokeToken(actor(), tokenId);
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
