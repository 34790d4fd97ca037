package crmmind.orders.order;

import crmmind.orders.activity.Activity;
import crmmind.orders.activity.OrderEvent;
import crmmind.orders.fulfillment.OrderFulfillment;
import crmmind.orders.fulfillment.OrderFulfillments;
import crmmind.orders.inventory.AllocationState;
import crmmind.orders.inventory.Allocations;
import crmmind.orders.inventory.OrderInventoryAllocation;
import crmmind.orders.salesdocument.MappingView;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.OrderStatusRules;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentItem;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.SeenThere;
import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders as others see them. */
@ApplicationScoped
@Transactional
public class OrderViews {

    @Inject
    SalesDocuments documents;

    @Inject
    OrderFulfillments shipments;

    @Inject
    Allocations allocations;

    @Inject
    Activity activity;

    @Inject
    Database database;

    /** One order with all that belongs to it. Refuses with NOT_FOUND. */
    public OrderDetails details(UUID orderId) {
        return details(orderId, documents.get(orderId), documents.mapping(orderId));
    }

    /** All that the page of an order shows. Refuses with NOT_FOUND. */
    public OrderInFull inFull(UUID orderId) {
        var order = documents.get(orderId);
        var mapping = documents.mapping(orderId);
        return new OrderInFull(
                details(orderId, order, mapping),
                activity.of(orderId),
                mapping.map(SalesDocumentMapping::seen)
                        .map(SeenThere::disagreements)
                        .orElse(List.of()));
    }

    private OrderDetails details(UUID orderId, SalesDocument order, Optional<SalesDocumentMapping> mapping) {
        var rows = allocations.of(orderId);
        var held = new HashMap<UUID, BigDecimal>();
        rows.stream()
                .filter(row -> row.status() == AllocationState.ALLOCATED)
                .forEach(row -> held.merge(row.itemId(), row.quantity(), BigDecimal::add));
        boolean submitted = mapping.filter(SalesDocumentMapping::submitted).isPresent();
        return new OrderDetails(
                order.id(),
                order.number(),
                order.version(),
                order.shown().code(),
                allowed(order.orderStatus(), order.onHold(), submitted),
                order.allocationStatus().code(),
                order.fulfillmentStatus().code(),
                order.returnStatus().code(),
                mapping.map(SalesDocumentMapping::status)
                        .orElse(SyncStatus.NOT_SYNCED)
                        .code(),
                mapping.map(SalesDocumentMapping::error).orElse(null),
                mapping.map(SalesDocumentMapping::lastSyncedAt).orElse(null),
                mapping.map(OrderViews::side).orElse(null),
                order.customer(),
                order.shippingAddress(),
                order.currency(),
                order.warehouse(),
                order.shippingMethod(),
                order.expectedDeliveryDate(),
                order.notes(),
                order.holdReason(),
                order.cancellationReason(),
                order.netAmount(),
                order.taxAmount(),
                order.totalAmount(),
                order.createdAt(),
                order.updatedAt(),
                order.items().stream().map(item -> item(item, held)).toList(),
                rows.stream().map(OrderViews::allocation).toList(),
                shipments.of(orderId).stream().map(OrderViews::fulfillment).toList());
    }

    /** The timeline, newest first. Refuses with NOT_FOUND. */
    public List<OrderEvent> events(UUID orderId) {
        documents.get(orderId);
        return activity.of(orderId);
    }

    /** The mapping of an order, if it was ever submitted. Refuses with NOT_FOUND. */
    public @Nullable MappingView mapping(UUID orderId) {
        documents.get(orderId);
        return documents.mapping(orderId).map(SalesDocumentMapping::view).orElse(null);
    }

    /** The mappings of several orders, those without one left out. */
    public List<MappingView> mappings(Collection<UUID> orderIds) {
        return database.query("""
                select document_id, metakocka_id, metakocka_number, metakocka_reference, metakocka_status,
                       sync_direction, sync_status, sync_error, last_synced_at
                from sales_document_mappings where document_id = any(?) and connection_id = ?
                """, OrderViews::mappingView, Database.uuids(orderIds), SalesDocumentMapping.CONNECTION);
    }

