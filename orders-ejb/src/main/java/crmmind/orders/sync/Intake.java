package crmmind.orders.sync;

import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.orders.inventory.Product;
import crmmind.orders.inventory.Products;
import crmmind.orders.inventory.Warehouses;
import crmmind.orders.order.Customers;
import crmmind.orders.order.OrderIntake;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The database's part of taking orders over: one short transaction an order, nothing remote. */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW) // one order's failure leaves the others alone
public class Intake {

    @Inject
    OrderIntake intake;

    @Inject
    SalesDocuments documents;

    @Inject
    Customers customers;

    @Inject
    Products products;

    @Inject
    Warehouses warehouses;

    @Inject
    StatusWords words;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** Which of these {@code mk_id}s are known already. */
    public Set<String> known(Collection<String> metakockaIds) {
        return new HashSet<>(database.query(
                "select metakocka_id from sales_document_mappings where metakocka_id = any(?)",
                row -> row.getString(1),
                Database.texts(metakockaIds)));
    }

    /**
     * Which of these references are orders of ours whose answer from Metakocka is still to come: not to be taken over.
     */
    public Set<String> onTheirWay(Collection<String> references) {
        return new HashSet<>(database.query("""
                select metakocka_reference from sales_document_mappings
                where metakocka_reference = any(?) and metakocka_id is null and sync_direction = 'crm_to_metakocka'
                """, row -> row.getString(1), Database.texts(references)));
    }

    /** Where a known order stands; empty if this {@code mk_id} is not known. */
    public Optional<SyncResult> standing(String metakockaId) {
        return documents.mappingOf(metakockaId).map(mapping -> {
            var order = documents.get(mapping.documentId());
            return result(mapping, order.shown().code());
        });
    }

    /**
     * Records an order. Refuses with NOT_SYNCABLE where it is one of ours, on its way. One that is known, or becomes
     * known meanwhile, fails on the database's constraint.
     */
    public SyncResult record(SalesOrderDocument there, String actor) {
        var reference = there.buyerOrder();
        if (reference != null && !onTheirWay(Set.of(reference)).isEmpty()) {
            throw new BusinessException(Problem.NOT_SYNCABLE, Sentence.of("metakocka.own-order", reference));
        }
        var codes = there.lines().stream()
                .map(SalesOrderDocument.Line::code)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Product> known = products.all(codes);
        var today = clock.instant().atZone(OrderWords.ZONE).toLocalDate();
        var imported = MetakockaOrder.of(
                there, words.meanings(), known, warehouses.defaultMark().orElse(""), today);
        if (imported.lines().isEmpty()) {
            throw new BusinessException(Problem.VALIDATION_FAILED, Sentence.of("metakocka.no-lines", there.mkId()));
        }
        UUID id = intake.record(imported, actor);
        documents.flush();
        var order = documents.get(id);
        var partner = there.partner();
        if (partner != null && partner.mkId() != null && order.customerId() != null) {
            customers
                    .find(order.customerId())
                    .filter(customer -> customer.metakockaPartnerId() == null)
                    .ifPresent(customer -> customer.standsInMetakockaAs(partner.mkId(), partner.mkAddressId()));
        }
        var mapping = documents.mapping(id).orElseThrow();
        mapping.agreedOn(new Agreement(partner == null ? null : partner.mkId(), Map.of()).json());
        mapping.saw(SeenOrder.of(there));
        return result(mapping, order.shown().code());
    }

    private static SyncResult result(SalesDocumentMapping mapping, String status) {
        return new SyncResult(
                mapping.status() != SyncStatus.ERROR && mapping.status() != SyncStatus.NEEDS_REVIEW,
                mapping.documentId(),
                mapping.metakockaId(),
                mapping.status().code(),
                status,
                mapping.error());
    }
}
