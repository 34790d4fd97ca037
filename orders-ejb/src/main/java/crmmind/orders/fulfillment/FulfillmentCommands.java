package crmmind.orders.fulfillment;

import crmmind.orders.activity.Activity;
import crmmind.orders.inventory.Allocations;
import crmmind.orders.inventory.Allocations.Demand;
import crmmind.orders.inventory.Allocations.Place;
import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.OrderStatusRules;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.salesdocument.Submission.Effect;
import crmmind.orders.shared.BusinessException;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shipping, without asking who may: behind {@link FulfillmentService}, and for what runs without a caller. */
@ApplicationScoped
@WholeCommand
@Transactional
public class FulfillmentCommands {

    private static final int TRACKING_NUMBER = 100;
    private static final int CARRIER = 100;
    private static final int NOTES = 1000;

    @Inject
    SalesDocuments documents;

    @Inject
    OrderFulfillments shipments;

    @Inject
    Allocations allocations;

    @Inject
    Activity activity;

    @Inject
    MetakockaLink metakocka;

    @Inject
    Clock clock;

    /** As {@link FulfillmentService#fulfillPacked}, by {@code actor}. */
    public Submission fulfillPacked(UUID orderId, FulfillmentData data, Map<UUID, BigDecimal> seen, String actor) {
        var order = documents.lock(orderId); // kept until it is shipped
        for (var item : order.items()) {
            var open = item.openQuantity().max(BigDecimal.ZERO);
            if (open.compareTo(seen.getOrDefault(item.id(), BigDecimal.ZERO)) != 0) {
                throw new BusinessException(
                        Problem.VERSION_CONFLICT, Sentence.of("order.open-changed", order.number()));
            }
        }
        return fulfill(orderId, data, actor);
    }

    /** As {@link FulfillmentService#fulfill}, by {@code actor}. */
    public Submission fulfill(UUID orderId, FulfillmentData data, String actor) {
        var order = documents.lock(orderId);
        if (order.onHold()) {
            throw new BusinessException(Problem.ON_HOLD, Sentence.of("order.on-hold", order.number(), "fulfilled"));
        }
        if (!metakocka.submitted(orderId)) {
            throw new BusinessException(Problem.NOT_SYNCED, Sentence.of("order.never-sent", order.number()));
        }
        if (!OrderStatusRules.shippable(order.orderStatus())) {
            throw new BusinessException(
                    Problem.INVALID_STATUS_TRANSITION,
                    Sentence.of(
                            "order.not-shippable",
                            order.number(),
                            order.orderStatus().code()));
        }
        var before = order.shown();
        var violations = new Violations();
        var trackingNumber = violations.line("/trackingNumber", data.trackingNumber(), TRACKING_NUMBER);
        var carrier = violations.line("/shippingCarrier", data.shippingCarrier(), CARRIER);
        var notes = violations.lines("/notes", data.notes(), NOTES);
        var quantities = quantities(order, data.items(), violations);

        var now = clock.instant();
        var shipment = new OrderFulfillment(
                Identities.at(now),
                orderId,
                shipments.of(orderId).size() + 1,
                order.warehouse(),
                trackingNumber,
                carrier,
                notes,
                false,
                quantities,
                actor,
                now);
        shipments.add(shipment);
        var demands = new ArrayList<Demand>();
        quantities.forEach((itemId, quantity) -> {
            var item = order.item(itemId).orElseThrow();
            item.ship(quantity);
            if (!item.service()) {
                demands.add(new Demand(itemId, "", new Place(item.productCode(), order.warehouse()), quantity));
            }
        });
        order.recompute();
        allocations.ship(orderId, shipment.id(), demands, actor);
        order.allocated(allocations.heldInAll(orderId));
        order.changed(now);
        boolean complete = order.orderStatus() == OrderStatus.FULFILLED;
        activity.record(
                orderId, actor, "fulfilled", message(complete, trackingNumber), details(before, order, shipment));
        return new Submission(orderId, metakocka.submitFulfillment(order, shipment, complete, actor), Effect.UPDATE);
    }

    private static Map<UUID, BigDecimal> quantities(
            SalesDocument order, @Nullable List<FulfillmentData.Item> items, Violations violations) {
        var quantities = new LinkedHashMap<UUID, BigDecimal>();
        if (items == null) {
            for (var item : order.items()) {
                if (item.openQuantity().signum() > 0) {
                    quantities.put(item.id(), item.openQuantity());
                }
            }
            violations.refuse();
            return quantities;
        }
        if (items.isEmpty()) {
            violations.add("/items", "REQUIRED", "Leave items out to fulfil everything open");
        }
        var tooMuch = new ArrayList<Violation>();
        for (int i = 0; i < items.size(); i++) {
            var wish = items.get(i);
            var pointer = "/items/" + i;
            if (wish == null || wish.itemId() == null) {
                violations.add(pointer + "/itemId", "REQUIRED", "A value is required");
                continue;
            }
            var item = order.item(wish.itemId()).orElse(null);
            if (item == null) {
                violations.add(pointer + "/itemId", "UNKNOWN_ITEM", "The order has no such item");
                continue;
            }
            var quantity = violations.number(pointer + "/quantity", wish.quantity(), 12, 3);
            if (quantities.containsKey(item.id())) {
                violations.add(pointer + "/itemId", "DUPLICATE_ITEM", "The item is listed twice");
                continue;
            }
            if (quantity == null) {
                continue;
            }
            if (quantity.signum() <= 0) {
                violations.add(pointer + "/quantity", "NOT_POSITIVE", "More than 0");
            } else if (quantity.compareTo(item.openQuantity()) > 0) {
                tooMuch.add(new Violation(
                        pointer + "/quantity",
                        Problem.QUANTITY_EXCEEDS_OPEN.code(),
                        item.productCode() + ": " + plain(quantity) + " asked for, " + plain(item.openQuantity())
                                + " open",
                        List.of(item.productCode(), plain(quantity), plain(item.openQuantity()))));
            }
            quantities.put(item.id(), quantity);
        }
        if (!violations.none()) {
            tooMuch.forEach(violations::add);
        }
        violations.refuse();
        if (!tooMuch.isEmpty()) {
            throw new BusinessException(
                    Problem.QUANTITY_EXCEEDS_OPEN,
                    Sentence.of("stock.more-than-open", tooMuch.get(0).values().toArray()),
                    tooMuch);
        }
        return quantities;
    }

    private static String message(boolean complete, @Nullable String trackingNumber) {
        var what = complete ? "Fulfilled completely" : "Fulfilled in part";
        return trackingNumber == null ? what : what + ", tracking number " + trackingNumber;
    }

    private static Map<String, String> details(OrderStatus before, SalesDocument order, OrderFulfillment shipment) {
        var details = new TreeMap<String, String>();
        details.put("fulfillmentId", shipment.id().toString());
        details.put("from", before.code());
        details.put("to", order.shown().code());
        if (shipment.trackingNumber() != null) {
            details.put("trackingNumber", shipment.trackingNumber());
        }
        shipment.quantities()
                .forEach((itemId, quantity) -> details.merge(
                        "quantity " + order.item(itemId).orElseThrow().productCode(),
                        plain(quantity),
                        (one, other) -> one + " + " + other));
        return details;
    }

    private static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
