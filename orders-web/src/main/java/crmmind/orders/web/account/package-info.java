/** The page of one's own account. */
@NullMarked
package crmmind.orders.web.account;

import org.jspecify.annotations.NullMarked;
