/** Orders in Metakocka: the page that takes them over. */
@NullMarked
package crmmind.orders.web.metakocka;

import org.jspecify.annotations.NullMarked;
