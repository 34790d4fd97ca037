/** A faithful stand-in for Metakocka in its own process. Shares no code with the connector it tests. */
@NullMarked
package crmmind.metakocka.simulator;

import org.jspecify.annotations.NullMarked;
