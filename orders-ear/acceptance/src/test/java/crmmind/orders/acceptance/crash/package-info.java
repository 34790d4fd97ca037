/**
 * Whole servers that are killed while people work with them: the order desk in Payara Micro, and its PostgreSQL. What
 * the clients were told is written down and compared with what both systems hold in the end.
 */
@NullMarked
package crmmind.orders.acceptance.crash;

import org.jspecify.annotations.NullMarked;
