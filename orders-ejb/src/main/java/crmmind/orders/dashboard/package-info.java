/**
 * How the desk stands in numbers: what is open, how old it is, what is short, and what came in. Reads, never writes.
 */
@NullMarked
package crmmind.orders.dashboard;

import org.jspecify.annotations.NullMarked;
