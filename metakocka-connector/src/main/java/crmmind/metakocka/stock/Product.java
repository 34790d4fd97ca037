package crmmind.metakocka.stock;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A product of the catalogue.
 *
 * @param code the SKU
 * @param countCode the visible number
 * @param service has no stock
 * @param price net unit price of the first sales price list; null without one
 * @param priceWithTax gross unit price, where the price list is kept gross
 * @param tax the company's tax code, {@code EX4}
 * @param taxFactor as a factor, {@code 0.22}
 * @param currencyCode of the price
 */
public record Product(
        String mkId,
        String code,
        @Nullable String countCode,
        String name,
        @Nullable String unit,
        @Nullable String barcode,
        boolean service,
        boolean sales,
        boolean activated,
        @Nullable BigDecimal price,
        @Nullable BigDecimal priceWithTax,
        @Nullable String tax,
        @Nullable BigDecimal taxFactor,
        @Nullable String currencyCode) {}
