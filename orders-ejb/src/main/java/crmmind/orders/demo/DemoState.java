package crmmind.orders.demo;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** What the database says of the demonstration. */
@ApplicationScoped
@Transactional
public class DemoState {

    @Inject
    Database database;

    /** Whether nobody ordered yet. */
    public boolean noOrders() {
        return database.query("select 1 from sales_documents limit 1", row -> row.getInt(1))
                .isEmpty();
    }

    /** Whether orders were taken over from Metakocka. */
    public boolean takenOver() {
        return !database.query(
                        "select 1 from sales_document_mappings where sync_direction = 'metakocka_to_crm' limit 1",
                        row -> row.getInt(1))
                .isEmpty();
    }

    /** Whether nothing is on its way to Metakocka. */
    public boolean settled() {
        return database.query(
                        "select 1 from sales_document_mappings where sync_status = 'pending' limit 1",
                        row -> row.getInt(1))
                .isEmpty();
    }

    /** The first line of an order. */
    public Optional<UUID> firstItem(UUID orderId) {
        return database
                .query(
                        "select id from sales_document_items where document_id = ? order by position limit 1",
                        row -> row.getObject(1, UUID.class),
                        orderId)
                .stream()
                .findFirst();
    }
}
