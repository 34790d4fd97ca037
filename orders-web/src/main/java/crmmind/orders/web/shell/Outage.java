package crmmind.orders.web.shell;

import crmmind.orders.sync.SyncQueue;
import crmmind.orders.sync.SyncQueue.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether Metakocka cannot be reached, for the banner of every page. Looked at once in a few seconds, whoever asks;
 * while all is well that takes no query.
 */
@Named
@ApplicationScoped
public class Outage {

    private static final Duration FRESH = Duration.ofSeconds(3);

    @Inject
    SyncQueue queue;

    @Inject
    Clock clock;

    private @Nullable Waiting seen;
    private Instant seenAt = Instant.EPOCH;

    /** What waits since when; null while Metakocka answers. */
    public synchronized @Nullable Waiting getNow() {
        var now = clock.instant();
        if (seenAt.plus(FRESH).isBefore(now)) {
            seen = queue.outage();
            seenAt = now;
        }
        return seen;
    }
}
