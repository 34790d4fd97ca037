package crmmind.metakocka.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Waiting for outcomes, for callers who want to show them at once. */
@ApplicationScoped
public class OperationOutcomes {

    /**
     * Waits until all these operations are closed, or until it is clear that they have to wait (Metakocka unreachable,
     * outcome in doubt, a person needed), at most this long. Call it without a transaction, after the commit of the one
     * that submitted them.
     *
     * @return the operations as they are now
     */
    public Map<OperationId, Operation> await(Collection<OperationId> ids, Duration atMost) {
        throw new UnsupportedOperationException();
    }
}
