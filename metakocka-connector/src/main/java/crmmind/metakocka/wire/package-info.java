/** The wire: one method per remote operation, value formats, credentials, limits, and what an answer means. */
@NullMarked
package crmmind.metakocka.wire;

import org.jspecify.annotations.NullMarked;
