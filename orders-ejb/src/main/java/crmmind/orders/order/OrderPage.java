package crmmind.orders.order;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of orders.
 *
 * @param nextCursor null on the last page
 * @param previousCursor of the page before this one; null on the first page
 * @param total how many match, counted up to 10,000; null where there are more
 */
public record OrderPage(
        List<OrderSummary> items,
        @Nullable String nextCursor,
        @Nullable String previousCursor,
        @Nullable Long total) implements Serializable {}
