package crmmind.orders.order;

import static crmmind.orders.salesdocument.OrderStatus.CANCELLED;
import static crmmind.orders.salesdocument.OrderStatus.CONFIRMED;
import static crmmind.orders.salesdocument.OrderStatus.DRAFT;
import static crmmind.orders.salesdocument.OrderStatus.FULFILLED;
import static crmmind.orders.salesdocument.OrderStatus.ON_HOLD;
import static crmmind.orders.salesdocument.OrderStatus.PROCESSING;
import static java.util.stream.Collectors.joining;

import crmmind.orders.activity.Activity;
import crmmind.orders.fulfillment.FulfillmentCommands;
import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.inventory.AllocationPolicy;
import crmmind.orders.inventory.AllocationRules;
import crmmind.orders.inventory.AllocationStrategy;
import crmmind.orders.inventory.Allocations;
import crmmind.orders.inventory.Allocations.Demand;
import crmmind.orders.inventory.Allocations.Place;
import crmmind.orders.inventory.Products;
import crmmind.orders.inventory.Warehouse;
import crmmind.orders.inventory.WarehouseChoice;
import crmmind.orders.inventory.Warehouses;
import crmmind.orders.salesdocument.AllocationStatus;
import crmmind.orders.salesdocument.Decision;
import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.OrderStatusRules;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentItem;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.salesdocument.Submission.Effect;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import crmmind.orders.shared.Violations;
import crmmind.orders.shared.WholeCommand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people do with orders, without asking who may: behind {@link OrderService}, and for what runs without a caller.
 */
@ApplicationScoped
@WholeCommand
@Transactional
public class OrderCommands {

    /** Whose days count: document dates and the days of a filter. */
    static final ZoneId ZONE = ZoneId.of("Europe/Ljubljana");

    private static final int REASON = 500;
    private static final String SYSTEM = "system";

    @Inject
    SalesDocuments documents;

    @Inject
    Products products;

    @Inject
    Warehouses warehouses;

    @Inject
    Customers customers;

    @Inject
    OrderNumbers numbers;

    @Inject
    Allocations allocations;

    @Inject
    AllocationPolicy policy;

    @Inject
    FulfillmentCommands fulfillments;

    @Inject
    Activity activity;

