/** Drafts are kept, found and ended by their own person only. */
@NullMarked
package crmmind.orders.entry;

import org.jspecify.annotations.NullMarked;
