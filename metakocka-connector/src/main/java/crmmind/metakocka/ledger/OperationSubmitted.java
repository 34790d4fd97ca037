package crmmind.metakocka.ledger;

/** Something became due; fired inside the transaction that made it so, heard after its commit. */
record OperationSubmitted(OperationId id) {}
