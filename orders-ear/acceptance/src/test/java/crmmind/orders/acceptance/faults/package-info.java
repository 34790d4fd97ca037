/** A Metakocka that misbehaves, and what the desk makes of it. */
@NullMarked
package crmmind.orders.acceptance.faults;

import org.jspecify.annotations.NullMarked;
