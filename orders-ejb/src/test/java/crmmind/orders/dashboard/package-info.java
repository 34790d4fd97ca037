/** The numbers of the dashboard against orders whose numbers are known. */
@NullMarked
package crmmind.orders.dashboard;

import org.jspecify.annotations.NullMarked;
