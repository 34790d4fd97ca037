package crmmind.metakocka.exchange;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as the API log keeps it: without credentials, cut to size.
 *
 * @param id 0 until it is stored
 * @param remoteOperation Metakocka's name of the operation
 * @param operationId the operation of the ledger it belongs to
 * @param reference our reference of the order it is about
 * @param outcome {@code done, refused, duplicate, unknown, not_sent}
 * @param code {@code opr_code} of a refusal
 * @param message the reason, where it was not done
 */
public record Exchange(
        long id,
        Instant at,
        String remoteOperation,
        @Nullable UUID operationId,
        int attempt,
        @Nullable String reference,
        long durationMs,
        @Nullable Integer httpStatus,
        String outcome,
        @Nullable String code,
        @Nullable String message,
        @Nullable String request,
        @Nullable String answer,
        int requestSize,
        int answerSize) {}
