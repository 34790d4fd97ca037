package crmmind.metakocka.ledger;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When to come back to an operation.
 *
 * @param in null for never: it is closed, or waits for an event
 * @param freed a document whose next operation may have become due
 */
record Next(@Nullable Duration in, @Nullable UUID freed) {

    static Next never() {
        return new Next(null, null);
    }

    static Next free(UUID documentId) {
        return new Next(null, documentId);
    }

    static Next in(Duration duration) {
        return new Next(duration, null);
    }
}
