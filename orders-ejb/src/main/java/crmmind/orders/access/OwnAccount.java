package crmmind.orders.access;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.access.AccessAdministration.TokenView;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The account of whoever asks: what everybody may change about themselves. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class OwnAccount {

    @Inject
    Users users;

    @Inject
    AccessChanges changes;

    @Resource
    SessionContext context;

    /** Who I am. */
    public SignedIn person() {
        return users.find(caller())
                .map(Users.Kept::user)
                .orElseThrow(() -> new BusinessException(Problem.NOT_FOUND, Sentence.of("user.unknown", caller())));
    }

    /** My tokens, newest first. */
    public List<TokenView> tokens() {
        return users.tokens(caller());
    }

    /** Changes my name. Refuses with VALIDATION_FAILED. */
    public void rename(String displayName) {
        changes.rename(caller(), displayName);
    }

    /**
     * Changes my password, which ends my sessions. Refuses with VALIDATION_FAILED, and with TOO_MANY_REQUESTS after ten
     * wrong ones in a minute.
     *
     * @return the generation of my sessions from now on: whoever carries it in theirs stays signed in
     */
    public int changePassword(String present, String wanted) {
        return changes.changeOwnPassword(caller(), present, wanted);
    }

    /** Makes a token of mine; otherwise as {@link AccessAdministration#issueToken}. */
    public String issueToken(String name, @Nullable Instant expiresAt, @Nullable String roleLimit) {
        return changes.issueToken(caller(), caller(), name, expiresAt, roleLimit);
    }

    /** Ends a token of mine. Refuses with NOT_FOUND where I have no such living one. */
    public void revokeToken(UUID tokenId) {
        changes.revokeOwnToken(caller(), tokenId);
    }

    private String caller() {
        return context.getCallerPrincipal().getName();
    }
}
