package crmmind.orders.salesdocument;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * What a committed command left for Metakocka to do.
 *
 * @param operations ids in the operation ledger, oldest first; empty where nothing has to be sent
 * @param effect what the command meant for Metakocka
 */
public record Submission(UUID orderId, List<UUID> operations, Effect effect) implements Serializable {

    /** What is asked of Metakocka. */
    public enum Effect {
        /** A new document. */
        CREATE,
        /** A change of a document that is there or on its way. */
        UPDATE,
        /** Nothing: both sides agree, or the order was never sent. */
        NONE
    }
}
