package crmmind.orders.salesdocument;

import crmmind.orders.shared.InstantColumn;
import crmmind.orders.shared.JsonColumn;
import crmmind.orders.shared.UuidColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a document here and a document in one Metakocka belong together, and whether they agree. */
@Entity
@Table(name = "sales_document_mappings")
public class SalesDocumentMapping {

    /** The one connection there is. */
    public static final UUID CONNECTION = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @Id
    private UUID id;

    @Column(name = "connection_id", updatable = false)
    @Convert(converter = UuidColumn.class)
    private UUID connectionId;

    @Column(name = "document_id", updatable = false)
    @Convert(converter = UuidColumn.class)
    private UUID documentId;

    @Column(name = "metakocka_id")
    private @Nullable String metakockaId;

    @Column(name = "metakocka_number")
    private @Nullable String metakockaNumber;

    @Column(name = "metakocka_reference")
    private @Nullable String metakockaReference;

    @Column(name = "metakocka_status")
    private @Nullable String metakockaStatus;

    @Column(name = "sync_direction")
    @Convert(converter = StateColumns.SyncDirectionColumn.class)
    private SyncDirection direction;

    @Column(name = "sync_status")
    @Convert(converter = StateColumns.SyncStatusColumn.class)
    private SyncStatus status = SyncStatus.NOT_SYNCED;

    @Column(name = "sync_error")
    private @Nullable String error;

    @Column(name = "last_synced_at")
    @Convert(converter = InstantColumn.class)
    private @Nullable Instant lastSyncedAt;

    @Column(name = "stood_in_metakocka_at")
    @Convert(converter = InstantColumn.class)
    private @Nullable Instant stoodInMetakockaAt;

    @Column(name = "gone_from_metakocka_at")
    @Convert(converter = InstantColumn.class)
    private @Nullable Instant goneFromMetakockaAt;

    @Column(name = "base_snapshot")
    @Convert(converter = JsonColumn.class)
    private @Nullable String baseSnapshot;

    @Column(name = "linked_documents")
    @Convert(converter = JsonColumn.class)
    private @Nullable String linkedDocuments;

    @Column(name = "seen_in_metakocka")
    @Convert(converter = JsonColumn.class)
    private @Nullable String seenInMetakocka;

    @Column(name = "seen_hash")
    private @Nullable String seenHash;

    @Column(name = "changed_in_metakocka_at")
    @Convert(converter = InstantColumn.class)
    private @Nullable Instant changedInMetakockaAt;

    /** For JPA. */
    protected SalesDocumentMapping() {}

    /**
     * A mapping of which Metakocka knows nothing yet.
     *
     * @param reference what {@code buyer_order} says or will say
     */
    public SalesDocumentMapping(UUID id, UUID documentId, SyncDirection direction, @Nullable String reference) {
        this.id = id;
        this.connectionId = CONNECTION;
        this.documentId = documentId;
        this.direction = direction;
        this.metakockaReference = reference;
    }

    /** Something is on its way to Metakocka. */
    public void pending() {
        status = SyncStatus.PENDING;
        error = null;
    }

    /** It cannot go on yet, which is no error; says what it waits for. */
    public void waits(String reason) {
        status = SyncStatus.PENDING;
        error = reason;
    }

    /** A create leaves with this reference, by which it can be found again. */
    public void sent(String reference) {
        metakockaReference = reference;
        pending();
    }

    /**
     * Both sides agree.
     *
     * @param metakockaStatus its status code
     */
    public void synced(
            String metakockaId, @Nullable String metakockaNumber, @Nullable String metakockaStatus, Instant now) {
        stands(metakockaId, metakockaNumber, metakockaStatus, now);
        status = SyncStatus.SYNCED;
        error = null;
        lastSyncedAt = now;
    }

