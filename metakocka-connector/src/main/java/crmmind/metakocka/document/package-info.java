/** Sales orders in Metakocka's own terms: what is sent, what is read, how they are searched for. */
@NullMarked
package crmmind.metakocka.document;

import org.jspecify.annotations.NullMarked;
