/** How numbers and times are shown to people. */
@NullMarked
package crmmind.orders.web.shown;

import org.jspecify.annotations.NullMarked;
