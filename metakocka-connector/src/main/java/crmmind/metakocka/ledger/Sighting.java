package crmmind.metakocka.ledger;

/** What a look-up after an unknown outcome showed. */
sealed interface Sighting {

    /** It is there and it is ours. */
    record Found(OperationResult.Done done) implements Sighting {}

    /** It is not there, or not so, as of now. */
    record NotThere() implements Sighting {}

    /** Something is there that is not clearly ours. */
    record NeedsDecision(OperationResult.Review review) implements Sighting {}

    /** Nothing could be seen. */
    record Unseen(String reason) implements Sighting {}
}
