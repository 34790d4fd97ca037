package crmmind.metakocka.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A document connected with an order: an invoice, a packing list, a credit note, a sibling of a split order.
 *
 * @param docType Metakocka's word, as {@code sales_bill_domestic}
 * @param countCode its number
 * @param total gross, in the document's currency; null where it was not read
 */
public record LinkedDocument(
        String mkId,
        @Nullable String docType,
        @Nullable String countCode,
        @Nullable BigDecimal total) {}
