package crmmind.orders.salesdocument;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** The documents and their mappings. */
@ApplicationScoped
public class SalesDocuments {

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    /** Adds a new one, at once: what others keep with it refers to its row by identity only. */
    public void add(SalesDocument document) {
        entities.persist(document);
        entities.flush();
    }

    /** The document, if there is one. Not locked: to look, not to change. */
    public Optional<SalesDocument> find(UUID id) {
        return Optional.ofNullable(entities.find(SalesDocument.class, id));
    }

    /** The document. Refuses with NOT_FOUND. Not locked: to look, not to change. */
    public SalesDocument get(UUID id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /**
     * The document, its row locked until the transaction ends: every change begins here, before anything it rests on is
     * read. Refuses with NOT_FOUND.
     */
    public SalesDocument lock(UUID id) {
        var document = entities.find(SalesDocument.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (document == null) {
            throw notFound(id);
        }
        return document;
    }

    /** Writes what was changed so far, where the order of the writes matters. */
    public void flush() {
        entities.flush();
    }

    /** Adds a mapping. */
    public void add(SalesDocumentMapping mapping) {
        entities.persist(mapping);
    }

    /** The mapping of a document, if it has one. */
    public Optional<SalesDocumentMapping> mapping(UUID documentId) {
        return entities.createQuery(
                        "select m from SalesDocumentMapping m where m.documentId = :id", SalesDocumentMapping.class)
                .setParameter("id", documentId)
                .getResultStream()
                .findFirst();
    }

    /** The mapping with that {@code mk_id}, if there is one. */
    public Optional<SalesDocumentMapping> mappingOf(String metakockaId) {
        return entities.createQuery(
                        "select m from SalesDocumentMapping m where m.metakockaId = :id", SalesDocumentMapping.class)
                .setParameter("id", metakockaId)
                .getResultStream()
                .findFirst();
    }

    private static BusinessException notFound(UUID id) {
        return new BusinessException(Problem.NOT_FOUND, Sentence.of("order.unknown", id));
    }
}
