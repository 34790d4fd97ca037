/** Users, roles and API tokens. */
@NullMarked
package crmmind.orders.access;

import org.jspecify.annotations.NullMarked;
