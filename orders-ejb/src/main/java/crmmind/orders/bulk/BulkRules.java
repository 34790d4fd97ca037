package crmmind.orders.bulk;

import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.OrderStatusRules;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.Problem;

/**
 * What an action will do with an order in its present state, without asking for stock: the rules of the single command,
 * in one code. A code is {@code WILL}, {@code SAME} or a {@link Problem}, some with what it is about behind a point, as
 * {@code NOT_CANCELLABLE.fulfilled}.
 */
public final class BulkRules {

    static final String WILL = "WILL";
    /** A draft becomes confirmed and its stock is allocated. */
    static final String WILL_CONFIRM = "WILL.confirm";

    /** The same, but it waits for a part of its stock. */
    static final String WILL_WAIT = "WILL.wait";

    static final String SAME = "SAME";

    private BulkRules() {}

    /** What a code means for the order. */
    public enum Kind {
        /** The action takes effect. */
        WILL,
        /** There is nothing to do. */
        SAME,
        /** It is refused. */
        REFUSED
    }

    /**
     * An order as far as the rules look.
     *
     * @param status without regard to a hold
     * @param submitted whether it is in Metakocka or on its way there
     * @param covered whether all its open goods are held
     */
    record Standing(OrderStatus status, boolean onHold, boolean submitted, SyncStatus sync, boolean covered) {}

    /** What this code means. */
    public static Kind kind(String code) {
        if (code.startsWith(WILL)) {
            return Kind.WILL;
        }
        return code.startsWith(SAME) ? Kind.SAME : Kind.REFUSED;
    }

    /** What will become of it. */
    static String expected(BulkAction action, Standing order) {
        return switch (action) {
            case SYNC -> synced(order);
            case PROCESS ->
                order.status() == OrderStatus.PROCESSING && !order.onHold()
                        ? SAME
                        : changed(order, OrderStatus.PROCESSING);
            case FULFIL -> fulfilled(order);
            case HOLD -> order.onHold() ? SAME : changed(order, OrderStatus.ON_HOLD);
            case RELEASE -> order.onHold() ? WILL : SAME;
            case CANCEL -> cancelled(order);
        };
    }

    private static String synced(Standing order) {
        if (order.onHold()) {
            return Problem.ON_HOLD.code();
        }
        if (!order.submitted() && order.status() == OrderStatus.CANCELLED) {
            return Problem.NOT_SYNCABLE.code();
        }
        if (order.status() == OrderStatus.DRAFT) {
            return WILL_CONFIRM;
        }
        if (!order.submitted()) {
            return WILL;
        }
        return switch (order.sync()) {
            case SYNCED -> SAME;
            case PENDING, NOT_SYNCED -> SAME + ".underway";
            case ERROR, NEEDS_REVIEW -> WILL + ".again";
        };
    }

    private static String changed(Standing order, OrderStatus target) {
        if (order.onHold()) {
            return Problem.ON_HOLD.code();
        }
        if (!order.submitted() && OrderStatusRules.needsMetakocka(target)) {
            return Problem.NOT_SYNCED.code();
        }
        return OrderStatusRules.allowed(order.status(), false, order.submitted())
                        .contains(target)
                ? WILL
                : about(Problem.INVALID_STATUS_TRANSITION, order);
    }

    private static String fulfilled(Standing order) {
        if (order.onHold()) {
            return Problem.ON_HOLD.code();
        }
        if (!order.submitted()) {
            return Problem.NOT_SYNCED.code();
        }
        if (!OrderStatusRules.shippable(order.status())) {
            return about(Problem.INVALID_STATUS_TRANSITION, order);
        }
        return order.covered() ? WILL : WILL + ".short";
    }

    private static String cancelled(Standing order) {
        if (!OrderStatusRules.cancellable(order.status())) {
            return about(Problem.NOT_CANCELLABLE, order);
        }
        if (order.status() == OrderStatus.PARTIALLY_FULFILLED) {
            return WILL + ".rest";
        }
        return order.submitted() ? WILL + ".there" : WILL;
    }

    private static String about(Problem problem, Standing order) {
        return problem.code() + "." + order.status().code();
    }
}
