package crmmind.metakocka.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One call with everything that is known of it, for finding out what is wrong with a connection.
 *
 * @param answer as it came; null where none came
 * @param failure how sending or receiving failed; null where an answer came or nothing was tried
 * @param milliseconds from sending to the whole answer, or to giving up
 */
public record Probe(
        Outcome outcome,
        Transport.@Nullable RawAnswer answer,
        @Nullable IOException failure,
        long milliseconds) {

    /** A call that was not tried. */
    static Probe untried(Outcome outcome) {
        return new Probe(outcome, null, null, 0);
    }
}
