package crmmind.metakocka.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether Metakocka can be reached. After several failures in a row it stops calls for a while and then lets single
 * ones through. Only transport failures count: a refusal is a sign of life. Small and our own because the one of the
 * container counts exceptions of an annotated method, can neither be asked since when it is open nor be tested without
 * a container, and here the same knowledge feeds the banner.
 */
public final class Circuit {

    private static final int FAILURES_TO_OPEN = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Clock clock;
    private final BiConsumer<Boolean, Instant> listener;
    private int failures;
    private @Nullable Instant downSince;
    private @Nullable Instant closedUntil;
    private Duration pause = FIRST_PAUSE;

    /** Tells the listener, outside of any lock, when Metakocka is lost (false) and when it is back (true). */
    public Circuit(Clock clock, BiConsumer<Boolean, Instant> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** Whether a call may be tried now. The one that is let through first after a pause prolongs it for the others. */
    public synchronized boolean permits() {
        if (closedUntil == null) {
            return true;
        }
        var now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return false;
        }
        closedUntil = now.plus(pause);
        return true;
    }

    /** An answer came, whatever it said. */
    public void answered() {
        boolean back;
        synchronized (this) {
            back = downSince != null;
            failures = 0;
            downSince = null;
            closedUntil = null;
            pause = FIRST_PAUSE;
        }
        if (back) {
            listener.accept(true, clock.instant());
        }
    }

    /**
     * No answer came.
     *
     * @param certain no connection could be made at all
     */
    public void failed(boolean certain) {
        Instant lost = null;
        synchronized (this) {
            failures++;
            if (downSince == null && (certain || failures >= FAILURES_TO_OPEN)) {
                downSince = clock.instant();
                lost = downSince;
            }
            if (failures >= FAILURES_TO_OPEN) {
                closedUntil = clock.instant().plus(pause);
                var longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            }
        }
        if (lost != null) {
            listener.accept(false, lost);
        }
    }

    /** Since when Metakocka cannot be reached. */
    public synchronized Optional<Instant> downSince() {
        return Optional.ofNullable(downSince);
    }
}
