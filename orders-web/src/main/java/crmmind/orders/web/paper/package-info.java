/** What is printed for an order: the pick list for the shelf, the packing slip for the box. */
@NullMarked
package crmmind.orders.web.paper;

import org.jspecify.annotations.NullMarked;
