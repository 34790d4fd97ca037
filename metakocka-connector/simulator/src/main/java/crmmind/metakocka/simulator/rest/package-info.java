/** The operations of Metakocka's API, with its path families, envelopes, error texts and quirks. */
@NullMarked
package crmmind.metakocka.simulator.rest;

import org.jspecify.annotations.NullMarked;
