/** The EAR on a full Payara Server. */
@NullMarked
package crmmind.orders.acceptance.server;

import org.jspecify.annotations.NullMarked;
