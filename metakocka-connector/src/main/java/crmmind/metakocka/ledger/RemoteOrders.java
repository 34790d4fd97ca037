package crmmind.metakocka.ledger;

import java.util.function.BooleanSupplier;

/** Metakocka as the protocol sees it. */
interface RemoteOrders {

    /**
     * Brings an operation there. A write that cannot be repeated leaves at most once in a call.
     *
     * @param stillOurs asked right before each write: whoever was given up meanwhile must not write any more
     */
    Delivery deliver(Operation operation, KnownDocuments known, BooleanSupplier stillOurs);

    /** Looks whether an operation is there. Only reads. */
    Sighting look(Operation operation, KnownDocuments known);

    /**
     * Reads a document that a person takes for the one of this operation.
     *
     * @param mkId that document
     * @return found, whatever differs; or not there; or unseen
     */
    Sighting adopt(Operation operation, KnownDocuments known, String mkId);
}
