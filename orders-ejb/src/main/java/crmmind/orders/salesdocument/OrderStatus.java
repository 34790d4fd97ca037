package crmmind.orders.salesdocument;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an order shows. ON_HOLD is the hold flag over the status it was held in. */
public enum OrderStatus {
    DRAFT,
    CONFIRMED,
    PROCESSING,
    PARTIALLY_FULFILLED,
    FULFILLED,
    RETURNED,
    CANCELLED,
    ON_HOLD;

    /** The word used in the database and on the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value with that word, if there is one. */
    public static Optional<OrderStatus> of(String code) {
        return Arrays.stream(values())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }
}
