package crmmind.orders.shared;

import java.util.Collection;
import java.util.List;

/** The roles of the order desk, as the server's security knows them. */
public final class Role {
    /** Sees everything, changes nothing. */
    public static final String VIEWER = "viewer";

    /** Takes orders, sends them, changes their status, cancels. */
    public static final String SALES = "sales";

    /** Picks and ships. */
    public static final String WAREHOUSE = "warehouse";

    /** May do everything, and settings, users, tokens, repair. */
    public static final String ADMIN = "admin";

    /** All of them, from the one that may do least. */
    public static final List<String> ALL = List.of(VIEWER, SALES, WAREHOUSE, ADMIN);

    private Role() {}

    /** Whether who has these roles may do what this one may: an administrator everything, everybody look. */
    public static boolean covers(Collection<String> roles, String role) {
        return roles.contains(ADMIN) || roles.contains(role) || (role.equals(VIEWER) && !roles.isEmpty());
    }
}
