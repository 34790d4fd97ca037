/** The page of the audit. */
@NullMarked
package crmmind.orders.web.books;

import org.jspecify.annotations.NullMarked;
