package crmmind.orders.web.order;

import crmmind.orders.order.OrderDetails.MetakockaSide;
import crmmind.orders.order.OrderSummary;
import crmmind.orders.salesdocument.PostalAddress;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an exported list, in their order. Values are texts, {@link java.math.BigDecimal}, {@link Integer},
 * {@link java.time.LocalDate} or {@link LocalDateTime} (Europe/Ljubljana); null for none.
 */
final class OrderColumns {

    /** Where days and hours are meant. */
    static final ZoneId ZONE = ZoneId.of("Europe/Ljubljana");

    /** One of them. */
    record Column(String title, Function<OrderSummary, @Nullable Object> value) {}

    static final List<Column> ALL = List.of(
            new Column("Order", OrderSummary::orderNumber),
            new Column("Created", order -> local(order.createdAt())),
            new Column("Status", OrderSummary::status),
            new Column("Stock", OrderSummary::allocationStatus),
            new Column("Fulfilment", OrderSummary::fulfillmentStatus),
            new Column("Customer", order -> order.customer().name()),
            new Column("E-mail", order -> order.customer().email()),
            new Column("Phone", order -> order.customer().phone()),
            new Column("Tax number", order -> order.customer().taxNumber()),
            new Column("Street", address(PostalAddress::street)),
            new Column("Post code", address(PostalAddress::postCode)),
            new Column("City", address(PostalAddress::city)),
            new Column("Country", address(PostalAddress::country)),
            new Column("Warehouse", OrderSummary::warehouse),
            new Column("Carrier", OrderSummary::shippingMethod),
            new Column("Expected delivery", OrderSummary::expectedDeliveryDate),
            new Column("Items", OrderSummary::itemCount),
            new Column("Net", OrderSummary::netAmount),
            new Column("VAT", OrderSummary::taxAmount),
            new Column("Total", OrderSummary::totalAmount),
            new Column("Currency", OrderSummary::currency),
            new Column("Sync", OrderSummary::syncStatus),
            new Column("Sync error", OrderSummary::syncError),
            new Column("Metakocka number", metakocka(MetakockaSide::number)),
            new Column("Metakocka id", metakocka(MetakockaSide::id)),
            new Column("Metakocka status", metakocka(MetakockaSide::status)),
            new Column("Cancellation reason", OrderSummary::cancellationReason),
            new Column("Notes", OrderSummary::notes));

    private OrderColumns() {}

    private static LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, ZONE).withNano(0);
    }

    private static Function<OrderSummary, @Nullable Object> address(Function<PostalAddress, @Nullable String> part) {
        return order -> {
            var address = order.customer().address();
            return address == null ? null : part.apply(address);
        };
    }

    private static Function<OrderSummary, @Nullable Object> metakocka(Function<MetakockaSide, @Nullable String> part) {
        return order -> {
            var side = order.metakocka();
            return side == null ? null : part.apply(side);
        };
    }
}
