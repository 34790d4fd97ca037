package crmmind.orders.sync;

import static crmmind.metakocka.ledger.OperationKind.CANCEL;
import static crmmind.metakocka.ledger.OperationKind.CHANGE_STATUS;
import static crmmind.metakocka.ledger.OperationKind.CREATE_ORDER;
import static crmmind.metakocka.ledger.OperationKind.FULFILL;
import static crmmind.metakocka.ledger.OperationKind.INVOICE;
import static crmmind.metakocka.ledger.OperationKind.PACKING_LIST;
import static crmmind.metakocka.ledger.OperationKind.TRACKING;
import static crmmind.metakocka.ledger.OperationKind.UPDATE_ORDER;
import static crmmind.orders.salesdocument.SyncStatus.ERROR;

import crmmind.metakocka.FulfillmentMode;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.ledger.ChangeSalesOrder;
import crmmind.metakocka.ledger.CreateInvoice;
import crmmind.metakocka.ledger.CreatePackingList;
import crmmind.metakocka.ledger.CreateSalesOrder;
import crmmind.metakocka.ledger.NewOperation;
import crmmind.metakocka.ledger.Operation;
import crmmind.metakocka.ledger.OperationDecisions;
import crmmind.metakocka.ledger.OperationId;
import crmmind.metakocka.ledger.OperationKind;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.metakocka.ledger.OperationOutcomes;
import crmmind.metakocka.ledger.OperationState;
import crmmind.metakocka.ledger.Priority;
import crmmind.metakocka.ledger.RemoteChange;
import crmmind.metakocka.ledger.WaitingFor;
import crmmind.orders.activity.Activity;
import crmmind.orders.fulfillment.OrderFulfillment;
import crmmind.orders.fulfillment.OrderFulfillments;
import crmmind.orders.inventory.Product;
import crmmind.orders.inventory.Products;
import crmmind.orders.order.Customer;
import crmmind.orders.order.Customers;
import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentItem;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.Shipment;
import crmmind.orders.salesdocument.SyncDirection;
import crmmind.orders.shared.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells Metakocka of orders: turns what people decided here into operations of the ledger, in the transaction in which
 * they decided it.
 */
@ApplicationScoped
@Transactional
public class OrderExport implements MetakockaLink {

    @Inject
    OperationLedger ledger;

    @Inject
    OperationOutcomes outcomes;

    @Inject
    OperationDecisions decisions;

    @Inject
    SalesDocuments documents;

    @Inject
    Mappings mappings;

    @Inject
    Customers customers;

    @Inject
    Products products;

    @Inject
    OrderFulfillments shipments;

    @Inject
    StatusWords words;

    @Inject
    Activity activity;

    @Inject
    Clock clock;

    @Inject
    MetakockaSettings settings;

    @Override
    public boolean submitted(UUID documentId) {
        return documents
                .mapping(documentId)
                .map(SalesDocumentMapping::submitted)
                .orElse(false);
    }

    @Override
    public UUID submitCreate(SalesDocument order, String actor, boolean interactive) {
        var mapping = mappings.locked(order.id()).orElseGet(() -> {
            var added = new SalesDocumentMapping(
                    Identities.at(clock.instant()), order.id(), SyncDirection.CRM_TO_METAKOCKA, order.number());
            documents.add(added);
            return added;
        });
        mapping.sent(order.number());
        var create = new CreateSalesOrder(
                OrderWords.document(order, words.code(order), productsOf(order)),
                OrderWords.partner(order, customer(order).orElse(null)),
                order.id().toString());
        return submit(
                order,
                CREATE_ORDER,
                create,
                actor,
                interactive ? Priority.INTERACTIVE : Priority.BULK,
                "the new order");
    }

    @Override
    public UUID submitStatus(SalesDocument order, OrderStatus shown, String actor) {
        var mapping = pending(order);
        var change = ChangeSalesOrder.of(mapping.metakockaId())
                .statusCode(words.code(order))
                .build();
        return submit(order, CHANGE_STATUS, change, actor, Priority.INTERACTIVE, "the status " + shown.code());
    }

