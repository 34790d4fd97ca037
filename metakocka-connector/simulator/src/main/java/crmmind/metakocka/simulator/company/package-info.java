/** The simulated company: how it is set up and what it starts with. */
@NullMarked
package crmmind.metakocka.simulator.company;

import org.jspecify.annotations.NullMarked;
