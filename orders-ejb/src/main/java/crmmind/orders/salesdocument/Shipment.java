package crmmind.orders.salesdocument;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What left for the customer in one go, as Metakocka has to hear of it. */
public interface Shipment {

    UUID id();

    /** 1 for a document's first. */
    int sequence();

    String warehouse();

    @Nullable
    String trackingNumber();

    @Nullable
    String shippingCarrier();

    @Nullable
    String notes();

    Instant fulfilledAt();

    /** How much of which line. */
    Map<UUID, BigDecimal> quantities();
}
