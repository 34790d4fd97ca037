package crmmind.metakocka.ledger;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What the protocol needs of the ledger's tables. All of it runs in the transaction of the caller. */
interface OperationStore {

    /** One operation. */
    Optional<Entry> find(OperationId id);

    /**
     * Takes an operation up if it is due, no earlier one of its document is open, and none is under way: counts the
     * attempt and writes {@code sending} down. A create that may be there already, because the database was restored
     * since it was submitted, is counted and written down as in doubt instead.
     *
     * @throws UnderWayException if another one of the document was taken up at this very moment
     */
    Claim claim(OperationId id, String node);

    /**
     * Right before a write leaves: dates it, for the quiet period counts from here and not from the taking up, which
     * may be long ago.
     *
     * @return whether the attempt is still the current one; if not, nothing may leave
     */
    boolean leaving(OperationId id, int attempt);

    /** What is known to be in Metakocka around an operation. */
    KnownDocuments known(Operation operation);

    /** Lets an operation wait until its document's order exists, if it is still pending. */
    Optional<Operation> park(OperationId id, String message);

    /** Makes the operations of this document due that waited for this. */
    void hasCome(UUID documentId, WaitingFor what);

    /**
     * Writes the next state down, if this attempt is still the current one. If it is not, what happened is kept as
     * evidence with its attempt.
     *
     * @return the operation as it is now; empty if the attempt had been given up
     */
    Optional<Operation> move(OperationId id, int attempt, Transition transition);

    /** Lets a create that is done and was ever in doubt be looked at for doubles after a while. */
    void sweepLater(OperationId id, Duration pause);

    /** Takes an operation in review back into doubt, so that it can be moved. Whether it is in doubt now. */
    boolean reopen(OperationId id);

    /** Two operations of one document were to be taken up together. The transaction is lost. */
    final class UnderWayException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnderWayException(Throwable cause) {
            super("Another operation of the document is under way", cause);
        }
    }
}
