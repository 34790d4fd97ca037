/** Orders: entry, status rules, numbers, lists. Depends on sales documents, inventory, fulfilment and activity. */
@NullMarked
package crmmind.orders.order;

import org.jspecify.annotations.NullMarked;
