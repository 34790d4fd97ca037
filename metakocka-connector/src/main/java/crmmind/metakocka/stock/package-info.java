/** Warehouses, stock rows and products in Metakocka's own terms. */
@NullMarked
package crmmind.metakocka.stock;

import org.jspecify.annotations.NullMarked;
