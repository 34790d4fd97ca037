package crmmind.orders.shared;

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

    private Role() {}
}
