package crmmind.orders.salesdocument;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of what is open is held in stock. */
public enum AllocationStatus {
    NONE,
    PARTIAL,
    ALLOCATED,
    BACKORDERED,
    NOT_NEEDED;

    /** The word used in the database and on the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value with that word, if there is one. */
    public static Optional<AllocationStatus> of(String code) {
        return Arrays.stream(values())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }
}
