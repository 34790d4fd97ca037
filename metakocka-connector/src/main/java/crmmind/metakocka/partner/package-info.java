/** Partners (buyers) in Metakocka's own terms, and how one is found again. */
@NullMarked
package crmmind.metakocka.partner;

import org.jspecify.annotations.NullMarked;