    @Override
    public List<UUID> submitFulfillment(SalesDocument order, Shipment shipment, boolean complete, String actor) {
        var mapping = pending(order);
        var change = ChangeSalesOrder.of(mapping.metakockaId())
                .deliveryType(shipment.shippingCarrier())
                .appendNote(OrderWords.marker(order, shipment), OrderWords.paragraph(order, shipment));
        if (complete) {
            change.statusCode(words.code(OrderStatus.FULFILLED)).shippedDate(OrderWords.day(shipment));
        }
        var tracking = shipment.trackingNumber();
        if (tracking != null) {
            change.extraColumn(OrderWords.TRACKING_COLUMN, tracking);
        }
        var operations = new ArrayList<UUID>();
        switch (settings.fulfillmentMode()) {
            case STATUS -> {}
            case PACKING_LIST -> packingList(order, shipment, mapping, actor).ifPresent(operations::add);
            case INVOICE -> {
                // it covers the whole order: with goods still to come it would bill and take out too much
                if (complete) {
                    invoice(order, mapping, actor).ifPresent(operations::add);
                }
            }
        }
        operations.add(submit(
                order,
                FULFILL,
                change.build(),
                actor,
                Priority.INTERACTIVE,
                complete ? "the shipment" : "the part shipment"));
        if (tracking != null) {
            shipments.find(shipment.id()).ifPresent(row -> row.trackingIs("pending"));
            operations.add(submit(
                    order,
                    TRACKING,
                    ChangeSalesOrder.of(mapping.metakockaId())
                            .trackingCode(tracking)
                            .build(),
                    actor,
                    Priority.INTERACTIVE,
                    "the tracking number"));
        }
        return operations;
    }

    private Optional<UUID> packingList(
            SalesDocument order, Shipment shipment, SalesDocumentMapping mapping, String actor) {
        var goods = OrderWords.goods(order, shipment, productsOf(order));
        return goods.isEmpty()
                ? Optional.empty()
                : Optional.of(submit(
                        order,
                        PACKING_LIST,
                        new CreatePackingList(
                                mapping.metakockaId(),
                                shipment.id().toString(),
                                OrderWords.reference(order, shipment),
                                OrderWords.day(shipment),
                                shipment.warehouse(),
                                goods),
                        actor,
                        Priority.INTERACTIVE,
                        "the packing list"));
    }

    /** Once for an order; one that was refused or given up does not count. */
    private Optional<UUID> invoice(SalesDocument order, SalesDocumentMapping mapping, String actor) {
        boolean asked = ledger.ofDocument(order.id()).stream()
                .anyMatch(operation -> operation.kind() == INVOICE
                        && (operation.state().open() || operation.state() == OperationState.DONE));
        return asked
                ? Optional.empty()
                : Optional.of(submit(
                        order,
                        INVOICE,
                        new CreateInvoice(mapping.metakockaId()),
                        actor,
                        Priority.INTERACTIVE,
                        "the invoice"));
    }

    @Override
    public List<UUID> submitCancellation(
            SalesDocument order, @Nullable String reason, boolean closeShort, String actor) {
        var mapping = mappings.locked(order.id()).orElseThrow();
        if (!closeShort && mapping.metakockaId() == null && withdrawn(order.id())) {
            mapping.withdrawn();
            activity.record(order.id(), actor, "sync_withdrawn", "Withdrawn before it was in Metakocka", Map.of());
            return List.of();
        }
        mapping.pending();
        var text = reason == null ? "no reason given" : reason;
        var change = ChangeSalesOrder.of(mapping.metakockaId());
        if (closeShort) {
            change.statusCode(words.code(OrderStatus.FULFILLED))
                    .shippedDate(clock.instant().atZone(OrderWords.ZONE).toLocalDate())
                    .lines(OrderWords.lines(order, productsOf(order)))
                    .appendNote("CRM closed short " + order.number() + ": ", text);
        } else {
            change.statusCode(words.code(OrderStatus.CANCELLED))
                    .appendNote("CRM cancelled " + order.number() + ": ", text);
        }
        var operations = new ArrayList<UUID>();
        operations.add(submit(
                order,
                closeShort ? UPDATE_ORDER : CANCEL,
                change.build(),
                actor,
                Priority.INTERACTIVE,
                closeShort ? "the cancellation of the open rest" : "the cancellation"));
        if (closeShort && settings.fulfillmentMode() == FulfillmentMode.INVOICE) {
            // nothing more will be shipped: what was is billed now, over the lines that are left
            invoice(order, mapping, actor).ifPresent(operations::add);
        }
        return operations;
    }

