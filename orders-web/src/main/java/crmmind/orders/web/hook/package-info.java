/** What Metakocka tells by itself. */
@NullMarked
package crmmind.orders.web.hook;

import org.jspecify.annotations.NullMarked;
