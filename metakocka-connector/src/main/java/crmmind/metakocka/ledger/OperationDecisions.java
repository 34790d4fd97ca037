package crmmind.metakocka.ledger;

import crmmind.metakocka.ledger.OperationDecided.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person can do about an operation that cannot go on by itself. Each decision names the attempt it is about: one
 * that went on meanwhile is left alone.
 */
@ApplicationScoped
public class OperationDecisions {

    @Inject
    Operations operations;

    @Inject
    OperationEngine engine;

    @Inject
    Event<OperationMoving> moving;

    @Inject
    Event<OperationDecided> decided;

    @Inject
    Event<OperationSubmitted> submitted;

    /**
     * Takes an operation up again at once: a refused one is sent again, one in doubt or in review is looked up again,
     * one that waits no longer waits.
     *
     * @return whether something was done: not if it went on meanwhile
     */
    @Transactional
    public boolean lookAgain(OperationId id, int attempt, String actor, String reason) {
        return operations
                .find(id)
                .map(Entry::operation)
                .filter(operation -> operation.attempt() == attempt)
                .map(operation -> {
                    moving.fire(new OperationMoving(operation.documentId()));
                    return operations.retry(id, actor);
                })
                .filter(taken -> taken)
                .flatMap(taken -> operations.find(id))
                .map(Entry::operation)
                .map(operation -> {
                    decided.fire(new OperationDecided(operation, Decision.LOOK_AGAIN, actor, reason));
                    submitted.fire(new OperationSubmitted(id));
                    return operation;
                })
                .isPresent();
    }

    /**
     * Takes a document of Metakocka for the one an operation in review or in doubt was to bring there. Reads it first:
     * call it without a transaction.
     *
     * @return whether it was taken: not if there is no such document, or if the operation went on meanwhile
     * @throws crmmind.metakocka.MetakockaException.Unavailable if Metakocka could not be asked
     */
    public boolean adopt(OperationId id, int attempt, String mkId, String actor, String reason) {
        return engine.adopt(
                id,
                attempt,
                mkId,
                operation -> decided.fire(new OperationDecided(operation, Decision.ADOPT, actor, reason)));
    }

    /**
     * Sends an operation in review or in doubt again, because a person made sure that it is not there.
     *
     * @param newReference another reference for a create, where somebody else's order carries the first one; else null
     * @return whether it is sent again: not if it went on meanwhile
     */
    @Transactional
    public boolean sendAgain(OperationId id, int attempt, @Nullable String newReference, String actor, String reason) {
        return operations
                .find(id)
                .filter(entry -> entry.operation().attempt() == attempt)
                .flatMap(entry -> {
                    moving.fire(new OperationMoving(entry.operation().documentId()));
                    return operations.sendAgain(entry.operation(), newReference);
                })
                .map(operation -> {
                    decided.fire(new OperationDecided(operation, Decision.SEND_AGAIN, actor, reason));
                    submitted.fire(new OperationSubmitted(id));
                    return operation;
                })
                .isPresent();
    }

    /**
     * Leaves an operation that is not closed and not under way. What it may have done in Metakocka stays there.
     *
     * @return whether it was left: not if it went on meanwhile
     */
    @Transactional
    public boolean giveUp(OperationId id, int attempt, String actor, String reason) {
        return operations
                .find(id)
                .filter(entry -> entry.operation().attempt() == attempt)
                .flatMap(entry -> {
                    moving.fire(new OperationMoving(entry.operation().documentId()));
                    return operations.giveUp(entry.operation(), "Given up by " + actor + ": " + reason);
                })
                .map(operation -> {
                    decided.fire(new OperationDecided(operation, Decision.GIVE_UP, actor, reason));
                    submitted.fire(new OperationSubmitted(id)); // the next one of the document may be due now
                    return operation;
                })
                .isPresent();
    }

    /**
     * Says that what the database holds may be older than what happened, as after a restore: every create that is to be
     * sent is looked for in Metakocka first.
     *
     * @return the number of the epoch that begins
     */
    @Transactional
    public int beginEpoch(String actor, String reason) {
        return operations.beginEpoch(actor, reason);
    }

    /** Lets Metakocka be asked soon whether it has the order of a document more than once. */
    @Transactional
    public void lookForDoubles(UUID documentId) {
        operations.lookForDoubles(documentId);
    }
}
