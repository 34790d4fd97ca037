package crmmind.metakocka.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operation must wait. Fired inside the transaction that writes it down, each time the reason changes.
 *
 * @param reason in words for people
 * @param nextAt when it is taken up again; null when that depends on something else
 */
public record OperationWaiting(
        Operation operation,
        WaitingFor waitingFor,
        String reason,
        @Nullable Instant nextAt) {}
