package crmmind.orders.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of one allocation. */
public enum AllocationState {
    PENDING,
    ALLOCATED,
    FULFILLED,
    RELEASED;

    /** The word used in the database and on the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value with that word, if there is one. */
    public static Optional<AllocationState> of(String code) {
        return Arrays.stream(values())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }
}
