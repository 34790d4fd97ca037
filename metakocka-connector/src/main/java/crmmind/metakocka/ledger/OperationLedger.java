package crmmind.metakocka.ledger;

import crmmind.metakocka.document.FoundDocument;
import crmmind.metakocka.wire.MetakockaGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What must reach Metakocka. Submitting writes the intention down in the caller's transaction: it is attempted if and
 * only if that transaction commits. Everything else happens afterwards and elsewhere.
 */
@ApplicationScoped
public class OperationLedger {

    @Inject
    Operations operations;

    @Inject
    MetakockaGateway gateway;

    @Inject
    Event<OperationSubmitted> submitted;

    /**
     * Writes an operation down. It goes out after those submitted before it for the same document. A create supersedes
     * updates and status changes of the document that were not sent yet: it carries the present state.
     *
     * @throws CreateStillOpenException if a create is submitted while an earlier one was sent and is not settled
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public OperationId submit(NewOperation operation) {
        var id = new OperationId(UUID.randomUUID());
        operations.insert(id, operation);
        submitted.fire(new OperationSubmitted(id));
        return id;
    }

    /** Withdraws what was certainly not sent of a document. Returns how many operations that were. */
    @Transactional(Transactional.TxType.MANDATORY)
    public int cancelUnsent(UUID documentId, String reason) {
        return operations.cancelPending(documentId, reason);
    }

    /**
     * Takes an operation up again at once: a refused one is sent again, unless a later one of its kind took its place;
     * one in doubt or in review is looked up again; one that waits no longer waits. Does nothing for any other. Returns
     * whether it did something.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean retry(OperationId id, String actor) {
        boolean changed = operations.retry(id, actor);
        if (changed) {
            submitted.fire(new OperationSubmitted(id));
        }
        return changed;
    }

    /** Lets these go after everything somebody waits for, as long as they were not sent. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void afterOthers(Collection<OperationId> ids) {
        operations.afterOthers(ids);
    }

    /** The operations of a document, in their order. */
    public List<Operation> ofDocument(UUID documentId) {
        return operations.ofDocument(documentId);
    }

    /** One operation. */
    public Optional<Operation> find(OperationId id) {
        return operations.find(id).map(Entry::operation);
    }

    /** These operations, in no order; unknown ones are missing. */
    public List<Operation> some(Collection<OperationId> ids) {
        return operations.byIds(ids);
    }

    /** The operation submitted last for a document. */
    public Optional<Operation> latest(UUID documentId) {
        return operations.latest(documentId);
    }

    /**
     * Whether something is still to happen in Metakocka for this document. A tracking number that waits for its invoice
     * does not count.
     */
    public boolean hasOpen(UUID documentId) {
        return operations.hasOpen(documentId);
    }

    /** Whether a create was ever submitted for this document and not withdrawn. */
    public boolean createSubmitted(UUID documentId) {
        return operations.createSubmitted(documentId);
    }

    /** The open operations of many documents, in their order; a document without one is missing. */
    public Map<UUID, List<Operation>> openByDocument(Collection<UUID> documentIds) {
        return operations.openByDocument(documentIds);
    }

    /** The attempts of an operation, the first one first. */
    public List<Attempt> attempts(OperationId id) {
        return operations.attempts(id);
    }

    /** What was found for an operation in review, for a person to decide. */
    public List<FoundDocument> found(OperationId id) {
        return operations.found(id);
    }

    /** Operations for a list, newest first. */
    public QueuePage queue(QueueFilter filter) {
        return operations.queue(filter);
    }

    /** What waits, in numbers. */
    public Backlog backlog() {
        return operations.backlog(gateway.circuit().downSince().orElse(null));
    }

    /** Since when Metakocka cannot be reached, as this node sees it. Costs no query. */
    public Optional<Instant> unreachableSince() {
        return gateway.circuit().downSince();
    }
}
