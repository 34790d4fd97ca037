package crmmind.orders.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;

/**
 * Where time comes from. It ticks in microseconds, as the database stores it, so that what is read equals what was
 * written.
 */
@ApplicationScoped
public class ClockSource {

    /** The system's clock, in UTC. */
    @Produces
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
