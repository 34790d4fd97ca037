package crmmind.metakocka.wire;

import java.time.Duration;

/** Counts calls. */
@FunctionalInterface
public interface CallMeter {

    /** One call ended. */
    void ended(RemoteOperation operation, String outcome, Duration took);
}
