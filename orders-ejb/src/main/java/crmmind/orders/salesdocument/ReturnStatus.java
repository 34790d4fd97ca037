package crmmind.orders.salesdocument;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much came back. */
public enum ReturnStatus {
    NONE,
    REQUESTED,
    PARTIAL,
    FULL;

    /** The word used in the database and on the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value with that word, if there is one. */
    public static Optional<ReturnStatus> of(String code) {
        return Arrays.stream(values())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }
}
