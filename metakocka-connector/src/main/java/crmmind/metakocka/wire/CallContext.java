package crmmind.metakocka.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a call is for; written into the API log, never sent.
 *
 * @param operationId the operation of the ledger
 * @param reference our reference of the order
 */
public record CallContext(
        @Nullable UUID operationId, int attempt, @Nullable String reference) {

    /** A call for nothing in particular. */
    public static final CallContext NONE = new CallContext(null, 0, null);

    /** A call about one order. */
    public static CallContext about(String reference) {
        return new CallContext(null, 0, reference);
    }
}
