/** Many orders at once: each exactly once, whoever crashes meanwhile. */
@NullMarked
package crmmind.orders.bulk;

import org.jspecify.annotations.NullMarked;
