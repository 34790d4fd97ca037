/** Finding out whether Metakocka can be reached as it is set up, and if not, what exactly is wrong. Reads only. */
@NullMarked
package crmmind.metakocka.connection;

import org.jspecify.annotations.NullMarked;
