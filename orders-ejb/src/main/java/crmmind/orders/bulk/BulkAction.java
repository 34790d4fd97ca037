package crmmind.orders.bulk;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.WAREHOUSE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What may be done with many orders at once. */
public enum BulkAction {
    /** Confirm drafts and send what is not in Metakocka, or was refused there. */
    SYNC,
    /** Picking starts. */
    PROCESS,
    /** Ship everything open. */
    FULFIL,
    /** Put on hold. */
    HOLD,
    /** Release from hold. */
    RELEASE,
    /** Cancel what is open. */
    CANCEL;

    /** Who may do it: those who may do it with one order. */
    public Set<String> roles() {
        return switch (this) {
            case SYNC, HOLD, RELEASE, CANCEL -> Set.of(SALES, ADMIN);
            case PROCESS -> Set.of(SALES, WAREHOUSE, ADMIN);
            case FULFIL -> Set.of(WAREHOUSE, ADMIN);
        };
    }

    /** The word in the database and in addresses. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action with that word, if there is one. */
    public static Optional<BulkAction> of(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code().equals(code))
                .findFirst();
    }
}
