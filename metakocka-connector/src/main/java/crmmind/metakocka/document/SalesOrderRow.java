package crmmind.metakocka.document;

import org.jspecify.annotations.Nullable;

/**
 * A short row of a search.
 *
 * @param statusName what people see; the code is not in short rows
 */
public record SalesOrderRow(
        String mkId, @Nullable String countCode, @Nullable String statusName) {}
