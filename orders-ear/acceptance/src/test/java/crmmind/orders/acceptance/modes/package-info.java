/** The ways in which a desk may be set up to tell Metakocka of shipments. */
@NullMarked
package crmmind.orders.acceptance.modes;

import org.jspecify.annotations.NullMarked;
