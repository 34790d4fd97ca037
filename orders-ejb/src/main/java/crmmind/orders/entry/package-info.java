/** What is typed into the form for orders before it is an order. Depends on nothing but shared. */
@NullMarked
package crmmind.orders.entry;

import org.jspecify.annotations.NullMarked;
