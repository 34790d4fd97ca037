package crmmind.metakocka.ledger;

/**
 * An operation ended, or came to a person. Fired inside the transaction that writes it down: what observers change
 * commits with it or not at all, and when an observer fails the operation stays as it was and is looked up again.
 *
 * @param operation as it is written down
 */
public record OperationSettled(Operation operation, OperationResult result) {}
