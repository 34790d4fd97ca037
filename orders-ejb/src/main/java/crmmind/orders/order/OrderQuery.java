package crmmind.orders.order;

import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orders to list.
 *
 * @param text searched in number, customer, product code, tracking number, Metakocka's id, number and reference,
 *     without regard to case or diacritics; blank for all. Eight or more characters with a digit that are one of these
 *     numbers as a whole find the orders that have it, and no others
 * @param from first day of creation in Europe/Ljubljana, inclusive
 * @param to last day, inclusive
 * @param sort field with {@code -} in front for descending: createdAt, orderNumber, totalAmount, customerName; null for
 *     {@code -createdAt}
 * @param limit 1 to 200
 * @param cursor of the page before; null for the first page
 */
public record OrderQuery(
        Set<OrderStatus> statuses,
        Set<SyncStatus> syncStatuses,
        @Nullable String text,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String warehouse,
        @Nullable String sort,
        int limit,
        @Nullable String cursor)
        implements Serializable {}
