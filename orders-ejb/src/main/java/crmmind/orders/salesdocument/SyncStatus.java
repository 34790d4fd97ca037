package crmmind.orders.salesdocument;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether the desk and Metakocka agree about a document. */
public enum SyncStatus {
    NOT_SYNCED,
    PENDING,
    SYNCED,
    ERROR,
    NEEDS_REVIEW;

    /** The word used in the database and on the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value with that word, if there is one. */
    public static Optional<SyncStatus> of(String code) {
        return Arrays.stream(values())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }
}
