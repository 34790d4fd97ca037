package crmmind.orders.bulk;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a person adds when starting a job.
 *
 * @param reason of a hold, a release or a cancellation, up to 500 characters; a cancellation needs one of 3 at least
 * @param shippingCarrier of every shipment
 * @param trackingNumber of every shipment
 * @param typed how many orders will be cancelled, as the person typed it; needed above ten
 */
public record BulkTerms(
        @Nullable String reason,
        @Nullable String shippingCarrier,
        @Nullable String trackingNumber,
        @Nullable String typed)
        implements Serializable {

    /** Nothing added. */
    public static final BulkTerms NONE = new BulkTerms(null, null, null, null);
}