    @Inject
    MetakockaLink metakocka;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * As {@link OrderService#create}.
     *
     * @param source {@code desk} or {@code api}
     */
    public UUID create(NewOrder order, String actor, String source) {
        var entry = rules(order, null).entry(order);
        var now = clock.instant();
        var customer = customers.recognise(entry.customer(), now);
        var date = LocalDate.ofInstant(now, ZONE);
        var document = new SalesDocument(
                Identities.at(now),
                numbers.next(date),
                date,
                entry.customer(),
                entry.currency(),
                entry.warehouse(),
                source,
                actor,
                now);
        document.deliverTo(customer.id(), entry.customer(), entry.shippingAddress());
        document.agree(
                entry.currency(),
                entry.warehouse(),
                entry.shippingMethod(),
                entry.expectedDeliveryDate(),
                entry.notes());
        document.leaveWarehouseToRules(
                order.warehouse() == null || order.warehouse().isBlank());
        int position = 0;
        for (var line : entry.lines()) {
            position++;
            document.add(item(line, position));
        }
        document.allocated(BigDecimal.ZERO);
        documents.add(document);
        activity.record(
                document.id(),
                actor,
                "created",
                "Order " + document.number() + " created",
                Map.of("total", document.totalAmount().toPlainString() + " " + document.currency()));
        return document.id();
    }

    /** As {@link OrderService#edit}. */
    public Submission edit(UUID orderId, long expectedVersion, NewOrder wished, String actor) {
        var order = documents.lock(orderId);
        refuseOther(order, expectedVersion);
        return change(order, wished, actor) && metakocka.submitted(orderId)
                ? new Submission(orderId, List.of(metakocka.submitEdit(order, actor)), Effect.UPDATE)
                : nothing(orderId);
    }

    /** Whether anything was to be changed. */
    private boolean change(SalesDocument order, NewOrder wished, String actor) {
        refuseOnHold(order, "changed");
        var orderId = order.id();
        var edit = edit(order, wished);
        edit.refuse();
        if (!edit.changes()) {
            return false;
        }
        var entry = edit.wish();
        var now = clock.instant();
        var before = order.shown();
        if (edit.customerChanges()) {
            order.deliverTo(customers.recognise(entry.customer(), now).id(), entry.customer(), entry.shippingAddress());
        } else {
            order.deliverTo(order.customerId(), order.customer(), entry.shippingAddress());
        }
        var stock = edit.apply();
        if (before != DRAFT && stock.any()) {
            allocations.lock(stock.places());
            if (stock.moves()) {
                allocations.releaseAll(orderId, actor);
            } else {
                allocations.release(orderId, stock.less(), actor);
            }
            documents.flush(); // what is held must be free before it is held anew
            hold(orderId, stock.moves() ? demands(order) : stock.more(), policy.rules(), actor);
        }
        if (stock.moves()) {
            order.leaveWarehouseToRules(false);
        }
        order.allocated(allocations.heldInAll(orderId));
        order.changed(now);
        var details = new TreeMap<>(edit.differences());
        details.put("version", Long.toString(order.version()));
        activity.record(
                orderId,
                actor,
                "edited",
                "Changed: " + String.join(", ", edit.differences().keySet()),
                details);
        return true;
    }

    private OrderEdit edit(SalesDocument order, NewOrder wished) {
        return new OrderEdit(order, rules(wished, order.warehouse()).edited(wished, order.items()));
    }

    /**
     * Brings an order to what somebody set in Metakocka, by the rules of an edit; Metakocka is not told what it said
     * itself. Refuses as {@link OrderService#edit}, but for the version: the order is the caller's, locked.
     */
    public void takeOver(SalesDocument order, NewOrder wished, String actor) {
        change(order, wished, actor);
    }

    /** Why {@link #takeOver} would be refused, as far as the order alone decides; empty where it would not. */
    public Optional<Problem> refusalOf(SalesDocument order, NewOrder wished) {
        try {
            refuseOnHold(order, "changed");
            edit(order, wished).refuse();
            return Optional.empty();
        } catch (BusinessException e) {
            return Optional.of(e.problem());
        }
    }

    /**
     * Brings an order to a status that somebody set in Metakocka, by the transition table; Metakocka is not told what
     * it said itself. Not for {@code FULFILLED}, which needs a shipment. Refuses with INVALID_STATUS_TRANSITION,
     * INSUFFICIENT_STOCK.
     *
     * @param reason kept with a hold and a cancellation
     */
    public void takeOverStatus(SalesDocument order, OrderStatus target, String reason, String actor) {
        if (!mayTakeOver(order, target)) {
            throw new BusinessException(
                    Problem.INVALID_STATUS_TRANSITION,
                    Sentence.of(
                            "order.no-transition", order.number(), order.shown().code(), target.code()));
        }
        if (target == CANCELLED) {
            cancelHere(order, reason, actor);
        } else if (order.onHold()) {
            release(order, target, reason, actor);
        } else if (target == ON_HOLD) {
            hold(order, reason, actor);
        } else if (order.orderStatus() == DRAFT) {
            confirm(order, reason, actor);
        } else {
            decide(order, target, reason, actor);
        }
    }

    /** Whether an order that is in Metakocka may take a status from there. */
    public boolean mayTakeOver(SalesDocument order, OrderStatus target) {
        return target != FULFILLED
                && OrderStatusRules.allowed(order.orderStatus(), order.onHold(), true)
                        .contains(target)
                && (target != CANCELLED || OrderStatusRules.nothingShipped(order.orderStatus()));
    }

    /**
     * As {@link OrderService#sync}.
     *
     * @param interactive whether somebody waits for it: those go first
     */
    public Submission sync(UUID orderId, String actor, boolean interactive) {
        var order = documents.lock(orderId);
        refuseOnHold(order, "synced");
        boolean submitted = metakocka.submitted(orderId);
        if (!submitted && order.orderStatus() == CANCELLED) {
            throw new BusinessException(Problem.NOT_SYNCABLE, Sentence.of("order.cancelled-unsent", order.number()));
        }
        boolean confirmed = order.orderStatus() == DRAFT;
        if (confirmed) {
            confirm(order, null, actor);
        }
        if (!submitted) {
            return new Submission(orderId, List.of(metakocka.submitCreate(order, actor, interactive)), Effect.CREATE);
        }
        if (confirmed) {
            return new Submission(orderId, List.of(metakocka.submitStatus(order, order.shown(), actor)), Effect.UPDATE);
        }
        var mapping = documents.mapping(orderId);
        var status = mapping.map(SalesDocumentMapping::status).orElse(SyncStatus.PENDING);
        var effect = mapping.map(SalesDocumentMapping::metakockaId).isPresent() ? Effect.UPDATE : Effect.CREATE;
        return switch (status) {
            case SYNCED -> nothing(orderId);
            case ERROR, NEEDS_REVIEW ->
                new Submission(orderId, metakocka.submitAgain(order, actor, interactive), effect);
            case PENDING, NOT_SYNCED -> new Submission(orderId, metakocka.open(orderId), effect);
        };
    }

    /** As {@link OrderService#changeStatus}. */
    public Submission changeStatus(UUID orderId, OrderStatus target, @Nullable String reason, String actor) {
        return changeStatus(documents.lock(orderId), target, reason, actor);
    }

    /** As {@link OrderService#change}, whoever may take it back. */
    public StatusChange changeReversibly(UUID orderId, OrderStatus target, @Nullable String reason, String actor) {
        var order = documents.lock(orderId);
        var before = order.shown();
        var held = order.holdReason();
        var submission = changeStatus(order, target, reason, actor);
        return new StatusChange(submission, wayBack(order, before, held));
    }

    /** As {@link OrderService#takeBack}. */
    public Submission takeBack(WayBack way, String actor) {
        var order = documents.lock(way.orderId());
        refuseOther(order, way.version());
        return changeStatus(order, way.target(), way.reason(), actor);
    }

    /** A hold keeps everything as it is, and picking is only said to have begun: these can be taken back, no others. */
    private static @Nullable WayBack wayBack(SalesDocument order, OrderStatus before, @Nullable String held) {
        var after = order.shown();
        boolean exact = before == ON_HOLD
                || after == ON_HOLD
                || (before == CONFIRMED && after == PROCESSING)
                || (before == PROCESSING && after == CONFIRMED);
        return exact
                ? new WayBack(order.id(), order.number(), order.version(), before, before == ON_HOLD ? held : null)
                : null;
    }

    private Submission changeStatus(SalesDocument order, OrderStatus target, @Nullable String reason, String actor) {
        var orderId = order.id();
        if (target == CANCELLED) {
            throw new BusinessException(
                    Problem.REASON_REQUIRED,
                    Sentence.of("order.cancel-instead"),
                    List.of(new Violation("/status", Problem.REASON_REQUIRED.code(), "Cancel with a reason instead")));
        }
        boolean release = order.onHold() && target == order.orderStatus();
        if (!release) {
            refuseOnHold(order, "status");
        }
        boolean submitted = metakocka.submitted(orderId);
        if (!release && !submitted && OrderStatusRules.needsMetakocka(target)) {
            throw new BusinessException(Problem.NOT_SYNCED, Sentence.of("order.never-sent", order.number()));
        }
        var allowed = OrderStatusRules.allowed(order.orderStatus(), order.onHold(), submitted);
        if (!allowed.contains(target)) {
            throw new BusinessException(
                    Problem.INVALID_STATUS_TRANSITION,
                    Sentence.of(
                            allowed.isEmpty() ? "order.no-transition" : "order.transition",
                            order.number(),
                            order.shown().code(),
                            target.code(),
                            allowed.stream().map(OrderStatus::code).collect(joining(", "))));
        }
        if (target == FULFILLED) {
            checkedReason(reason);
            return fulfillments.fulfill(orderId, new FulfillmentData(null, null, null, null), actor);
        }
        var text = checkedReason(reason);
        if (release) {
            release(order, target, text, actor);
        } else if (target == ON_HOLD) {
            hold(order, text, actor);
        } else if (order.orderStatus() == DRAFT) {
            confirm(order, text, actor);
            if (!submitted && sendsOnConfirm()) {
                return new Submission(orderId, List.of(metakocka.submitCreate(order, actor, true)), Effect.CREATE);
            }
        } else {
            decide(order, target, text, actor);
        }
        return submitted
                ? new Submission(orderId, List.of(metakocka.submitStatus(order, order.shown(), actor)), Effect.UPDATE)
                : nothing(orderId);
    }

    /** As {@link OrderService#cancel}. */
    public Submission cancel(UUID orderId, @Nullable String reason, String actor) {
        var order = documents.lock(orderId);
        if (!OrderStatusRules.cancellable(order.orderStatus())) {
            throw new BusinessException(
                    Problem.NOT_CANCELLABLE,
                    Sentence.of(
                            "order.not-cancellable",
                            order.number(),
                            order.orderStatus().code()));
        }
        var text = cancellationReason(reason);
        boolean submitted = metakocka.submitted(orderId);
        cancelHere(order, text, actor);
        if (!submitted) {
            return nothing(orderId);
        }
        var operations = metakocka.submitCancellation(order, text, order.closedShort(), actor);
        return operations.isEmpty() ? nothing(orderId) : new Submission(orderId, operations, Effect.UPDATE);
    }

    private void cancelHere(SalesDocument order, String reason, String actor) {
        var before = order.shown();
        order.cancelOpen(reason);
        allocations.releaseAll(order.id(), actor);
        order.allocated(BigDecimal.ZERO);
        changed(
                order,
                reason,
                actor,
                "cancelled",
                order.closedShort() ? "The open rest was cancelled: " + reason : "Cancelled: " + reason,
                before);
    }

    private void release(SalesDocument order, OrderStatus target, @Nullable String reason, String actor) {
        order.release();
        changed(order, reason, actor, "released", "Released from hold: " + target.code() + " again", ON_HOLD);
    }

    private void hold(SalesDocument order, @Nullable String reason, String actor) {
        var before = order.shown();
        order.hold(reason);
        changed(order, reason, actor, "held", reason == null ? "Put on hold" : "Put on hold: " + reason, before);
    }

    private void decide(SalesDocument order, OrderStatus target, @Nullable String reason, String actor) {
        var before = order.shown();
        order.decide(target == CONFIRMED ? Decision.CONFIRMED : Decision.PROCESSING);
        changed(
                order,
                reason,
                actor,
                "status_changed",
                "Status changed from " + before.code() + " to " + target.code(),
                before);
    }

    private void confirm(SalesDocument order, @Nullable String reason, String actor) {
        var before = order.shown();
        order.decide(Decision.CONFIRMED);
        var rules = policy.rules();
        var choice = chooseWarehouse(order, rules);
        hold(order.id(), demands(order), rules, actor);
        order.allocated(allocations.heldInAll(order.id()));
        if (choice != null) {
            activity.record(
                    order.id(),
                    actor,
                    "warehouse_chosen",
                    "Served from " + choice.warehouse() + " by rule",
                    Map.of("warehouse", choice.warehouse(), "reason", choice.reason()));
        }
        changed(
                order,
                reason,
                actor,
                "status_changed",
                "Status changed from " + before.code() + " to " + order.shown().code() + ", stock "
                        + (order.allocationStatus() == AllocationStatus.ALLOCATED
                                        || order.allocationStatus() == AllocationStatus.NOT_NEEDED
                                ? "allocated"
                                : "allocated as far as there is"),
                before);
    }

    private @Nullable WarehouseChoice chooseWarehouse(SalesDocument order, AllocationRules rules) {
        var candidates = rules.candidates();
        var demands = demands(order);
        if (rules.strategy() == AllocationStrategy.MANUAL
                || !order.warehouseByRule()
                || candidates.isEmpty()
                || demands.isEmpty()) {
            return null;
        }
        var wanted = new TreeMap<String, BigDecimal>();
        demands.forEach(demand -> wanted.merge(demand.place().productCode(), demand.quantity(), BigDecimal::add));
        var places = candidates.stream()
                .flatMap(mark -> wanted.keySet().stream().map(code -> new Place(code, mark)))
                .toList();
        var choice = WarehouseChoice.of(rules.strategy(), candidates, wanted, allocations.availableLocked(places));
        order.serveFrom(choice.warehouse());
        return choice;
    }

    private void hold(UUID orderId, List<Demand> demands, AllocationRules rules, String actor) {
        if (rules.backorder()) {
            allocations.holdAvailable(orderId, demands, actor);
        } else {
            allocations.hold(orderId, demands, actor);
        }
    }

    /**
     * Holds what an order waits for as far as it is there now. Does nothing to one on hold, and to one that waits for
     * nothing any more.
     *
     * @return what was held in all
     */
    public BigDecimal holdBackorder(UUID orderId) {
        var order = documents.lock(orderId);
        if (order.onHold() || !OrderStatusRules.cancellable(order.orderStatus())) {
            return BigDecimal.ZERO;
        }
        var got = allocations.holdPending(orderId, SYSTEM);
        if (got.signum() > 0) {
            order.allocated(allocations.heldInAll(orderId));
            order.changed(clock.instant());
            activity.record(
                    orderId,
                    SYSTEM,
                    "backorder_allocated",
                    "Stock came in: " + got.stripTrailingZeros().toPlainString() + " allocated",
                    Map.of("quantity", got.stripTrailingZeros().toPlainString()));
        }
        return got;
    }

    private void changed(
            SalesDocument order,
            @Nullable String reason,
            String actor,
            String kind,
            String message,
            OrderStatus before) {
        order.changed(clock.instant());
        var details = new TreeMap<String, String>();
        details.put("from", before.code());
        details.put("to", order.shown().code());
        if (reason != null) {
            details.put("reason", reason);
        }
        activity.record(order.id(), actor, kind, message, details);
    }

    /** What is open on goods, for an allocation. */
    static List<Demand> demands(SalesDocument order) {
        var demands = new ArrayList<Demand>();
        int index = 0;
        for (var item : order.items()) {
            if (!item.service() && item.openQuantity().signum() > 0) {
                demands.add(new Demand(
                        item.id(),
                        "/items/" + index,
                        new Place(item.productCode(), order.warehouse()),
                        item.openQuantity()));
            }
            index++;
        }
        return demands;
    }

    private OrderEntryRules rules(NewOrder order, @Nullable String presentWarehouse) {
        var codes = order.items() == null
                ? List.<String>of()
                : order.items().stream()
                        .filter(Objects::nonNull)
                        .map(NewOrder.Item::productCode)
                        .filter(Objects::nonNull)
                        .map(String::strip)
                        .distinct()
                        .toList();
        return new OrderEntryRules(
                products.all(codes),
                mark -> mark.equals(presentWarehouse)
                        || warehouses.find(mark).filter(Warehouse::active).isPresent(),
                presentWarehouse == null ? warehouses.defaultMark().orElse(null) : presentWarehouse);
    }

    static SalesDocumentItem item(OrderEntryRules.EntryLine line, int position) {
        return new SalesDocumentItem(
                UUID.randomUUID(),
                position,
                line.productCode(),
                line.description(),
                line.service(),
                line.quantity(),
                line.unitPrice(),
                line.discountPercent(),
                line.taxRate());
    }

    private boolean sendsOnConfirm() {
        return database.query(
                        "select value from settings where name = 'orders.send-on-confirm'", row -> row.getString(1))
                .contains("true");
    }

    private static Submission nothing(UUID orderId) {
        return new Submission(orderId, List.of(), Effect.NONE);
    }

    private static void refuseOther(SalesDocument order, long expectedVersion) {
        if (order.version() != expectedVersion) {
            throw new BusinessException(
                    Problem.VERSION_CONFLICT,
                    Sentence.of("order.version", order.number(), order.version(), expectedVersion));
        }
    }

    private static void refuseOnHold(SalesDocument order, String what) {
        if (order.onHold()) {
            throw new BusinessException(Problem.ON_HOLD, Sentence.of("order.on-hold", order.number(), what));
        }
    }

    private static @Nullable String checkedReason(@Nullable String reason) {
        var violations = new Violations();
        var text = violations.lines("/reason", reason, REASON);
        violations.refuse();
        return text;
    }

    private static String cancellationReason(@Nullable String reason) {
        var violations = new Violations();
        var text = violations.lines("/cancellationReason", reason, REASON);
        if (text == null) {
            throw new BusinessException(
                    Problem.REASON_REQUIRED,
                    Sentence.of("order.cancel-reason"),
                    List.of(new Violation(
                            "/cancellationReason", Problem.REASON_REQUIRED.code(), "3 to 500 characters")));
        }
        if (text.length() < 3) {
            violations.add("/cancellationReason", "TOO_SHORT", "At least 3 characters", "3");
        }
        violations.refuse();
        return text;
    }
}
