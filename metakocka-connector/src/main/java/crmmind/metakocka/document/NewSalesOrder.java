package crmmind.metakocka.document;

import crmmind.metakocka.partner.Party;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sales order to be made in Metakocka. The number ({@code count_code}) is left out on purpose: it is no key, and a
 * repeated one is silently changed. The buyer comes from the look-up that travels with it.
 *
 * @param buyerOrder our reference, unique, at most 30 characters
 * @param docDate date of the order
 * @param statusCode code of the status register
 * @param warehouse the warehouse's mark; an unknown one is silently replaced, so it is compared after reading back
 * @param deliveryType the carrier; an unknown one is silently dropped
 * @param receiver where the goods go; null for the buyer's own address
 * @param expectedTotal gross total we count on, compared after reading back; null for no comparison
 */
public record NewSalesOrder(
        String buyerOrder,
        @Nullable String title,
        LocalDate docDate,
        @Nullable String statusCode,
        @Nullable String warehouse,
        @Nullable String deliveryType,
        String currencyCode,
        @Nullable Party receiver,
        @Nullable LocalDate deliveryDeadline,
        @Nullable String notes,
        List<SalesOrderLine> lines,
        Map<String, String> extraColumns,
        @Nullable BigDecimal expectedTotal) {

    /** Copies what can change. */
    public NewSalesOrder {
        lines = List.copyOf(lines);
        extraColumns = Map.copyOf(extraColumns);
        if (buyerOrder.isBlank() || buyerOrder.length() > 30) {
            throw new IllegalArgumentException("A reference has 1 to 30 characters: " + buyerOrder);
        }
    }

    /** The same order under another reference. */
    public NewSalesOrder under(String reference) {
        return new NewSalesOrder(
                reference,
                title,
                docDate,
                statusCode,
                warehouse,
                deliveryType,
                currencyCode,
                receiver,
                deliveryDeadline,
                notes,
                lines,
                extraColumns,
                expectedTotal);
    }
}
