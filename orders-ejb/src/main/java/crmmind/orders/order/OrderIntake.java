package crmmind.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Records orders that Metakocka had first. */
@ApplicationScoped
@Transactional
public class OrderIntake {

    /**
     * Records an order with its mapping, its allocations as far as stock allows, and what happened to it in Metakocka.
     * Never refused for stock. Throws if the {@code mk_id} is known already.
     */
    public UUID record(ImportedOrder order, String actor) {
        throw new UnsupportedOperationException();
    }
}
