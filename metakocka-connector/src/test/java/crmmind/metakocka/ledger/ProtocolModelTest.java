package crmmind.metakocka.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.ledger.ProtocolModel.Bounds;
import crmmind.metakocka.ledger.ProtocolModel.Mistake;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** All that can happen within bounds, on the real engine; see {@link ProtocolModel}. */
class ProtocolModelTest {

    private static final int MOST_STATES = 2_000_000;
    private static final Logger ENGINE = Logger.getLogger(OperationEngine.class.getName());

    @BeforeAll
    static void without_warnings() {
        ENGINE.setLevel(Level.OFF);
    }

    @AfterAll
    static void with_warnings_again() {
        ENGINE.setLevel(null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // changes, refuses doubles, foreign, crashes, faults, late, without limit, sleeps, lags
        "a create and a change; doubles allowed, false, false, false, 3, 0, 1, false, 0, 1",
        "a create and a change; doubles allowed; sleepers, false, false, false, 1, 0, 1, false, 1, 0",
        "a create and a change; doubles allowed; faults, false, false, false, 1, 2, 1, false, 0, 1",
        "a create and a change; doubles refused; late without limit, false, true, false, 2, 0, 1, true, 0, 1",
        "two changes, true, false, false, 1, 1, 1, false, 0, 0",
        "somebody else's order has the reference; doubles allowed, false, false, true, 1, 0, 1, false, 1, 0",
        "somebody else's order has the reference; doubles refused, false, true, true, 1, 1, 1, false, 1, 0",
    })
    void whatever_happens_an_order_is_there_once_and_there_is_always_a_way_to_the_end(
            String name,
            boolean changes,
            boolean refusesDoubles,
            boolean foreign,
            int crashes,
            int faults,
            int late,
            boolean withoutLimit,
            int sleeps,
            int lags) {
        long started = System.nanoTime();
        var result = new ProtocolModel(
                        new Bounds(changes, refusesDoubles, foreign, crashes, faults, late, withoutLimit, sleeps, lags),
                        Mistake.NONE)
                .search(MOST_STATES);

        Report.line(
                "model",
                "model check, %s: %d states, %d runs of the engine, %.1f s, %s",
                name,
                result.states(),
                result.steps(),
                (System.nanoTime() - started) / 1e9,
                result.violation().orElse("0 violations"));
        assertThat(result.violation()).isEmpty();
        assertThat(result.states()).isGreaterThan(20_000); // or the search has lost its subject
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_mistake_in_the_protocol_is_found_by_the_shortest_way(Mistake mistake) {
        var bounds = new Bounds(
                mistake == Mistake.OUT_OF_ORDER,
                false,
                mistake == Mistake.ADOPT_WITHOUT_CHECK,
                1,
                1,
                1,
                false,
                mistake == Mistake.NO_FENCE ? 1 : 0,
                mistake == Mistake.SINGLE_LOOK ? 1 : 0);

        var result = new ProtocolModel(bounds, mistake).search(MOST_STATES);

        Report.line(
                "model",
                "model check, %s on purpose: %s",
                mistake,
                result.violation().orElse("not found"));
        assertThat(result.violation()).isPresent();
        assertThat(result.violation().get()).doesNotStartWith("more than");
    }
}
