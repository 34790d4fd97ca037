package crmmind.metakocka.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits.
 *
 * @param open operations not closed, those in review included
 * @param pending of these, certainly not sent
 * @param sending of these, under way
 * @param unknown of these, without a clear answer
 * @param review of these, waiting for a person
 * @param refused closed because Metakocka said no, and no later one took their place
 * @param oldest when the oldest open one was submitted
 * @param unreachableSince since when Metakocka cannot be reached; null when it can
 */
public record Backlog(
        long open,
        long pending,
        long sending,
        long unknown,
        long review,
        long refused,
        @Nullable Instant oldest,
        @Nullable Instant unreachableSince) {}