    /** Metakocka has the document, whether both sides agree or not. */
    public void stands(
            String metakockaId, @Nullable String metakockaNumber, @Nullable String metakockaStatus, Instant now) {
        this.metakockaId = metakockaId;
        if (metakockaNumber != null) {
            this.metakockaNumber = metakockaNumber;
        }
        if (metakockaStatus != null) {
            this.metakockaStatus = metakockaStatus;
        }
        if (stoodInMetakockaAt == null) {
            stoodInMetakockaAt = now;
        }
    }

    /** Metakocka cancelled or deleted it, which gave back what it had reserved. */
    public void gone(Instant now) {
        if (goneFromMetakockaAt == null) {
            goneFromMetakockaAt = now;
        }
    }

    /** Metakocka refused; nothing was written there. */
    public void refused(String text) {
        status = SyncStatus.ERROR;
        error = text;
    }

    /** Somebody has to look. */
    public void needsReview(String text) {
        status = SyncStatus.NEEDS_REVIEW;
        error = text;
    }

    /** What was to be sent never left and was taken back. */
    public void withdrawn() {
        status = SyncStatus.NOT_SYNCED;
        error = null;
    }

    /** Remembers what both sides agreed on last, as JSON. */
    public void agreedOn(@Nullable String baseSnapshot) {
        this.baseSnapshot = baseSnapshot;
    }

    /** Remembers what Metakocka has linked to the document and what was paid. */
    public void linkedTo(LinkedPapers papers) {
        linkedDocuments = papers.json();
    }

    /** Takes note of how the document stands in Metakocka. */
    public void saw(SeenThere seen) {
        seenInMetakocka = seen.json();
        seenHash = seen.hash();
    }

    /** What had changed there was looked at. */
    public void lookedAt() {
        changedInMetakockaAt = null;
    }

    /** Something changed there while something of ours was on its way: it is looked at after that. */
    public void lookAgain(Instant now) {
        if (changedInMetakockaAt == null) {
            changedInMetakockaAt = now;
        }
    }

    /** How the document stood in Metakocka when it was last taken note of. */
    public SeenThere seen() {
        return SeenThere.of(seenInMetakocka);
    }

    /** Whether it is in Metakocka or on its way there, or was refused: a create was submitted and not withdrawn. */
    public boolean submitted() {
        return metakockaId != null || status != SyncStatus.NOT_SYNCED;
    }

    /** As others see it. */
    public MappingView view() {
        return new MappingView(
                documentId,
                metakockaId,
                metakockaNumber,
                metakockaReference,
                metakockaStatus,
                direction.code(),
                status.code(),
                error,
                lastSyncedAt);
    }

    public UUID id() {
        return id;
    }

    public UUID connectionId() {
        return connectionId;
    }

    public UUID documentId() {
        return documentId;
    }

    /** {@code mk_id}. */
    public @Nullable String metakockaId() {
        return metakockaId;
    }

    /** {@code count_code}. */
    public @Nullable String metakockaNumber() {
        return metakockaNumber;
    }

    /** {@code buyer_order}. */
    public @Nullable String metakockaReference() {
        return metakockaReference;
    }

    public @Nullable String metakockaStatus() {
        return metakockaStatus;
    }

    public SyncDirection direction() {
        return direction;
    }

    public SyncStatus status() {
        return status;
    }

    public @Nullable String error() {
        return error;
    }

    public @Nullable Instant lastSyncedAt() {
        return lastSyncedAt;
    }

    /** When Metakocka was first known to hold it. */
    public @Nullable Instant stoodInMetakockaAt() {
        return stoodInMetakockaAt;
    }

    public @Nullable Instant goneFromMetakockaAt() {
        return goneFromMetakockaAt;
    }

    /** What Metakocka had linked to the document when it was last read; empty as long as it never was. */
    public Optional<LinkedPapers> linkedPapers() {
        return LinkedPapers.of(linkedDocuments);
    }

    public @Nullable String baseSnapshot() {
        return baseSnapshot;
    }
}
