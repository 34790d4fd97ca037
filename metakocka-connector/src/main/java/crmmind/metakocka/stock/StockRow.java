package crmmind.metakocka.stock;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one product has in one warehouse, with the rows per lot and location already merged: amounts are added up, the
 * reservation is the largest one seen, since Metakocka repeats it. A product without a row has nothing there. Amounts
 * may be negative.
 *
 * @param warehouseMkId the warehouse's id
 * @param productMkId the product's id
 * @param code the SKU; null in answers of older installations
 * @param amount on hand
 * @param reservedAmount by open orders; null where the company works without reservations
 */
public record StockRow(
        String warehouseMkId,
        String productMkId,
        @Nullable String code,
        @Nullable String countCode,
        @Nullable String title,
        BigDecimal amount,
        @Nullable BigDecimal reservedAmount,
        @Nullable String unit) {

    /** On hand minus reserved. */
    public BigDecimal freeAmount() {
        return reservedAmount == null ? amount : amount.subtract(reservedAmount);
    }
}
