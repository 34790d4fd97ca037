/** The audit: whether the tables agree with each other, and how they are put right where they do not. */
@NullMarked
package crmmind.orders.books;

import org.jspecify.annotations.NullMarked;
