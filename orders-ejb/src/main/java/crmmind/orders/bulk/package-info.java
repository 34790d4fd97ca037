/**
 * One action on many orders, as a job that any node runs: planned with a dry run, each order in a transaction of its
 * own. Depends on orders, fulfilment, sales documents, inventory and access; nothing depends on it.
 */
@NullMarked
package crmmind.orders.bulk;

import org.jspecify.annotations.NullMarked;
