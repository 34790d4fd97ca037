package crmmind.orders.order;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of orders that only Metakocka has. */
public record UnknownOrders(
        List<UnknownOrder> items, @Nullable String nextCursor) implements Serializable {

    /**
     * One of them.
     *
     * @param status Metakocka's status code
     * @param totalAmount with VAT
     */
    public record UnknownOrder(
            String metakockaId,
            @Nullable String number,
            @Nullable String reference,
            @Nullable String customerName,
            @Nullable LocalDate date,
            @Nullable String status,
            BigDecimal totalAmount,
            @Nullable String currency)
            implements Serializable {}
}
