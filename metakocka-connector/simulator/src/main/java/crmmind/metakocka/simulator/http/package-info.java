/** A small HTTP/1.1 server that can also behave badly: close without an answer, answer half, refuse connections. */
@NullMarked
package crmmind.metakocka.simulator.http;

import org.jspecify.annotations.NullMarked;
