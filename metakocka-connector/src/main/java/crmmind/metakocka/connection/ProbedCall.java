package crmmind.metakocka.connection;

import org.jspecify.annotations.Nullable;

/**
 * What one call of a connection check came to.
 *
 * @param operation Metakocka's name of it
 * @param path where it was looked for, below the address
 * @param milliseconds from sending to the whole answer, or to giving up; 0 where nothing was sent
 * @param httpStatus of the answer, where one came
 * @param problem null where the call did what it should
 * @param code {@code opr_code} of a refusal
 * @param text the other side's words, or the network's; never a secret
 */
public record ProbedCall(
        String operation,
        String path,
        long milliseconds,
        @Nullable Integer httpStatus,
        @Nullable ConnectionProblem problem,
        @Nullable String code,
        @Nullable String text) {

    /** Whether it did what it should. */
    public boolean good() {
        return problem == null;
    }
}