    /** Where orders stand with Metakocka, by their id; unknown ones are missing. */
    public Map<UUID, SyncResult> results(Collection<UUID> orderIds) {
        var results = new HashMap<UUID, SyncResult>();
        database.query("""
                        select d.id, case when d.on_hold then 'on_hold' else d.order_status end as status,
                               m.metakocka_id, coalesce(m.sync_status, 'not_synced') as sync_status, m.sync_error
                        from sales_documents d
                        left join sales_document_mappings m on m.document_id = d.id and m.connection_id = ?
                        where d.id = any(?)
                        """, OrderViews::result, SalesDocumentMapping.CONNECTION, Database.uuids(orderIds))
                .forEach(result -> {
                    if (result.orderId() != null) {
                        results.put(result.orderId(), result);
                    }
                });
        return results;
    }

    /** The products whose stock decides whether these orders can be confirmed. */
    public Collection<String> productsToAllocate(Collection<UUID> orderIds) {
        return new TreeSet<>(database.query("""
                select distinct i.product_code from sales_document_items i
                join sales_documents d on d.id = i.document_id
                where d.id = any(?) and d.order_status = 'draft' and not i.service
                """, row -> row.getString(1), Database.uuids(orderIds)));
    }

    /** Whether the order is there and on hold. */
    public boolean onHold(UUID orderId) {
        return database.query("select on_hold from sales_documents where id = ?", row -> row.getBoolean(1), orderId)
                .contains(true);
    }

    static List<String> allowed(OrderStatus status, boolean onHold, boolean submitted) {
        return OrderStatusRules.allowed(status, onHold, submitted).stream()
                .map(OrderStatus::code)
                .toList();
    }

    private static OrderDetails.MetakockaSide side(SalesDocumentMapping mapping) {
        return new OrderDetails.MetakockaSide(
                mapping.metakockaId(),
                mapping.metakockaNumber(),
                mapping.metakockaReference(),
                mapping.metakockaStatus(),
                mapping.linkedPapers().orElse(null));
    }

    private static OrderDetails.Item item(SalesDocumentItem item, Map<UUID, BigDecimal> held) {
        return new OrderDetails.Item(
                item.id(),
                item.position(),
                item.productCode(),
                item.description(),
                item.service(),
                item.quantity(),
                item.cancelledQuantity(),
                Optional.ofNullable(held.get(item.id())).orElse(BigDecimal.ZERO),
                item.fulfilledQuantity(),
                item.returnedQuantity(),
                item.unitPrice(),
                item.discountPercent(),
                item.taxRate(),
                item.netAmount(),
                item.taxAmount(),
                item.totalAmount());
    }

    private static OrderDetails.Allocation allocation(OrderInventoryAllocation row) {
        return new OrderDetails.Allocation(
                row.itemId(), row.warehouse(), row.quantity(), row.status().code());
    }

    private static OrderDetails.Fulfillment fulfillment(OrderFulfillment shipment) {
        return new OrderDetails.Fulfillment(
                shipment.id(),
                shipment.fulfilledAt(),
                shipment.trackingNumber(),
                shipment.shippingCarrier(),
                shipment.notes(),
                shipment.status().code(),
                shipment.trackingStatus(),
                shipment.quantities().entrySet().stream()
                        .map(entry -> new OrderDetails.FulfilledItem(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static MappingView mappingView(ResultSet row) throws SQLException {
        return new MappingView(
                row.getObject("document_id", UUID.class),
                row.getString("metakocka_id"),
                row.getString("metakocka_number"),
                row.getString("metakocka_reference"),
                row.getString("metakocka_status"),
                row.getString("sync_direction"),
                row.getString("sync_status"),
                row.getString("sync_error"),
                Database.instant(row, "last_synced_at"));
    }

    private static SyncResult result(ResultSet row) throws SQLException {
        var status = row.getString("sync_status");
        boolean success = !status.equals(SyncStatus.ERROR.code()) && !status.equals(SyncStatus.NEEDS_REVIEW.code());
        return new SyncResult(
                success,
                row.getObject("id", UUID.class),
                row.getString("metakocka_id"),
                status,
                row.getString("status"),
                row.getString("sync_error"));
    }
}
