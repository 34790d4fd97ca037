package crmmind.orders.order;

import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.LinkedPapers;
import crmmind.orders.salesdocument.ShippingAddress;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One order with all that belongs to it, in the words of the REST API. Amounts in the order's currency. */
public record OrderDetails(
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
        @Nullable MetakockaSide metakocka,
        CustomerData customer,
        @Nullable ShippingAddress shippingAddress,
        String currency,
        String warehouse,
        @Nullable String shippingMethod,
        @Nullable LocalDate expectedDeliveryDate,
        @Nullable String notes,
        @Nullable String holdReason,
        @Nullable String cancellationReason,
        BigDecimal netAmount,
        BigDecimal taxAmount,
        BigDecimal totalAmount,
        Instant createdAt,
        Instant updatedAt,
        List<Item> items,
        List<Allocation> allocations,
        List<Fulfillment> fulfillments)
        implements Serializable {

    /**
     * The Metakocka document's own identity.
     *
     * @param papers what is linked to it there; null as long as it was never read
     */
    public record MetakockaSide(
            @Nullable String id,
            @Nullable String number,
            @Nullable String reference,
            @Nullable String status,
            @Nullable LinkedPapers papers)
            implements Serializable {}

    /** A line with its quantities: open is quantity − cancelled − fulfilled. */
    public record Item(
            UUID id,
            int position,
            String productCode,
            String description,
            boolean service,
            BigDecimal quantity,
            BigDecimal cancelledQuantity,
            BigDecimal allocatedQuantity,
            BigDecimal fulfilledQuantity,
            BigDecimal returnedQuantity,
            BigDecimal unitPrice,
            BigDecimal discountPercent,
            BigDecimal taxRate,
            BigDecimal netAmount,
            BigDecimal taxAmount,
            BigDecimal totalAmount)
            implements Serializable {

        /** What is still to be shipped. */
        public BigDecimal openQuantity() {
            return quantity.subtract(cancelledQuantity).subtract(fulfilledQuantity);
        }
    }

    /** Stock held for, or used by, a line. */
    public record Allocation(UUID itemId, String warehouse, BigDecimal quantity, String status)
            implements Serializable {}

    /** One shipment. */
    public record Fulfillment(
            UUID id,
            Instant fulfilledAt,
            @Nullable String trackingNumber,
            @Nullable String shippingCarrier,
            @Nullable String notes,
            String status,
            String trackingStatus,
            List<FulfilledItem> items)
            implements Serializable {}

    /** How much of a line was in a shipment. */
    public record FulfilledItem(UUID itemId, BigDecimal quantity) implements Serializable {}
}
