/** The pages of orders: list, one order, the form for a new or changed one. */
@NullMarked
package crmmind.orders.web.order;

import org.jspecify.annotations.NullMarked;
