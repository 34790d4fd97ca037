/**
 * The order desk as its users and its partners see it: over HTTP, in a browser, and through what Metakocka holds
 * afterwards. Knows the contract of the REST API and nothing of the code behind it.
 */
@NullMarked
package crmmind.orders.acceptance;

import org.jspecify.annotations.NullMarked;
