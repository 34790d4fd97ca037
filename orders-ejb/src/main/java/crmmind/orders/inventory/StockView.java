package crmmind.orders.inventory;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one product has in one warehouse. available = onHand − reservedElsewhere − held − shippedNotBooked.
 *
 * @param asOf when Metakocka's numbers were read; null where they never were
 */
public record StockView(
        String productCode,
        String productName,
        String warehouse,
        BigDecimal onHand,
        BigDecimal reservedElsewhere,
        BigDecimal held,
        BigDecimal shippedNotBooked,
        BigDecimal available,
        @Nullable Instant asOf)
        implements Serializable {}
