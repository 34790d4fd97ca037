/** Our words and Metakocka's words, in both directions: the only user of the connector. */
@NullMarked
package crmmind.orders.sync;

import org.jspecify.annotations.NullMarked;
