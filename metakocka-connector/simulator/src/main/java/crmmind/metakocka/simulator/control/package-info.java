/** What a test may do from outside: settings, faults, actions of other people, journal of calls, reset. */
@NullMarked
package crmmind.metakocka.simulator.control;

import org.jspecify.annotations.NullMarked;
