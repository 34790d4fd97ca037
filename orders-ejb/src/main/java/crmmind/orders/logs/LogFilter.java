package crmmind.orders.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a log shows; everything given must hold, what is null or blank does not count.
 *
 * @param order an order's number here, or its number or reference in Metakocka, exactly
 * @param kind of entry or movement
 * @param actor who did it
 * @param product code, exactly; of movements
 * @param warehouse mark; of movements
 * @param from at or after
 * @param to before
 * @param after the cursor of the last row of the page before; null for the newest
 */
public record LogFilter(
        @Nullable String order,
        @Nullable String kind,
        @Nullable String actor,
        @Nullable String product,
        @Nullable String warehouse,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String after) {}
