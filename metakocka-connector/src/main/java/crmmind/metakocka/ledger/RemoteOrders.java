package crmmind.metakocka.ledger;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Metakocka as the protocol sees it. */
interface RemoteOrders {

    /**
     * Brings an operation there. A write that cannot be repeated leaves at most once in a call.
     *
     * @param mkId the order it is about; null for a create
     * @param stillOurs asked right before each write: whoever was given up meanwhile must not write any more
     */
    Delivery deliver(Operation operation, @Nullable String mkId, BooleanSupplier stillOurs);

    /**
     * Looks whether an operation is there. Only reads.
     *
     * @param mkId the order it is about, where known
     */
    Sighting look(Operation operation, @Nullable String mkId);

    /**
     * Reads a document that a person takes for the one of this operation.
     *
     * @return found, whatever differs; or not there; or unseen
     */
    Sighting adopt(Operation operation, String mkId);
}
