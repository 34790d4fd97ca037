/** The connection, the status codes, users and API tokens. */
@NullMarked
package crmmind.orders.web.settings;

import org.jspecify.annotations.NullMarked;
