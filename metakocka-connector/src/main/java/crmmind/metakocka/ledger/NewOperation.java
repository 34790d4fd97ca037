package crmmind.metakocka.ledger;

import java.util.UUID;

/**
 * What shall reach Metakocka.
 *
 * @param documentId our document; its operations go out one after another, in the order they were submitted
 * @param reference our reference of the order in Metakocka ({@code buyer_order})
 * @param actor who wants it
 */
public record NewOperation(
        UUID documentId, String reference, OperationKind kind, RemoteChange payload, String actor, Priority priority) {

    /** Checks that kind and payload belong together. */
    public NewOperation {
        if (!kind.payload().isInstance(payload)) {
            throw new IllegalArgumentException(
                    kind + " does not carry " + payload.getClass().getSimpleName());
        }
    }
}
