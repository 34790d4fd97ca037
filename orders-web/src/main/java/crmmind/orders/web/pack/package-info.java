/** Packing with a scanner: from the bar code of a pick list to a shipment. */
@NullMarked
package crmmind.orders.web.pack;

import org.jspecify.annotations.NullMarked;
