/** Requests that may be repeated: the same key and body have one effect and one answer. */
@NullMarked
package crmmind.orders.idempotency;

import org.jspecify.annotations.NullMarked;
