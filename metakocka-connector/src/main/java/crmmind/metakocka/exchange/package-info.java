/** Every request and answer, secrets redacted: the API log. */
@NullMarked
package crmmind.metakocka.exchange;

import org.jspecify.annotations.NullMarked;
