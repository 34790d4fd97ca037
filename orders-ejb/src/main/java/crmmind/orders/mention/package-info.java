/** Who is mentioned in comments on orders, and what they have not dealt with yet. */
@NullMarked
package crmmind.orders.mention;

import org.jspecify.annotations.NullMarked;
