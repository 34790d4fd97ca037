package crmmind.metakocka.ledger;

/** Who is told, inside the transaction that writes it down. An exception rolls that transaction back. */
interface LedgerEvents {

    /** First of all in a transaction in which one of the others may follow. */
    void moving(OperationMoving event);

    /** An operation ended, or came to a person. */
    void settled(OperationSettled event);

    /** An operation waits for something else than before. */
    void waiting(OperationWaiting event);

    /** Metakocka has an order more than once, or no longer. */
    void doubles(DoublesSeen event);
}
