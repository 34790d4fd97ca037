package crmmind.orders.salesdocument;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a document came from. */
public enum SyncDirection {
    CRM_TO_METAKOCKA,
    METAKOCKA_TO_CRM,
    BIDIRECTIONAL;

    /** The word used in the database and on the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value with that word, if there is one. */
    public static Optional<SyncDirection> of(String code) {
        return Arrays.stream(values())
                .filter(value -> value.code().equals(code))
                .findFirst();
    }
}
