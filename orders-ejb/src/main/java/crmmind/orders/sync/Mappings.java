package crmmind.orders.sync;

import crmmind.orders.salesdocument.SalesDocumentMapping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;

/**
 * The mappings, to be changed. A command and the outcome of an earlier operation may meet on one: each locks the row
 * and reads it anew, so that neither overwrites the other's word.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY) // the lock lasts as long as the caller's transaction
public class Mappings {

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    /** The mapping of a document as it stands now, its row locked until the transaction ends. */
    public Optional<SalesDocumentMapping> locked(UUID documentId) {
        entities.flush();
        var found = entities.createQuery(
                        "select m from SalesDocumentMapping m where m.documentId = :id", SalesDocumentMapping.class)
                .setParameter("id", documentId)
                .getResultStream()
                .findFirst();
        found.ifPresent(mapping -> entities.refresh(mapping, LockModeType.PESSIMISTIC_WRITE));
        return found;
    }
}
