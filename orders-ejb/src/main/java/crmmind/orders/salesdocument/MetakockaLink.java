package crmmind.orders.salesdocument;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the business asks of Metakocka. Every submit… method joins the caller's transaction, brings the document's
 * mapping to pending and writes the timeline; nothing leaves before the transaction commits. Returned are operations of
 * the ledger, oldest first.
 */
public interface MetakockaLink {

    /** Whether a create was ever submitted and not withdrawn unsent, or the document came from Metakocka. */
    boolean submitted(UUID documentId);

    /** Asks for the document to be made there. */
    UUID submitCreate(SalesDocument document, String actor, boolean interactive);

    /** Asks for a status, ON_HOLD and release included. */
    UUID submitStatus(SalesDocument document, OrderStatus shown, String actor);

    /**
     * Tells of a shipment.
     *
     * @param complete whether nothing is open after it
     */
    List<UUID> submitFulfillment(SalesDocument document, Shipment shipment, boolean complete, String actor);

    /**
     * Asks for the cancellation of what was open; empty if a create that had not left was withdrawn instead.
     *
     * @param closeShort whether a part was shipped
     */
    List<UUID> submitCancellation(SalesDocument document, @Nullable String reason, boolean closeShort, String actor);

    /** Asks for the document's present header and lines. */
    UUID submitEdit(SalesDocument document, String actor);

    /** Submits again what Metakocka refused, or looks again at what needs review. */
    List<UUID> submitAgain(SalesDocument document, String actor, boolean interactive);

    /** Lets operations of the caller's transaction go after everything somebody waits for. */
    void afterOthers(Collection<UUID> operations);

    /** The operations of a document that are not closed. */
    List<UUID> open(UUID documentId);

    /** Waits until all outcomes are known, at most this long; false where some are not. Not in a transaction. */
    boolean awaitOutcomes(Collection<UUID> operations, Duration wait);
}
