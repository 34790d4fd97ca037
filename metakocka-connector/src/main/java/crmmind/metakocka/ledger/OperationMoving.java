package crmmind.metakocka.ledger;

import java.util.UUID;

/**
 * The transaction that will write down what became of an operation has begun, and has locked nothing yet. Whoever
 * observes outcomes locks here what a command locks first, so that a command and an outcome never wait for each other.
 */
public record OperationMoving(UUID documentId) {}
