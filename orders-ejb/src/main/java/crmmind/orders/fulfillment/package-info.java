/** Shipping orders, whole or in part. */
@NullMarked
package crmmind.orders.fulfillment;

import org.jspecify.annotations.NullMarked;
