/** The audit finds what is broken and puts it right. */
@NullMarked
package crmmind.orders.books;

import org.jspecify.annotations.NullMarked;
