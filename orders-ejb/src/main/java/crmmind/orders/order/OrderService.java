package crmmind.orders.order;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.activity.OrderEvent;
import crmmind.orders.inventory.StockSource;
import crmmind.orders.salesdocument.BulkResult;
import crmmind.orders.salesdocument.MappingView;
import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocumentSyncService;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.WholeCommand;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders: the way in for the pages and the REST API. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
public class OrderService extends SalesDocumentSyncService {

    private static final int LONGEST_PART = 1000;

    @Inject
    OrderCommands commands;

    @Inject
    OrderViews views;

    @Inject
    OrderList list;

    @Inject
    OrderComments comments;

    @Inject
    Customers customers;

    @Inject
    OrderImport imports;

    @Inject
    StockSource stock;

    @Inject
    MetakockaLink metakocka;

    @Resource
    SessionContext context;

    /** Takes an order as a draft. Refuses with VALIDATION_FAILED and every violation at once. */
    @RolesAllowed({SALES, ADMIN})
    public OrderDetails create(NewOrder order) {
        return views.details(commands.create(order, actor(), "desk"));
    }

    /**
     * Brings an order to the wished state, as far as its status allows: a line with an id changes, one without is
     * added, a missing one is removed (after confirmation: cancelled). One that is in Metakocka is sent at once.
     * Refuses with NOT_FOUND, VERSION_CONFLICT, ON_HOLD, EDIT_NOT_ALLOWED, VALIDATION_FAILED, INSUFFICIENT_STOCK.
     *
     * @param expectedVersion what the editor saw
     */
    @RolesAllowed({SALES, ADMIN})
    public Submission edit(UUID orderId, long expectedVersion, NewOrder wished) {
        return commands.edit(orderId, expectedVersion, wished, actor());
    }

    /** One order. Refuses with NOT_FOUND. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public OrderDetails order(UUID orderId) {
        return views.details(orderId);
    }

    /** A page of orders. Refuses a cursor it did not give with MALFORMED_REQUEST. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public OrderPage orders(OrderQuery query) {
        return list.page(query);
    }

    /** As {@link OrderList#neighbours}. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public OrderList.Neighbours neighbours(OrderQuery query, UUID orderId) {
        return list.neighbours(query, orderId);
    }

    /** As {@link OrderList#exactly}. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public Optional<UUID> exactly(String text) {
        return list.exactly(text);
    }

    /**
     * The next part of the whole list, for an export: up to 1,000 orders after the query's cursor, not counted. Each
     * part is a transaction of its own, so that a long export holds nothing up.
     */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public OrderPage exported(OrderQuery query) {
        if (query.limit() < 1 || query.limit() > LONGEST_PART) {
            throw new IllegalArgumentException("A part is of 1 to " + LONGEST_PART + " orders");
        }
        return list.part(query);
    }

    /** These orders, the newest first, up to 1,000; unknown ones are missing. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<OrderSummary> chosen(Collection<UUID> orderIds) {
        if (orderIds.size() > LONGEST_PART) {
            throw new IllegalArgumentException("A part is of 1 to " + LONGEST_PART + " orders");
        }
        return list.chosen(orderIds);
    }

    /** Those of these orders, up to 1,000, that the list has, on whatever page, the newest first. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<OrderSummary> among(OrderQuery query, Collection<UUID> orderIds) {
        if (orderIds.size() > LONGEST_PART) {
            throw new IllegalArgumentException("A part is of 1 to " + LONGEST_PART + " orders");
        }
        return list.among(query, orderIds);
    }

    /** As {@link OrderViews#inFull}. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public OrderInFull orderInFull(UUID orderId) {
        return views.inFull(orderId);
    }

    /** As {@link OrderComments#add}, by the caller. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public void comment(UUID orderId, @Nullable String text) {
        comments.add(orderId, text, actor());
    }

    /** The timeline, newest first. Refuses with NOT_FOUND. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<OrderEvent> events(UUID orderId) {
        return views.events(orderId);
    }

    /** Customers seen before whose name, e-mail, tax number, phone or city contains what was typed, best first. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<KnownCustomer> customers(String text, int limit) {
        return customers.search(text, limit);
    }

    /**
     * Moves an order to a status of the transition table, here and, where it was submitted, in Metakocka. Which role
     * may set which status is checked before everything else. {@code FULFILLED} ships everything open. Refuses with
     * FORBIDDEN, NOT_FOUND, REASON_REQUIRED (for CANCELLED, which has its own command), ON_HOLD, NOT_SYNCED,
     * INVALID_STATUS_TRANSITION, INSUFFICIENT_STOCK.
     *
     * @param reason kept with a hold and in the timeline
     */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public Submission changeStatus(UUID orderId, OrderStatus target, @Nullable String reason) {
        requireFor(orderId, target);
        return commands.changeStatus(orderId, target, reason, actor());
    }

