/** Calls of Metakocka's API and what happened to orders. */
@NullMarked
package crmmind.orders.web.logs;

import org.jspecify.annotations.NullMarked;
