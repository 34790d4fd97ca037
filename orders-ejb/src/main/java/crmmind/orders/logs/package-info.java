/** The logs of the desk: what happened to all orders and to stock, found by filters. */
@NullMarked
package crmmind.orders.logs;

import org.jspecify.annotations.NullMarked;
