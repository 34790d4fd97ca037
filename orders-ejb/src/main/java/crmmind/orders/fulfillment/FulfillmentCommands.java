package crmmind.orders.fulfillment;

import crmmind.orders.salesdocument.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Shipping, without asking who may: behind {@link FulfillmentService}, and for what runs without a caller. */
@ApplicationScoped
@Transactional
public class FulfillmentCommands {

    /** As {@link FulfillmentService#fulfill}, by {@code actor}. */
    public Submission fulfill(UUID orderId, FulfillmentData data, String actor) {
        throw new UnsupportedOperationException();
    }
}
