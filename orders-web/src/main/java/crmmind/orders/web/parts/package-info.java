/** The page that shows the portal's components. */
@NullMarked
package crmmind.orders.web.parts;

import org.jspecify.annotations.NullMarked;
