package crmmind.metakocka.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * An operation together with what only the protocol needs.
 *
 * @param looks look-ups since the outcome became unknown that found nothing
 * @param waits waits in a row for the same thing
 * @param now the store's time when this was read; the only time the protocol goes by
 */
record Entry(Operation operation, int looks, int waits, Instant now) {

    /** How long until it is due; zero when it is. */
    Duration untilDue() {
        var nextAt = operation.nextAt();
        return nextAt == null || !nextAt.isAfter(now) ? Duration.ZERO : Duration.between(now, nextAt);
    }

    /** How long until "there is no such order" counts; zero when it does. */
    Duration untilQuiet(Duration quietPeriod) {
        var sentAt = operation.sentAt();
        if (sentAt == null) {
            return Duration.ZERO;
        }
        var quietAt = sentAt.plus(quietPeriod);
        return quietAt.isAfter(now) ? Duration.between(now, quietAt) : Duration.ZERO;
    }
}
