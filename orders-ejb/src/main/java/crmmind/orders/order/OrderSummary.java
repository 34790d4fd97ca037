package crmmind.orders.order;

import crmmind.orders.salesdocument.CustomerData;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of an order list. */
public record OrderSummary(
        UUID id,
        String orderNumber,
        long version,
        String status,
        List<String> allowedStatuses,
        String allocationStatus,
        String fulfillmentStatus,
        String returnStatus,
        String syncStatus,
        @Nullable String syncError,
        @Nullable Instant lastSyncedAt,
        OrderDetails.@Nullable MetakockaSide metakocka,
        CustomerData customer,
        String currency,
        String warehouse,
        @Nullable String shippingMethod,
        @Nullable LocalDate expectedDeliveryDate,
        @Nullable String notes,
        @Nullable String cancellationReason,
        BigDecimal netAmount,
        BigDecimal taxAmount,
        BigDecimal totalAmount,
        Instant createdAt,
        Instant updatedAt,
        int itemCount)
        implements Serializable {}
