package crmmind.orders.inventory;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The company's rules of allocation.
 *
 * @param backorder whether an order is confirmed with what there is and waits for the rest; otherwise it is refused
 * @param warehouses all active warehouses, by rank
 * @param version what a change must name, so that two people do not overwrite each other
 */
public record AllocationRules(
        AllocationStrategy strategy,
        boolean backorder,
        List<RankedWarehouse> warehouses,
        long version,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy)
        implements Serializable {

    /**
     * A warehouse in its place.
     *
     * @param allocates whether a rule may choose it
     */
    public record RankedWarehouse(String mark, String name, boolean allocates) implements Serializable {}

    /** The marks a rule chooses from, by rank. */
    public List<String> candidates() {
        return warehouses.stream()
                .filter(RankedWarehouse::allocates)
                .map(RankedWarehouse::mark)
                .toList();
    }
}
