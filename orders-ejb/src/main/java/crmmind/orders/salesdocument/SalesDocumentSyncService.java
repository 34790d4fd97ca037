package crmmind.orders.salesdocument;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every kind of sales document shares about its synchronisation with Metakocka. */
public abstract class SalesDocumentSyncService {

    /** The mapping of one document; null where it was never submitted. Refuses with NOT_FOUND. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public @Nullable MappingView mapping(UUID documentId) {
        throw new UnsupportedOperationException();
    }

    /** The mappings of several documents, those without one left out. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<MappingView> mappings(Collection<UUID> documentIds) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads Metakocka's present stock for the products of these documents, so that the allocation of {@link #sync}
     * decides on fresh numbers. Call it before, outside a transaction. Never fails: while Metakocka is down the last
     * numbers stand.
     */
    @RolesAllowed({SALES, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // reads over the network
    public void refreshStock(Collection<UUID> documentIds) {
        throw new UnsupportedOperationException();
    }

    /**
     * Submits a document to Metakocka: a draft is confirmed and allocated first; one that is there and unchanged is
     * left alone; one in error is submitted again; one that needs review is looked at again. Idempotent by state.
     * Refuses with NOT_FOUND, ON_HOLD, NOT_SYNCABLE, INSUFFICIENT_STOCK.
     */
    @RolesAllowed({SALES, ADMIN})
    public Submission sync(UUID documentId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Syncs several, each in its own transaction, after one look at the stock of all, and waits for the outcomes at
     * most this long.
     */
    @RolesAllowed({SALES, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // each document commits on its own
    public BulkResult syncAll(Collection<UUID> documentIds, Duration wait) {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until the outcome of a submission is known, at most this long, and says where the document stands then:
     * pending where it is not known yet. Call it after the submission's transaction.
     */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // waits
    public SyncResult await(Submission submission, Duration wait) {
        throw new UnsupportedOperationException();
    }
}
