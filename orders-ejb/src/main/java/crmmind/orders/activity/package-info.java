/** What happened to an order, and who did it: the timeline and the logs. */
@NullMarked
package crmmind.orders.activity;

import org.jspecify.annotations.NullMarked;
