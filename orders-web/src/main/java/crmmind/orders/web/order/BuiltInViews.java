package crmmind.orders.web.order;

import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import java.util.List;
import java.util.Set;

/**
 * The tabs above the order list.
 *
 * @param name as in the address; anything unknown is all orders
 */
record BuiltInViews(String name) {

    /** Their names, as tabs stand. */
    static final List<String> NAMES =
            List.of("", "drafts", "to-ship", "sync-problems", "on-hold", "fulfilled", "cancelled");

    /** The statuses of the view; empty for all. */
    Set<OrderStatus> statuses() {
        return switch (name) {
            case "drafts" -> Set.of(OrderStatus.DRAFT);
            case "to-ship" -> Set.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.PARTIALLY_FULFILLED);
            case "on-hold" -> Set.of(OrderStatus.ON_HOLD);
            case "fulfilled" -> Set.of(OrderStatus.FULFILLED, OrderStatus.RETURNED);
            case "cancelled" -> Set.of(OrderStatus.CANCELLED);
            default -> Set.of();
        };
    }

    /** The sync statuses of the view; empty for all. */
    Set<SyncStatus> syncs() {
        return name.equals("sync-problems") ? Set.of(SyncStatus.ERROR, SyncStatus.NEEDS_REVIEW) : Set.of();
    }
}