    /** Whether nothing of it can be in Metakocka: its create was refused, or was taken back before it left. */
    private boolean withdrawn(UUID documentId) {
        var create = lastCreate(documentId);
        if (create.isEmpty()) {
            return false;
        }
        ledger.cancelUnsent(documentId, "The order was cancelled");
        return switch (create.get().state()) {
            case REFUSED, CANCELLED, SUPERSEDED -> true;
            default ->
                ledger.find(create.get().id())
                        .map(now -> now.state() == OperationState.CANCELLED)
                        .orElse(false);
        };
    }

    @Override
    public UUID submitEdit(SalesDocument order, String actor) {
        var mapping = mappings.locked(order.id()).orElseThrow();
        mapping.pending();
        return submit(
                order, UPDATE_ORDER, present(order, mapping), actor, Priority.INTERACTIVE, "what was changed here");
    }

    /**
     * Asks for one field to be as it stands here, whatever Metakocka has; the others stay as they are there. The lines
     * bring the total with them.
     *
     * @param field of {@link SeenOrder#SHARED}
     */
    UUID submitField(SalesDocument order, String field, String actor) {
        if (field.equals(SeenOrder.STATUS)) {
            return submitStatus(order, order.shown(), actor);
        }
        var change = ChangeSalesOrder.of(pending(order).metakockaId());
        switch (field) {
            case SeenOrder.CARRIER -> change.deliveryType(order.shippingMethod());
            case SeenOrder.WAREHOUSE -> change.warehouse(order.warehouse());
            case SeenOrder.CUSTOMER ->
                change.partner(OrderWords.partner(order, customer(order).orElse(null)));
            case SeenOrder.LINES, SeenOrder.TOTAL -> change.lines(OrderWords.lines(order, productsOf(order)));
            default -> throw new IllegalArgumentException("No field both sides decide: " + field);
        }
        return submit(
                order,
                UPDATE_ORDER,
                change.build(),
                actor,
                Priority.INTERACTIVE,
                "the " + field,
                Map.of("field", field));
    }

    /** Who carried the last of what was shipped; before that, whom the order asks for. */
    private static @Nullable String carrier(SalesDocument order, List<OrderFulfillment> shipped) {
        return shipped.stream()
                .map(OrderFulfillment::shippingCarrier)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(order.shippingMethod());
    }

    /** The whole present state of an order that is there: sending it twice changes nothing more. */
    private ChangeSalesOrder present(SalesDocument order, SalesDocumentMapping mapping) {
        var shipped = shipments.of(order.id());
        var notes = OrderWords.notes(order, shipped);
        var buyer = customer(order).orElse(null);
        boolean sameBuyer = buyer != null
                && Objects.equals(
                        buyer.metakockaPartnerId(),
                        Agreement.of(mapping.baseSnapshot()).partnerId());
        var change = ChangeSalesOrder.of(mapping.metakockaId());
        if (mapping.seen().disagreements().stream().anyMatch(one -> one.field().equals(SeenOrder.STATUS))) {
            change.statusCode(words.code(order)); // somebody set another one there; who sends this has seen both
        }
        return change.deliveryType(carrier(order, shipped))
                .warehouse(order.warehouse())
                .deliveryDeadline(order.expectedDeliveryDate())
                .notes(notes)
                .clear(notes == null ? Set.of("notes") : Set.of())
                .partner(sameBuyer ? null : OrderWords.partner(order, buyer))
                .receiver(OrderWords.receiver(order))
                .lines(OrderWords.lines(order, productsOf(order)))
                .build();
    }

