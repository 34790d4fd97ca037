package crmmind.metakocka.simulator.company;

import crmmind.metakocka.simulator.store.Store;
import crmmind.metakocka.simulator.wire.Dates;
import java.time.Clock;
import java.time.LocalDate;

/**
 * The simulated company: what it has, how it is set up, what time it is there.
 *
 * @param id what requests name as {@code company_id}
 * @param secret what they have to know
 */
public record Company(String id, String secret, Store store, Settings settings, Clock clock) {
    /** Seconds of the clock on the company's wall. */
    public long now() {
        return Dates.wallSeconds(clock.instant());
    }

    public LocalDate today() {
        return Dates.today(clock.instant());
    }

    @Override
    public String toString() {
        return "Company " + id; // never the secret
    }
}
