/** Sales documents, their lines and their mapping to Metakocka; the base of every document's synchronisation. */
@NullMarked
package crmmind.orders.salesdocument;

import org.jspecify.annotations.NullMarked;