    @Override
    public List<UUID> submitAgain(SalesDocument order, String actor, boolean interactive) {
        var mapping = mappings.locked(order.id()).orElseThrow();
        var priority = interactive ? Priority.INTERACTIVE : Priority.BULK;
        if (Agreement.of(mapping.baseSnapshot()).differences().containsKey("duplicate")) {
            decisions.lookForDoubles(order.id());
        }
        var refused = mapping.status() == ERROR;
        var again = new ArrayList<UUID>();
        if (refused && mapping.metakockaId() == null && refusedCreate(order.id())) {
            again.add(submitCreate(order, actor, interactive));
        } else {
            for (var operation : ledger.ofDocument(order.id())) {
                boolean wanted = refused
                        ? operation.state() == OperationState.REFUSED
                        : operation.state() == OperationState.REVIEW;
                if (wanted && ledger.retry(operation.id(), actor)) {
                    again.add(operation.id().value());
                }
            }
        }
        if (again.isEmpty() && mapping.metakockaId() != null) {
            // nothing to repeat: look, and for an order of ours bring Metakocka to what stands here
            var change = mapping.direction() == SyncDirection.METAKOCKA_TO_CRM
                    ? ChangeSalesOrder.of(mapping.metakockaId()).build()
                    : present(order, mapping);
            again.add(submit(order, UPDATE_ORDER, change, actor, priority, "another look"));
        }
        if (!again.isEmpty()) {
            mapping.pending();
        }
        return again;
    }

    private boolean refusedCreate(UUID documentId) {
        return lastCreate(documentId)
                .map(create -> create.state() == OperationState.REFUSED)
                .orElse(false);
    }

    private Optional<Operation> lastCreate(UUID documentId) {
        return ledger.ofDocument(documentId).stream()
                .filter(operation -> operation.kind() == CREATE_ORDER)
                .reduce((first, second) -> second);
    }

    @Override
    public void afterOthers(Collection<UUID> operations) {
        ledger.afterOthers(operations.stream().map(OperationId::new).toList());
    }

    @Override
    public List<UUID> open(UUID documentId) {
        return ledger.openByDocument(List.of(documentId)).getOrDefault(documentId, List.of()).stream()
                .filter(operation -> operation.waitingFor() != WaitingFor.INVOICE)
                .map(operation -> operation.id().value())
                .toList();
    }

    @Override
    @Transactional(TxType.NOT_SUPPORTED) // waits
    public boolean awaitOutcomes(Collection<UUID> operations, Duration wait) {
        return outcomes.await(operations.stream().map(OperationId::new).toList(), wait).values().stream()
                .allMatch(operation -> switch (operation.state()) {
                    case DONE, REFUSED, SUPERSEDED, CANCELLED, REVIEW -> true;
                    case PENDING -> operation.waitingFor() == WaitingFor.INVOICE;
                    case SENDING, UNKNOWN -> false;
                });
    }

    private SalesDocumentMapping pending(SalesDocument order) {
        var mapping = mappings.locked(order.id()).orElseThrow();
        mapping.pending();
        return mapping;
    }

    private UUID submit(
            SalesDocument order,
            OperationKind kind,
            RemoteChange change,
            String actor,
            Priority priority,
            String what) {
        return submit(order, kind, change, actor, priority, what, Map.of());
    }

    private UUID submit(
            SalesDocument order,
            OperationKind kind,
            RemoteChange change,
            String actor,
            Priority priority,
            String what,
            Map<String, String> details) {
        documents.flush();
        var reference = documents
                .mapping(order.id())
                .map(SalesDocumentMapping::metakockaReference)
                .orElse(order.number());
        var id = ledger.submit(new NewOperation(order.id(), reference, kind, change, actor, priority));
        var all = new TreeMap<>(details);
        all.put("operation", id.toString());
        all.put("kind", kind.code());
        activity.record(order.id(), actor, "sync_queued", "Queued for Metakocka: " + what, all);
        return id.value();
    }

    private Optional<Customer> customer(SalesDocument order) {
        return Optional.ofNullable(order.customerId()).flatMap(customers::find);
    }

    private Map<String, Product> productsOf(SalesDocument order) {
        return products.all(order.items().stream()
                .map(SalesDocumentItem::productCode)
                .distinct()
                .toList());
    }
}
