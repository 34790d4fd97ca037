package crmmind.metakocka.ledger;

/**
 * A person decided about an operation. Fired inside the transaction that writes it down, for the record of who did what
 * and why.
 *
 * @param operation as it is written down
 * @param actor who
 * @param reason in his words
 */
public record OperationDecided(Operation operation, Decision decision, String actor, String reason) {

    /** What was decided. */
    public enum Decision {
        /** Try it, or look for it, now. */
        LOOK_AGAIN,
        /** This document in Metakocka is ours. */
        ADOPT,
        /** It is certainly not there: send it again. */
        SEND_AGAIN,
        /** Leave it. */
        GIVE_UP
    }
}
