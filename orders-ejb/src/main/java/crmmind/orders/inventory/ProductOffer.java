package crmmind.orders.inventory;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * A product with what can be promised of it now.
 *
 * @param active whether new orders may have it
 * @param stock by the marks of the active warehouses; those that never had it are missing
 */
public record ProductOffer(ProductView product, boolean active, List<Available> stock) implements Serializable {

    /** What one warehouse can promise. */
    public record Available(String warehouse, BigDecimal quantity) implements Serializable {}
}
