/** Money, quantities, identities and refusals that every feature speaks of. Depends on no feature. */
@NullMarked
package crmmind.orders.shared;

import org.jspecify.annotations.NullMarked;
