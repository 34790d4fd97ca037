/** Tests that run inside Payara Micro, beside the beans they call. */
@NullMarked
package crmmind.orders.acceptance.container;

import org.jspecify.annotations.NullMarked;
