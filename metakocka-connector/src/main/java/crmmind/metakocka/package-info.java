/**
 * What the rest of the product sees of Metakocka: the facade, typed outcomes and the settings. Depends on the packages
 * below it and on nothing of the order desk.
 */
@NullMarked
package crmmind.metakocka;

import org.jspecify.annotations.NullMarked;
