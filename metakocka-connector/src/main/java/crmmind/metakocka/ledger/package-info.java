/** The operation ledger: what must reach Metakocka, and whether it did. */
@NullMarked
package crmmind.metakocka.ledger;

import org.jspecify.annotations.NullMarked;
