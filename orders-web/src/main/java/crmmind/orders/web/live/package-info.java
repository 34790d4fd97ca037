/** Pages that follow what happens elsewhere: a socket tells which orders changed, the page asks for their badges. */
@NullMarked
package crmmind.orders.web.live;

import org.jspecify.annotations.NullMarked;
