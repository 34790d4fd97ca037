package crmmind.orders.books;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What must hold between the tables; each is a part of the view {@code books_out_of_balance}. */
public enum Rule {
    ALLOCATION_FITS_ITS_LINE,
    HELD_IS_SUM_OF_ALLOCATIONS,
    HELD_IS_FOLD_OF_MOVEMENTS,
    FULFILLED_IS_SUM_OF_SHIPMENTS,
    USED_UP_WITHIN_SHIPPED,
    ALLOCATED_WITHIN_OPEN,
    CLOSED_ORDERS_HOLD_NOTHING,
    LINE_FOLLOWS_FROM_PRICE,
    HEADER_IS_SUM_OF_LINES,
    STATUS_FOLLOWS_FROM_LINES,
    FULFILLMENT_STATUS_FOLLOWS,
    RETURN_STATUS_FOLLOWS,
    ALLOCATION_STATUS_FOLLOWS,
    ORDERS_ARE_LINKED_TO_WHAT_WAS_MADE,
    SYNCED_ORDERS_ARE_LINKED,
    SUBMITTED_ORDERS_HAVE_AN_OPERATION,
    SYNCED_ORDERS_HAVE_NOTHING_ON_THEIR_WAY,
    ORDERS_HAVE_A_BEGINNING;

    /** The name in the view and in texts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule with this name. */
    public static Optional<Rule> of(String code) {
        return Arrays.stream(values()).filter(rule -> rule.code().equals(code)).findFirst();
    }
}
