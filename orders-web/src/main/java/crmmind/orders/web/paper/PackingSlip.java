package crmmind.orders.web.paper;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderDetails.Fulfillment;
import crmmind.orders.order.OrderDetails.Item;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.shared.Wording;
import crmmind.orders.web.paper.Sheet.Column;
import crmmind.orders.web.paper.Sheet.Fact;
import crmmind.orders.web.paper.Sheet.Kind;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
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

    private static final Set<String> NOT_SENT = Set.of("cancelled", "voided");

    private final Shown shown;
    private final Wording texts;
    private final Locale locale;
    private final List<Column> columns;

    PackingSlip(Shown shown, Locale locale) {
        this.shown = shown;
        this.locale = locale;
        texts = Texts.of("papertexts", locale);
        columns = List.of(
                new Column("#", 0.5f, Kind.NUMBER),
                new Column(texts.text("slip.product"), 2, Kind.STRONG),
                new Column(texts.text("slip.name"), 4.6f, Kind.TEXT),
                new Column(texts.text("slip.ordered"), 1.2f, Kind.NUMBER),
                new Column(texts.text("slip.inside"), 1.4f, Kind.STRONG_NUMBER),
                new Column(texts.text("slip.follows"), 1.3f, Kind.NUMBER));
    }

    /**
     * Writes the slip of one shipment.
     *
     * @param number which one, from 1; 0 for what is packed next, or the last one where nothing is open any more
     */
    void write(OrderDetails order, int number, OutputStream out, String foot) {
        int chosen = number == 0 && nothingOpen(order) ? order.fulfillments().size() : number;
        var shipment = chosen == 0 ? null : order.fulfillments().get(chosen - 1);
        try (var sheet = new Sheet(out, locale, texts.text("slip.title"), order.orderNumber(), foot)) {
            sheet.facts(List.of(
                    List.of(
                            new Fact(texts.text("slip.to"), recipient(order)),
                            new Fact(texts.text("slip.phone"), order.customer().phone())),
                    List.of(
                            // where it goes to the customer, once is enough
                            new Fact(
                                    texts.text("slip.customer"),
                                    order.shippingAddress() == null ? null : customer(order)),
                            new Fact(texts.text("slip.when"), day(order.createdAt()))),
                    shipping(order, shipment, chosen)));
            var status = order.status();
            if (status.equals("on_hold") && shipment == null) {
                sheet.notice(texts.text("slip.onhold"));
            } else if (status.equals("cancelled")) {
                sheet.notice(texts.text("slip.cancelled"));
            }
            var packed = shipment == null ? open(order) : quantities(shipment);
            var followed = shipment == null ? Map.<UUID, BigDecimal>of() : sentUntil(order, chosen);
            sheet.table(columns);
            for (var item : order.items()) {
                var quantity = packed.getOrDefault(item.id(), BigDecimal.ZERO);
                if (quantity.signum() > 0 && !item.service()) {
                    var left = shipment == null
                            ? BigDecimal.ZERO
                            : ordered(item).subtract(followed.getOrDefault(item.id(), BigDecimal.ZERO));
                    sheet.row(columns, row(item, quantity, left.max(BigDecimal.ZERO)));
                }
            }
            sheet.endTable();
            if (packed.isEmpty()) {
                sheet.remark(texts.text("slip.nothing"));
            }
            var others = shipment == null ? List.<Item>of() : notInside(order, packed.keySet(), followed);
            if (!others.isEmpty()) {
                sheet.remark(texts.text(
                        "slip.later",
                        others.stream()
                                .map(item -> shown.quantity(ordered(item)
                                                .subtract(followed.getOrDefault(item.id(), BigDecimal.ZERO)))
                                        + " × " + item.productCode())
                                .collect(Collectors.joining(", "))));
            }
            if (shipment != null
                    && shipment.notes() != null
                    && !shipment.notes().isBlank()) {
                sheet.remark(shipment.notes());
            }
            sheet.signatures(texts.text("slip.packed"), texts.text("slip.received"));
        }
    }

    private List<Fact> shipping(OrderDetails order, @Nullable Fulfillment shipment, int number) {
        if (shipment == null) {
            return List.of(
                    new Fact(texts.text("slip.carrier"), order.shippingMethod()),
                    Fact.of(texts.text("slip.expected"), order.expectedDeliveryDate(), shown));
        }
        var carrier = shipment.shippingCarrier();
        return List.of(
                new Fact(
                        texts.text("slip.shipment"),
                        texts.text("slip.of", number, order.fulfillments().size())),
                new Fact(texts.text("slip.shipped"), day(shipment.fulfilledAt())),
                new Fact(
                        texts.text("slip.carrier"),
                        carrier == null || carrier.isBlank() ? order.shippingMethod() : carrier),
                new Fact(texts.text("slip.tracking"), shipment.trackingNumber()));
    }

    private String day(Instant at) {
        return shown.day(LocalDate.ofInstant(at, Shown.ZONE));
    }

    private String recipient(OrderDetails order) {
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

    private String customer(OrderDetails order) {
        var address = order.customer().address();
        return address == null
                ? order.customer().name()
                : lines(order.customer().name(), lines(address));
    }

    private String lines(PostalAddress address) {
        return lines(address.street(), place(address.postCode(), address.city()), country(address.country()));
    }

    private @Nullable String country(@Nullable String code) {
        return code == null
                ? null
                : new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
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
