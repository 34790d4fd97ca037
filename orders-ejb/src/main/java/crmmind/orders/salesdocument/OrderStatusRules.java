package crmmind.orders.salesdocument;

import static crmmind.orders.salesdocument.OrderStatus.CANCELLED;
import static crmmind.orders.salesdocument.OrderStatus.CONFIRMED;
import static crmmind.orders.salesdocument.OrderStatus.DRAFT;
import static crmmind.orders.salesdocument.OrderStatus.FULFILLED;
import static crmmind.orders.salesdocument.OrderStatus.ON_HOLD;
import static crmmind.orders.salesdocument.OrderStatus.PARTIALLY_FULFILLED;
import static crmmind.orders.salesdocument.OrderStatus.PROCESSING;
import static crmmind.orders.salesdocument.OrderStatus.RETURNED;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Decisions are stored, progress is derived: the status of an order follows from what was decided and from its lines'
 * quantities, and from nothing else. Also which status a person may choose next.
 */
public final class OrderStatusRules {

    private OrderStatusRules() {}

    /** The quantities of one line, in its unit. 0 ≤ cancelled + fulfilled ≤ ordered; returned ≤ fulfilled. */
    public record Quantities(BigDecimal ordered, BigDecimal cancelled, BigDecimal fulfilled, BigDecimal returned) {

        /** What is still to be shipped. */
        public BigDecimal open() {
            return ordered.subtract(cancelled).subtract(fulfilled);
        }
    }

    /** The status, without regard to a hold. */
    public static OrderStatus status(Decision decision, Collection<Quantities> lines) {
        var shipped = sum(lines, Quantities::fulfilled);
        var back = sum(lines, Quantities::returned);
        var open = sum(lines, Quantities::open);
        if (shipped.signum() == 0) {
            boolean allCancelled = open.signum() == 0 && !lines.isEmpty();
            return allCancelled ? CANCELLED : decided(decision);
        }
        if (open.signum() > 0) {
            return PARTIALLY_FULFILLED;
        }
        return back.compareTo(shipped) == 0 ? RETURNED : FULFILLED;
    }

    private static OrderStatus decided(Decision decision) {
        return switch (decision) {
            case DRAFT -> DRAFT;
            case CONFIRMED -> CONFIRMED;
            case PROCESSING -> PROCESSING;
            case CANCELLED -> CANCELLED;
        };
    }

    /** How much was shipped. */
    public static FulfillmentStatus fulfillment(Collection<Quantities> lines) {
        if (sum(lines, Quantities::fulfilled).signum() == 0) {
            return FulfillmentStatus.UNFULFILLED;
        }
        return sum(lines, Quantities::open).signum() > 0
                ? FulfillmentStatus.PARTIALLY_FULFILLED
                : FulfillmentStatus.FULFILLED;
    }

    /** How much came back. */
    public static ReturnStatus returned(Collection<Quantities> lines) {
        var back = sum(lines, Quantities::returned);
        if (back.signum() == 0) {
            return ReturnStatus.NONE;
        }
        return back.compareTo(sum(lines, Quantities::fulfilled)) == 0 ? ReturnStatus.FULL : ReturnStatus.PARTIAL;
    }

    /**
     * How much of what is open is held in stock.
     *
     * @param goods the lines that need stock: services do not
     * @param allocated what is held for them together
     */
    public static AllocationStatus allocation(OrderStatus status, Collection<Quantities> goods, BigDecimal allocated) {
        if (goods.isEmpty()) {
            return AllocationStatus.NOT_NEEDED;
        }
        if (status == DRAFT || status == CANCELLED) {
            return AllocationStatus.NONE;
        }
        var open = sum(goods, Quantities::open);
        if (allocated.compareTo(open) >= 0) {
            return AllocationStatus.ALLOCATED;
        }
        return allocated.signum() > 0 ? AllocationStatus.PARTIAL : AllocationStatus.BACKORDERED;
    }

    /**
     * The transition table: what a person may choose next.
     *
     * @param status the status without regard to a hold
     * @param submitted whether the order is in Metakocka or on its way there; {@code processing} and {@code fulfilled}
     *     need that
     */
    public static List<OrderStatus> allowed(OrderStatus status, boolean onHold, boolean submitted) {
        if (onHold) {
            return List.of(status, CANCELLED);
        }
        var next = new ArrayList<OrderStatus>();
        switch (status) {
            case DRAFT -> next.addAll(List.of(CONFIRMED, CANCELLED));
            case CONFIRMED -> next.addAll(List.of(PROCESSING, FULFILLED, ON_HOLD, CANCELLED));
            case PROCESSING -> next.addAll(List.of(CONFIRMED, FULFILLED, ON_HOLD, CANCELLED));
            case PARTIALLY_FULFILLED -> next.addAll(List.of(FULFILLED, ON_HOLD));
            case FULFILLED, RETURNED, CANCELLED, ON_HOLD -> {}
        }
        if (!submitted) {
            next.removeIf(OrderStatusRules::needsMetakocka);
        }
        return List.copyOf(next);
    }

    /** Whether an order takes this status only once it was submitted. */
    public static boolean needsMetakocka(OrderStatus target) {
        return target == PROCESSING || target == FULFILLED;
    }

    /** Whether something may be shipped. */
    public static boolean shippable(OrderStatus status) {
        return status == CONFIRMED || status == PROCESSING || status == PARTIALLY_FULFILLED;
    }

    /** Whether what is open may be cancelled. */
    public static boolean cancellable(OrderStatus status) {
        return status == DRAFT || shippable(status);
    }

    /** Whether nothing of an order that can still be cancelled was shipped. */
    public static boolean nothingShipped(OrderStatus status) {
        return status == DRAFT || status == CONFIRMED || status == PROCESSING;
    }

    private static BigDecimal sum(Collection<Quantities> lines, Function<Quantities, BigDecimal> quantity) {
        return lines.stream().map(quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