    /** As {@link #changeStatus}, and with the way back where there is an exact one and the caller may go it. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public StatusChange change(UUID orderId, OrderStatus target, @Nullable String reason) {
        requireFor(orderId, target);
        var change = commands.changeReversibly(orderId, target, reason, actor());
        return salesOrAdmin() ? change : change.forGood(); // who only picks may begin it, and not call it off
    }

    /**
     * Takes a change of status back: an ordinary change, by whoever may make it. Refuses as {@link #changeStatus}, and
     * with VERSION_CONFLICT where anything happened to the order since.
     */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public Submission takeBack(WayBack way) {
        requireFor(way.orderId(), way.target());
        return commands.takeBack(way, actor());
    }

    private void requireFor(UUID orderId, OrderStatus target) {
        boolean warehouseOrAdmin = context.isCallerInRole(WAREHOUSE) || context.isCallerInRole(ADMIN);
        boolean may = switch (target) {
            case FULFILLED -> warehouseOrAdmin;
            case PROCESSING -> true;
            default -> salesOrAdmin();
        };
        // back to processing from a hold is a release
        if (!may || (!salesOrAdmin() && views.onHold(orderId))) {
            throw new BusinessException(Problem.FORBIDDEN, Sentence.of("role.status", target.code()));
        }
    }

    private boolean salesOrAdmin() {
        return context.isCallerInRole(SALES) || context.isCallerInRole(ADMIN);
    }

    /**
     * Cancels what is open: releases its allocations and submits the cancellation where the order was ever submitted.
     * Refuses with NOT_FOUND, REASON_REQUIRED, VALIDATION_FAILED, NOT_CANCELLABLE.
     *
     * @param reason 3 to 500 characters
     */
    @RolesAllowed({SALES, ADMIN})
    public Submission cancel(UUID orderId, @Nullable String reason) {
        return commands.cancel(orderId, reason, actor());
    }

    /**
     * Orders that Metakocka has and the desk does not know, newest first; read live. Refuses with
     * METAKOCKA_UNAVAILABLE.
     */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // reads over the network
    public UnknownOrders ordersInMetakocka(int limit, @Nullable String cursor) {
        return imports.unknown(limit, cursor);
    }

    /**
     * Takes one order over from Metakocka. A known one is answered as it stands. Refuses with NOT_FOUND,
     * METAKOCKA_UNAVAILABLE.
     */
    @RolesAllowed({SALES, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // reads over the network before it writes
    public SyncResult importOrder(String metakockaId) {
        return imports.importOne(metakockaId, actor());
    }

    /** Takes several over, each in its own transaction. */
    @RolesAllowed({SALES, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // reads over the network before it writes
    public BulkResult importOrders(List<String> metakockaIds) {
        return imports.importSome(metakockaIds, actor());
    }

    /**
     * Starts taking over every unknown order as a job and waits for it at most this long; pending counts what is left.
     */
    @RolesAllowed({SALES, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // reads over the network before it writes
    public BulkResult importAll(Duration wait) {
        return imports.importAll(wait, actor());
    }

    @Override
    protected @Nullable MappingView mappingOf(UUID documentId) {
        return views.mapping(documentId);
    }

    @Override
    protected List<MappingView> mappingsOf(Collection<UUID> documentIds) {
        return views.mappings(documentIds);
    }

    @Override
    protected Collection<String> productsToAllocate(Collection<UUID> documentIds) {
        return views.productsToAllocate(documentIds);
    }

    @Override
    protected Submission submit(UUID documentId, boolean interactive) {
        return commands.sync(documentId, actor(), interactive);
    }

    @Override
    protected Map<UUID, SyncResult> results(Collection<UUID> documentIds) {
        return views.results(documentIds);
    }

    @Override
    protected void refresh(Collection<String> productCodes) {
        stock.refresh(productCodes);
    }

    @Override
    protected MetakockaLink metakocka() {
        return metakocka;
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
