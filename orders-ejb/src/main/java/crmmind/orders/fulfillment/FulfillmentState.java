package crmmind.orders.fulfillment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of one shipment. */
public enum FulfillmentState {
    DRAFT,
    PICKING,
    PACKED,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    VOIDED;

    /** The word used in the database and on the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value with that word, if there is one. */
    public static Optional<FulfillmentState> of(String code) {
        return Arrays.stream(values())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }
}
