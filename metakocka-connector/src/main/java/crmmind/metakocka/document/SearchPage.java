package crmmind.metakocka.document;

import java.util.List;

/**
 * One page of a search.
 *
 * @param total how many there are in all
 */
public record SearchPage<T>(List<T> rows, int offset, int total) {

    /** Copies the rows. */
    public SearchPage {
        rows = List.copyOf(rows);
    }

    /** Whether another page follows. */
    public boolean hasMore() {
        return !rows.isEmpty() && offset + rows.size() < total;
    }
}
