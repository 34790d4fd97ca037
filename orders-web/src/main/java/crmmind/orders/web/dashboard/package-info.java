/** The first page: the desk in numbers, each a link to the orders behind it. */
@NullMarked
package crmmind.orders.web.dashboard;

import org.jspecify.annotations.NullMarked;
