/** Views of the order list that people save for themselves or for all. */
@NullMarked
package crmmind.orders.views;

import org.jspecify.annotations.NullMarked;
