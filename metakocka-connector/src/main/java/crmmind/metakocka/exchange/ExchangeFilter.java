package crmmind.metakocka.exchange;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which exchanges a list shows, newest first; everything given must hold.
 *
 * @param text part of the reason, the request or the answer, in capitals or not; not indexed, so give a time with it
 * @param from at or after
 * @param to before
 * @param beforeId only older ones than this, for the next page; 0 for the newest
 * @param limit rows, at most 200
 */
public record ExchangeFilter(
        @Nullable String remoteOperation,
        @Nullable String outcome,
        @Nullable String reference,
        @Nullable UUID operationId,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        long beforeId,
        int limit) {

    /** Keeps the limit. */
    public ExchangeFilter {
        limit = Math.max(1, Math.min(200, limit));
    }

    /** All of them. */
    public static ExchangeFilter newest(int limit) {
        return new ExchangeFilter(null, null, null, null, null, null, null, 0, limit);
    }

    /** Those about one order. */
    public static ExchangeFilter about(String reference, int limit) {
        return new ExchangeFilter(null, null, reference, null, null, null, null, 0, limit);
    }
}
