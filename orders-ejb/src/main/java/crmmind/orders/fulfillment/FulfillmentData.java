package crmmind.orders.fulfillment;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a shipment. All of it is optional.
 *
 * @param items what is in it; null for everything open
 */
public record FulfillmentData(
        @Nullable String trackingNumber,
        @Nullable String shippingCarrier,
        @Nullable String notes,
        @Nullable List<Item> items)
        implements Serializable {

    /** So much of that line. Nothing is checked yet. */
    public record Item(@Nullable UUID itemId, @Nullable BigDecimal quantity) implements Serializable {}
}
