/** The REST API under {@code /api}: translates between JSON and the boundary beans, and decides nothing. */
@NullMarked
package crmmind.orders.web.api;

import org.jspecify.annotations.NullMarked;
