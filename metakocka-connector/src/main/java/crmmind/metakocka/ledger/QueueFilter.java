package crmmind.metakocka.ledger;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which operations a list shows, newest first.
 *
 * @param states empty for all
 * @param kinds empty for all
 * @param waitingFor empty for all, waiting or not
 * @param standing without refused ones whose place a later one took
 * @param documentId of one document
 * @param text part of the reference or of Metakocka's text
 * @param limit rows, at most 200
 */
public record QueueFilter(
        Set<OperationState> states,
        Set<OperationKind> kinds,
        Set<WaitingFor> waitingFor,
        boolean standing,
        @Nullable UUID documentId,
        @Nullable String text,
        int offset,
        int limit) {

    /** Copies the sets and keeps the limit. */
    public QueueFilter {
        states = Set.copyOf(states);
        kinds = Set.copyOf(kinds);
        waitingFor = Set.copyOf(waitingFor);
        limit = Math.max(1, Math.min(200, limit));
        offset = Math.max(0, offset);
    }

    /** Everything that is not closed. */
    public static QueueFilter open(int offset, int limit) {
        return new QueueFilter(
                Set.of(OperationState.PENDING, OperationState.SENDING, OperationState.UNKNOWN, OperationState.REVIEW),
                Set.of(),
                Set.of(),
                false,
                null,
                null,
                offset,
                limit);
    }
}
