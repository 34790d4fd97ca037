/** Tests of the launcher. */
@NullMarked
package crmmind.orders.quickstart;

import org.jspecify.annotations.NullMarked;
