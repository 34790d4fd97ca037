/** What the simulated company has: documents, products, partners, warehouses and stock, in memory and on disk. */
@NullMarked
package crmmind.metakocka.simulator.store;

import org.jspecify.annotations.NullMarked;
