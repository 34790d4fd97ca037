package crmmind.orders.salesdocument;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every kind of sales document shares about its synchronisation with Metakocka. */
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
public abstract class SalesDocumentSyncService {

    private static final System.Logger LOGGER = System.getLogger(SalesDocumentSyncService.class.getName());

    /** The mapping of one document; null where it was never submitted. Refuses with NOT_FOUND. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public @Nullable MappingView mapping(UUID documentId) {
        return mappingOf(documentId);
    }

    /** The mappings of several documents, those without one left out. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<MappingView> mappings(Collection<UUID> documentIds) {
        return mappingsOf(documentIds);
    }

    /**
     * Reads Metakocka's present stock for the products of these documents, so that the allocation of {@link #sync}
     * decides on fresh numbers. Call it before, outside a transaction. Never fails: while Metakocka is down the last
     * numbers stand.
     */
    @RolesAllowed({SALES, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // reads over the network
    public void refreshStock(Collection<UUID> documentIds) {
        var codes = productsToAllocate(documentIds);
        if (!codes.isEmpty()) {
            refresh(codes);
        }
    }

    /**
     * Submits a document to Metakocka: a draft is confirmed and allocated first; one that is there and unchanged is
     * left alone; one in error is submitted again; one that needs review is looked at again. Idempotent by state.
     * Refuses with NOT_FOUND, ON_HOLD, NOT_SYNCABLE, INSUFFICIENT_STOCK.
     */
    @RolesAllowed({SALES, ADMIN})
    public Submission sync(UUID documentId) {
        return submit(documentId, true);
    }

    /**
     * Syncs several, each in its own transaction, after one look at the stock of all, and waits for the outcomes at
     * most this long.
     */
    @RolesAllowed({SALES, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // each document commits on its own
    public BulkResult syncAll(Collection<UUID> documentIds, Duration wait) {
        refreshStock(documentIds);
        var counted = new BulkCount();
        var submissions = new ArrayList<Submission>();
        for (var documentId : new LinkedHashSet<>(documentIds)) {
            try {
                var submission = submit(documentId, false);
                if (submission.effect() == Submission.Effect.NONE) {
                    counted.skipped();
                } else {
                    submissions.add(submission);
                }
            } catch (BusinessException e) {
                counted.failed(documentId, e.code(), e.detail());
            } catch (RuntimeException e) { // one's failure never stops the others
                LOGGER.log(System.Logger.Level.ERROR, "Document " + documentId + " could not be synced", e);
                counted.failed(documentId, "INTERNAL_ERROR", "Something went wrong; the log has the details");
            }
        }
        metakocka()
                .awaitOutcomes(
                        submissions.stream()
                                .flatMap(submission -> submission.operations().stream())
                                .toList(),
                        wait);
        var results = results(submissions.stream().map(Submission::orderId).toList());
        for (var submission : submissions) {
            counted.outcome(submission, results.get(submission.orderId()));
        }
        return counted.result();
    }

    /**
     * Waits until the outcome of a submission is known, at most this long, and says where the document stands then:
     * pending where it is not known yet. Call it after the submission's transaction.
     */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // waits
    public SyncResult await(Submission submission, Duration wait) {
        if (!submission.operations().isEmpty()) {
            metakocka().awaitOutcomes(submission.operations(), wait);
        }
        var result = results(List.of(submission.orderId())).get(submission.orderId());
        if (result == null) {
            throw new BusinessException(Problem.NOT_FOUND, Sentence.of("order.unknown", submission.orderId()));
        }
        return result;
    }

    /** The mapping of one document. Refuses with NOT_FOUND. */
    protected abstract @Nullable MappingView mappingOf(UUID documentId);

    /** The mappings of several documents. */
    protected abstract List<MappingView> mappingsOf(Collection<UUID> documentIds);

    /** The products whose stock decides whether these documents can be confirmed. */
    protected abstract Collection<String> productsToAllocate(Collection<UUID> documentIds);

    /** Submits one document, in a transaction of its own if there is none. */
    protected abstract Submission submit(UUID documentId, boolean interactive);

    /** Where documents stand now, by id. */
    protected abstract Map<UUID, SyncResult> results(Collection<UUID> documentIds);

    /** Reads the present stock of products; not in a transaction. */
    protected abstract void refresh(Collection<String> productCodes);

    /** The way to Metakocka. */
    protected abstract MetakockaLink metakocka();
}
