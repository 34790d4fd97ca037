package crmmind.metakocka.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The next state of an operation under way.
 *
 * @param nextIn when it is due again; null for never by itself
 * @param mkId learnt now; null leaves what is known
 * @param findings JSON for a person; null clears
 */
record Transition(
        OperationState state,
        @Nullable WaitingFor waitingFor,
        @Nullable Duration nextIn,
        int looks,
        int waits,
        @Nullable String mkId,
        @Nullable String code,
        @Nullable String message,
        @Nullable String findings) {

    static Transition closed(
            OperationState state,
            @Nullable String mkId,
            @Nullable String code,
            @Nullable String message,
            @Nullable String findings) {
        return new Transition(state, null, null, 0, 0, mkId, code, message, findings);
    }

    static Transition waiting(
            OperationState state, WaitingFor reason, Duration nextIn, int looks, int waits, String message) {
        return new Transition(state, reason, nextIn, looks, waits, null, null, message, null);
    }
}
