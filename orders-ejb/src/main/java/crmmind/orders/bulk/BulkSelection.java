package crmmind.orders.bulk;

import crmmind.orders.order.OrderQuery;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which orders: a whole list by its filter, or each by its id.
 *
 * @param view the list; its cursor and limit do not count. Null where the orders are named
 * @param picked the named orders; empty where it is a whole list
 * @param chosen the address of the list, to go back to
 */
public record BulkSelection(@Nullable OrderQuery view, List<UUID> picked, String chosen) implements Serializable {

    /** A whole list. */
    public static BulkSelection of(OrderQuery view, String chosen) {
        return new BulkSelection(view, List.of(), chosen);
    }

    /** These orders. */
    public static BulkSelection of(List<UUID> picked) {
        return new BulkSelection(null, List.copyOf(picked), "picked");
    }
}
