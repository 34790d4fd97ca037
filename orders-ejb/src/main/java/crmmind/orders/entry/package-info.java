/**
 * What is typed into the form for orders before it is an order. Kept apart from the orders, and not as orders in draft:
 * those have a number, have passed the rules of entry, stand in lists and can be confirmed and sent, while half of a
 * number is not even a value. Depends on nothing but shared.
 */
@NullMarked
package crmmind.orders.entry;

import org.jspecify.annotations.NullMarked;
