/** The sync queue: what waits for Metakocka, and why. */
@NullMarked
package crmmind.orders.web.queue;

import org.jspecify.annotations.NullMarked;
