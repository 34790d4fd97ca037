package crmmind.orders.sync;

import crmmind.metakocka.document.NewSalesOrder;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.partner.PartnerLookup;
import crmmind.metakocka.partner.Party;
import crmmind.orders.inventory.Product;
import crmmind.orders.order.Customer;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentItem;
import crmmind.orders.salesdocument.Shipment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An order of ours in Metakocka's words. Pure translation: no database, no network. */
final class OrderWords {

    /** Metakocka's dates are those of Ljubljana. */
    static final ZoneId ZONE = ZoneId.of("Europe/Ljubljana");

    /** The extra column that holds a tracking number until Metakocka takes it. */
    static final String TRACKING_COLUMN = "crm_tracking_number";

    private static final int DOC_DESC = 200;

    private OrderWords() {}

    /**
     * The whole order.
     *
     * @param products those of its lines, as far as they are known
     */
    static NewSalesOrder document(SalesDocument order, String statusCode, Map<String, Product> products) {
        return new NewSalesOrder(
                order.number(),
                order.number(),
                order.date(),
                statusCode,
                order.warehouse(),
                order.shippingMethod(),
                order.currency(),
                receiver(order),
                order.expectedDeliveryDate(),
                order.notes(),
                lines(order, products),
                Map.of(),
                order.totalAmount());
    }

    /** The lines as they shall stand there: what was cancelled is left out. */
    static List<SalesOrderLine> lines(SalesDocument order, Map<String, Product> products) {
        return order.items().stream()
                .filter(item -> item.quantity().compareTo(item.cancelledQuantity()) > 0)
                .map(item -> line(item, products.get(item.productCode())))
                .toList();
    }

    /** The goods of a shipment; services are in no packing list. */
    static List<SalesOrderLine> goods(SalesDocument order, Shipment shipment, Map<String, Product> products) {
        return order.items().stream()
                .filter(item -> !item.service() && shipment.quantities().containsKey(item.id()))
                .map(item -> {
                    var line = line(item, products.get(item.productCode()));
                    return new SalesOrderLine(
                            null, // lines of a packing list are its own
                            line.code(),
                            shipment.quantities().getOrDefault(item.id(), BigDecimal.ZERO),
                            line.price(),
                            line.taxFactor(),
                            line.tax(),
                            line.discount(),
                            line.docDesc());
                })
                .toList();
    }

    /** How a shipment is called in Metakocka. */
    static String reference(SalesDocument order, Shipment shipment) {
        return order.number() + "/" + shipment.sequence();
    }

    private static SalesOrderLine line(SalesDocumentItem item, @Nullable Product product) {
        var taxCode = product != null
                        && product.taxRate() != null
                        && product.taxRate().compareTo(item.taxRate()) == 0
                ? product.taxCode()
                : null;
        boolean otherText = product == null || !product.name().equals(item.description());
        return new SalesOrderLine(
                item.metakockaRowId(),
                item.productCode(),
                item.quantity().subtract(item.cancelledQuantity()),
                item.unitPrice(),
                taxCode == null ? item.taxRate().movePointLeft(2) : null,
                taxCode,
                item.discountPercent().signum() == 0 ? null : item.discountPercent(),
                otherText ? shortened(item.description()) : null);
    }

    /** Whom it is for; the ids are those an earlier order learnt. */
    static PartnerLookup partner(SalesDocument order, @Nullable Customer customer) {
        var data = order.customer();
        var address = data.address();
        return new PartnerLookup(
                customer == null ? null : customer.metakockaPartnerId(),
                customer == null ? null : customer.metakockaAddressId(),
                Party.of(
                        data.name(),
                        data.taxNumber() != null,
                        data.taxNumber(),
                        address == null ? null : address.street(),
                        address == null ? null : address.postCode(),
                        address == null ? null : address.city(),
                        address == null ? null : address.country(),
                        data.email() == null && data.phone() == null
                                ? null
                                : new Party.Contact(data.name(), data.email(), null, data.phone())));
    }

    /** Where the goods go, where that is not the customer's own address. */
    static @Nullable Party receiver(SalesDocument order) {
        var shipping = order.shippingAddress();
        if (shipping == null) {
            return null;
        }
        var customer = order.customer();
        return Party.of(
                shipping.name() == null ? customer.name() : shipping.name(),
                false,
                null,
                shipping.street(),
                shipping.postCode(),
                shipping.city(),
                shipping.country(),
                customer.email() == null && customer.phone() == null
                        ? null
                        : new Party.Contact(customer.name(), customer.email(), null, customer.phone()));
    }

    /** What the first line of a shipment's paragraph in the notes begins with: the same however often it is sent. */
    static String marker(SalesDocument order, Shipment shipment) {
        return "CRM shipment " + reference(order, shipment) + ": ";
    }

    /** What a shipment's paragraph in the notes says. */
    static String paragraph(SalesDocument order, Shipment shipment) {
        var text = new StringBuilder(order.items().stream()
                .filter(item -> shipment.quantities().containsKey(item.id()))
                .map(item -> plain(shipment.quantities().getOrDefault(item.id(), BigDecimal.ZERO)) + " x "
                        + item.productCode())
                .collect(Collectors.joining(", ")));
        if (shipment.shippingCarrier() != null) {
            text.append("; carrier ").append(shipment.shippingCarrier());
        }
        if (shipment.trackingNumber() != null) {
            text.append("; tracking ").append(shipment.trackingNumber());
        }
        if (shipment.notes() != null) {
            text.append("; ").append(shipment.notes());
        }
        return text.toString();
    }

    /** The whole notes: what people wrote here, and a paragraph for each shipment. */
    static @Nullable String notes(SalesDocument order, List<? extends Shipment> shipments) {
        var text = new StringBuilder(order.notes() == null ? "" : order.notes());
        for (var shipment : shipments) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            text.append(marker(order, shipment)).append(paragraph(order, shipment));
        }
        return text.isEmpty() ? null : text.toString();
    }

    /** The day in Ljubljana on which a shipment left. */
    static LocalDate day(Shipment shipment) {
        return shipment.fulfilledAt().atZone(ZONE).toLocalDate();
    }

    private static String plain(BigDecimal quantity) {
        return quantity.stripTrailingZeros().toPlainString();
    }

    private static String shortened(String text) {
        return text.length() <= DOC_DESC ? text : text.substring(0, DOC_DESC);
    }
}
