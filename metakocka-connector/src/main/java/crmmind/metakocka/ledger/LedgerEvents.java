package crmmind.metakocka.ledger;

/** Who is told, inside the transaction that writes it down. An exception rolls that transaction back. */
interface LedgerEvents {

    /** An operation ended, or came to a person. */
    void settled(OperationSettled event);

    /** An operation waits for something else than before. */
    void waiting(OperationWaiting event);
}
