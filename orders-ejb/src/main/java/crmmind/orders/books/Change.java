package crmmind.orders.books;

import java.io.Serializable;

/**
 * One value a repair changes.
 *
 * @param record what it belongs to, as {@code stock_levels ART-001 @ glavno}
 * @param before empty for a new record
 * @param after empty for one that is no longer there
 */
public record Change(String record, String field, String before, String after) implements Serializable {}
