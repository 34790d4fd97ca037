package crmmind.metakocka.document;

import org.jspecify.annotations.Nullable;

/**
 * Something Metakocka stored otherwise than it was sent: it replaces and drops values without a word.
 *
 * @param field {@code warehouse}, {@code delivery_type}, {@code partner}, {@code lines[2].amount}, {@code sum_all},
 *     {@code duplicate} …
 */
public record Difference(
        String field, @Nullable String sent, @Nullable String stored) {

    @Override
    public String toString() {
        return field + ": sent " + (sent == null ? "nothing" : sent) + ", Metakocka stored "
                + (stored == null ? "nothing" : stored);
    }
}
