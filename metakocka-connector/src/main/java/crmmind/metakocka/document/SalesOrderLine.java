package crmmind.metakocka.document;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line as we want it. The unit is left out on purpose: with it Metakocka would make new products.
 *
 * @param mkRowId the line it is, where known
 * @param code the SKU
 * @param amount at most 3 decimals
 * @param price net unit price, at most 6 decimals
 * @param taxFactor the rate as a factor, {@code 0.22}; null where {@code tax} is given
 * @param tax the company's tax code; goes before the factor
 * @param discount percent off; null for none
 * @param docDesc text on this line
 */
public record SalesOrderLine(
        @Nullable String mkRowId,
        String code,
        BigDecimal amount,
        BigDecimal price,
        @Nullable BigDecimal taxFactor,
        @Nullable String tax,
        @Nullable BigDecimal discount,
        @Nullable String docDesc) {}
