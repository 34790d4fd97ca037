/** Metakocka's value formats as they travel: text for everything, dates with a literal +02:00, decimal commas. */
@NullMarked
package crmmind.metakocka.simulator.wire;

import org.jspecify.annotations.NullMarked;
