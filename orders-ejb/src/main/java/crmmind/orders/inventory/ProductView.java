package crmmind.orders.inventory;

import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A product to pick.
 *
 * @param unitPrice net proposal, null where Metakocka has none
 * @param taxRate VAT in percent
 */
public record ProductView(
        String code,
        String name,
        @Nullable String unit,
        boolean service,
        @Nullable BigDecimal unitPrice,
        @Nullable BigDecimal taxRate)
        implements Serializable {}
