package crmmind.orders.salesdocument;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of each of several orders; one's failure never stops the others. {@code success} means none failed. */
public record BulkResult(
        boolean success, int created, int updated, int pending, int skipped, int failed, List<BulkError> errors)
        implements Serializable {

    /** Why one of them failed; carries the order's id or, for imports, Metakocka's. */
    public record BulkError(
            @Nullable UUID orderId, @Nullable String metakockaId, String code, String detail) implements Serializable {}
}
