package crmmind.orders.order;

import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.ShippingAddress;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as Metakocka has it, in our words. Amounts in its currency, to the cent, as Metakocka has them.
 *
 * @param metakockaId {@code mk_id}
 * @param number {@code count_code}
 * @param reference {@code buyer_order}; may be missing or not unique
 * @param metakockaStatus its status code
 * @param meaning what that status means here: DRAFT, CONFIRMED, PROCESSING, ON_HOLD, FULFILLED or CANCELLED
 * @param needsReview why somebody has to look; null where nothing is odd
 * @param date of the document
 * @param shippedDate when it was shipped, where that is known
 */
public record ImportedOrder(
        String metakockaId,
        @Nullable String number,
        @Nullable String reference,
        @Nullable String metakockaStatus,
        OrderStatus meaning,
        @Nullable String needsReview,
        CustomerData customer,
        @Nullable ShippingAddress shippingAddress,
        String currency,
        String warehouse,
        @Nullable String carrier,
        @Nullable String notes,
        LocalDate date,
        List<Line> lines,
        BigDecimal netAmount,
        BigDecimal taxAmount,
        @Nullable String trackingNumber,
        @Nullable LocalDate shippedDate) {

    /**
     * A line.
     *
     * @param unitPrice net, up to 6 decimals
     * @param grossUnitPrice where Metakocka stores it so
     * @param discountPercent 0 to 100
     * @param taxRate VAT in percent
     * @param metakockaRowId {@code mk_row_id}
     */
    public record Line(
            String productCode,
            String description,
            boolean service,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @Nullable BigDecimal grossUnitPrice,
            BigDecimal discountPercent,
            BigDecimal taxRate,
            BigDecimal netAmount,
            BigDecimal taxAmount,
            @Nullable String metakockaRowId) {}
}
