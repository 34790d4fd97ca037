/** Stock, allocations and the ledger of movements; products and warehouses as Metakocka knows them. */
@NullMarked
package crmmind.orders.inventory;

import org.jspecify.annotations.NullMarked;
