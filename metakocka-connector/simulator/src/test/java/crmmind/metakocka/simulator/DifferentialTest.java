package crmmind.metakocka.simulator;

import crmmind.metakocka.simulator.Simulator.Seed;
import java.io.IOException;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand random operations against the simulator and against a model that knows the rules only. After each
 * operation the order it touched is compared through the API, every few the stock and what searches find. The system
 * property {@code simulator.seed} replays a run.
 */
class DifferentialTest {
    private static final int OPERATIONS = 10_000;

    @Test
    void the_simulator_and_the_rules_agree_after_every_operation() throws IOException {
        var seed = Long.getLong("simulator.seed", System.nanoTime());
        var start = System.nanoTime();
        try (var simulator = new Simulator(0, Seed.DEMO, null, Clock.systemUTC());
                var company = new DifferentialCompany(simulator.address())) {
            var operations = new RandomOperations(company, new Random(seed));
            for (var n = 1; n <= OPERATIONS; n++) {
                var done = "not chosen";
                try {
                    done = operations.next();
                    company.compareTouched();
                    if (n % 20 == 0) {
                        company.compareStock();
                    }
                    if (n % 500 == 0) {
                        company.compareSearches();
                    }
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "Replay with -Dsimulator.seed=" + seed + ": operation " + n + " (" + done + ", "
                                    + company.lastRequest() + ") made a difference",
                            e);
                }
            }
            company.compareEverything();
            System.out.printf(
                    "Differential test: seed %d, %s, %d calls, %d ms%n",
                    seed, operations.counts(), company.calls(), (System.nanoTime() - start) / 1_000_000);
        }
    }
}
