/** The portal in a real browser. Pages are found by their stable element ids only. */
@NullMarked
package crmmind.orders.acceptance.portal;

import org.jspecify.annotations.NullMarked;
