package crmmind.orders.web.paper;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderDetails.Fulfillment;
import crmmind.orders.order.OrderDetails.Item;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.web.paper.Sheet.Column;
import crmmind.orders.web.paper.Sheet.Fact;
import crmmind.orders.web.paper.Sheet.Kind;
import crmmind.orders.web.shown.Shown;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the box: of one shipment, or of what is still open and packed next. It says where it goes and what
 * follows later, and no prices. Services are in no box.
 */
final class PackingSlip {

    private static final List<Column> COLUMNS = List.of(
            new Column("#", 0.5f, Kind.NUMBER),
            new Column("Product", 2, Kind.STRONG),
            new Column("Name", 4.6f, Kind.TEXT),
            new Column("Ordered", 1.2f, Kind.NUMBER),
            new Column("In this box", 1.4f, Kind.STRONG_NUMBER),
            new Column("To follow", 1.3f, Kind.NUMBER));

    private static final Set<String> NOT_SENT = Set.of("cancelled", "voided");

    private final Shown shown;

    PackingSlip(Shown shown) {
        this.shown = shown;
    }

    /**
     * Writes the slip of one shipment.
     *
     * @param number which one, from 1; 0 for what is packed next, or the last one where nothing is open any more
     */
    void write(OrderDetails order, int number, OutputStream out, String foot) {
        int chosen = number == 0 && nothingOpen(order) ? order.fulfillments().size() : number;
        var shipment = chosen == 0 ? null : order.fulfillments().get(chosen - 1);
        try (var sheet = new Sheet(out, "Packing slip", order.orderNumber(), foot)) {
            sheet.facts(List.of(
                    List.of(
                            new Fact("Deliver to", recipient(order)),
                            new Fact("Phone", order.customer().phone())),
                    List.of(
                            // where it goes to the customer, once is enough
                            new Fact("Customer", order.shippingAddress() == null ? null : customer(order)),
                            new Fact("Ordered", day(order.createdAt()))),
                    shipping(order, shipment, chosen)));
            var status = order.status();
            if (status.equals("on_hold") && shipment == null) {
                sheet.notice("On hold: do not ship.");
            } else if (status.equals("cancelled")) {
                sheet.notice("Cancelled: do not ship.");
            }
            var packed = shipment == null ? open(order) : quantities(shipment);
            var followed = shipment == null ? Map.<UUID, BigDecimal>of() : sentUntil(order, chosen);
            sheet.table(COLUMNS);
            for (var item : order.items()) {
                var quantity = packed.getOrDefault(item.id(), BigDecimal.ZERO);
                if (quantity.signum() > 0 && !item.service()) {
                    var left = shipment == null
                            ? BigDecimal.ZERO
                            : ordered(item).subtract(followed.getOrDefault(item.id(), BigDecimal.ZERO));
                    sheet.row(COLUMNS, row(item, quantity, left.max(BigDecimal.ZERO)));
                }
            }
            sheet.endTable();
            if (packed.isEmpty()) {
                sheet.remark("Nothing is in this box.");
            }
            var others = shipment == null ? List.<Item>of() : notInside(order, packed.keySet(), followed);
            if (!others.isEmpty()) {
                sheet.remark("Follows later: "
                        + others.stream()
                                .map(item -> shown.quantity(ordered(item)
                                                .subtract(followed.getOrDefault(item.id(), BigDecimal.ZERO)))
                                        + " × " + item.productCode())
                                .collect(Collectors.joining(", ")));
            }
            if (shipment != null
                    && shipment.notes() != null
                    && !shipment.notes().isBlank()) {
                sheet.remark(shipment.notes());
            }
            sheet.signatures("Packed by", "Received by");
        }
    }

    private List<Fact> shipping(OrderDetails order, @Nullable Fulfillment shipment, int number) {
        if (shipment == null) {
            return List.of(
                    new Fact("Carrier", order.shippingMethod()),
                    Fact.of("Expected delivery", order.expectedDeliveryDate(), shown));
        }
        var carrier = shipment.shippingCarrier();
        return List.of(
                new Fact("Shipment", number + " of " + order.fulfillments().size()),
                new Fact("Shipped", day(shipment.fulfilledAt())),
                new Fact("Carrier", carrier == null || carrier.isBlank() ? order.shippingMethod() : carrier),
                new Fact("Tracking number", shipment.trackingNumber()));
    }

    private String day(Instant at) {
        return shown.day(LocalDate.ofInstant(at, Shown.ZONE));
    }

    private static String recipient(OrderDetails order) {
        var elsewhere = order.shippingAddress();
        if (elsewhere != null) {
            var name = elsewhere.name();
            return lines(
                    name == null || name.isBlank() ? order.customer().name() : name,
                    elsewhere.street(),
                    place(elsewhere.postCode(), elsewhere.city()),
                    country(elsewhere.country()));
        }
        return customer(order);
    }

    private static String customer(OrderDetails order) {
        var address = order.customer().address();
        return address == null
                ? order.customer().name()
                : lines(order.customer().name(), lines(address));
    }

    private static String lines(PostalAddress address) {
        return lines(address.street(), place(address.postCode(), address.city()), country(address.country()));
    }

    private static @Nullable String country(@Nullable String code) {
        return code == null
                ? null
                : new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
    }

    private static String place(@Nullable String postCode, @Nullable String city) {
        return Stream.of(postCode, city)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static String lines(@Nullable String... lines) {
        return Stream.of(lines)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private List<String> row(Item item, BigDecimal quantity, BigDecimal left) {
        return List.of(
                String.valueOf(item.position()),
                item.productCode(),
                item.description(),
                shown.quantity(ordered(item)),
                shown.quantity(quantity),
                left.signum() == 0 ? "–" : shown.quantity(left));
    }

    private static BigDecimal ordered(Item item) {
        return item.quantity().subtract(item.cancelledQuantity());
    }

    private static boolean nothingOpen(OrderDetails order) {
        return open(order).isEmpty() && !order.fulfillments().isEmpty();
    }

    private static Map<UUID, BigDecimal> open(OrderDetails order) {
        return order.items().stream()
                .filter(item -> !item.service() && item.openQuantity().signum() > 0)
                .collect(Collectors.toMap(Item::id, Item::openQuantity));
    }

    private static Map<UUID, BigDecimal> quantities(Fulfillment shipment) {
        var quantities = new HashMap<UUID, BigDecimal>();
        shipment.items().forEach(part -> quantities.merge(part.itemId(), part.quantity(), BigDecimal::add));
        return quantities;
    }

    /** What had left when this shipment had. */
    private static Map<UUID, BigDecimal> sentUntil(OrderDetails order, int number) {
        var sent = new HashMap<UUID, BigDecimal>();
        order.fulfillments().stream()
                .limit(number)
                .filter(shipment -> !NOT_SENT.contains(shipment.status()))
                .flatMap(shipment -> shipment.items().stream())
                .forEach(part -> sent.merge(part.itemId(), part.quantity(), BigDecimal::add));
        return sent;
    }

    private static List<Item> notInside(OrderDetails order, Set<UUID> inside, Map<UUID, BigDecimal> sent) {
        return order.items().stream()
                .filter(item -> !item.service()
                        && !inside.contains(item.id())
                        && ordered(item).compareTo(sent.getOrDefault(item.id(), BigDecimal.ZERO)) > 0)
                .toList();
    }
}
