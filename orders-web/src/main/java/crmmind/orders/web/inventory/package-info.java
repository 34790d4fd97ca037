/** The inventory page. */
@NullMarked
package crmmind.orders.web.inventory;

import org.jspecify.annotations.NullMarked;
