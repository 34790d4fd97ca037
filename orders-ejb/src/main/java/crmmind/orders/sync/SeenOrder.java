package crmmind.orders.sync;

import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SeenThere;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an order that are watched in Metakocka, as text that can be compared and shown. Pure translation. Notes
 * are not watched: the desk writes into them itself.
 */
final class SeenOrder {

    static final String STATUS = "status";
    static final String LINES = "lines";
    static final String TOTAL = "total";
    static final String CUSTOMER = "customer";
    static final String WAREHOUSE = "warehouse";
    static final String CARRIER = "carrier";

    /** Facts Metakocka alone decides. */
    static final String PAID = "paid";

    static final String PAPERS = "papers";
    static final String TRACKING = "tracking";

    /** What both sides decide: a change there that is not what stands here needs a person. */
    static final List<String> SHARED = List.of(STATUS, LINES, TOTAL, CUSTOMER, WAREHOUSE, CARRIER);

    private static final Pattern LINE = Pattern.compile("(\\d+(?:\\.\\d+)?) × (.+)");

    private SeenOrder() {}

    /** What Metakocka shows. */
    static SeenThere of(SalesOrderDocument there) {
        var fields = new TreeMap<String, String>();
        fields.put(STATUS, text(there.statusCode() == null ? there.statusName() : there.statusCode()));
        fields.put(LINES, lines(there));
        fields.put(TOTAL, amount(there.sums().all()));
        fields.put(
                CUSTOMER, text(there.partner() == null ? null : there.partner().customer()));
        fields.put(WAREHOUSE, text(there.warehouse()));
        fields.put(CARRIER, text(there.deliveryType()));
        var paid = there.sums().paid();
        fields.put(PAID, amount(paid == null ? BigDecimal.ZERO : paid));
        fields.put(
                PAPERS, there.docLinks().stream().map(SeenOrder::paper).sorted().collect(Collectors.joining(", ")));
        fields.put(TRACKING, text(there.trackingCode()));
        return new SeenThere(fields, List.of());
    }

    /** What the desk has of the shared fields, but for the status, whose words are not the same. */
    static Map<String, String> here(SalesDocument order) {
        return Map.of(
                LINES,
                lines(order),
                TOTAL,
                amount(order.totalAmount()),
                CUSTOMER,
                text(order.customer().name()),
                WAREHOUSE,
                text(order.warehouse()),
                CARRIER,
                text(order.shippingMethod()));
    }

    private static String lines(SalesOrderDocument there) {
        var quantities = new TreeMap<String, BigDecimal>();
        there.lines().stream()
                .filter(line -> line.amount().signum() != 0)
                .forEach(line -> quantities.merge(text(line.code()), line.amount(), BigDecimal::add));
        return shown(quantities);
    }

    private static String lines(SalesDocument order) {
        var quantities = new TreeMap<String, BigDecimal>();
        order.items().stream()
                .filter(item -> item.quantity().compareTo(item.cancelledQuantity()) > 0)
                .forEach(item -> quantities.merge(
                        item.productCode(), item.quantity().subtract(item.cancelledQuantity()), BigDecimal::add));
        return shown(quantities);
    }

    private static String shown(Map<String, BigDecimal> quantities) {
        return quantities.entrySet().stream()
                .map(line -> plain(line.getValue()) + " × " + line.getKey())
                .collect(Collectors.joining(", "));
    }

    /** The quantities by product that {@link #LINES} tells; empty where it is no such text, or tells one below 0. */
    static Optional<Map<String, BigDecimal>> quantities(String lines) {
        var quantities = new TreeMap<String, BigDecimal>();
        for (var line : lines.split(", ", -1)) {
            var told = LINE.matcher(line);
            if (!told.matches() || quantities.put(told.group(2), new BigDecimal(told.group(1))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(quantities);
    }

    private static String paper(LinkedDocument link) {
        return text(link.docType()) + " " + (link.countCode() == null ? link.mkId() : link.countCode());
    }

    private static String amount(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
