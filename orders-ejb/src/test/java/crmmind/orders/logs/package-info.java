/** The audit finds what is broken and puts it right. */
@NullMarked
package crmmind.orders.logs;

import org.jspecify.annotations.NullMarked;
