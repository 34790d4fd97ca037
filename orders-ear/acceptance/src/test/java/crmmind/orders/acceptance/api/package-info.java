/** The REST API held to its contract, from outside. */
@NullMarked
package crmmind.orders.acceptance.api;

import org.jspecify.annotations.NullMarked;
