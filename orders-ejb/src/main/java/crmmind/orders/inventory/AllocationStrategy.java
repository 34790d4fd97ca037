package crmmind.orders.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the warehouse of an order is chosen. An order is served from one warehouse, because a sales order of Metakocka's
 * has one; it is never split.
 */
public enum AllocationStrategy {
    /** The one the order names, or the default. Nothing is chosen. */
    MANUAL,
    /** The first by rank that has any of the goods. */
    PRIORITY,
    /** The first by rank that has all of it; where none has, as {@link #PRIORITY}. */
    SINGLE_WAREHOUSE_FIRST,
    /** The one that covers most of what was ordered; of equals the one that has more of it left, then by rank. */
    MOST_STOCK;

    /** The word in the database and in addresses. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The strategy with that word. */
    public static Optional<AllocationStrategy> of(String code) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.code().equals(code))
                .findFirst();
    }
}
