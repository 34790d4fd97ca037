package crmmind.orders.sync;

import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderDocument.Line;
import crmmind.metakocka.partner.Party;
import crmmind.orders.inventory.Product;
import crmmind.orders.order.ImportedOrder;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.ShippingAddress;
import crmmind.orders.sync.StatusWords.Meaning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order of Metakocka's in our words. Pure translation. Its amounts stay as Metakocka has them, to the cent: where it
 * keeps gross prices the net ones are derived with 6 decimals; cents by which the lines miss the document's sums, and a
 * discount on the whole document, are spread over the lines.
 */
final class MetakockaOrder {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private MetakockaOrder() {}

    /**
     * Translates.
     *
     * @param meanings of the company's status codes
     * @param products those of the lines, as far as they are known, by code
     * @param defaultWarehouse where the document names none
     * @param today where the document has no date
     */
    static ImportedOrder of(
            SalesOrderDocument there,
            Map<String, Meaning> meanings,
            Map<String, Product> products,
            String defaultWarehouse,
            LocalDate today) {
        var lines = lines(there, products);
        var code = there.statusCode();
        var meaning = code == null ? null : meanings.get(code);
        var status = meaning == null ? null : meaning.status();
        String review = null;
        if (code != null && (status == null || meaning == null || meaning.needsReview())) {
            review = "Metakocka's status " + code + " has no meaning here: assign one, or change it there";
        }
        if (lines.isEmpty()) {
            review = "The order has no lines in Metakocka";
        }
        var net = lines.stream().map(ImportedOrder.Line::netAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
        var tax = lines.stream().map(ImportedOrder.Line::taxAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
        var tracking =
                there.trackingCode() == null ? there.extraColumns().get("tracking_number") : there.trackingCode();
        return new ImportedOrder(
                there.mkId(),
                there.countCode(),
                there.buyerOrder(),
                code,
                status == null ? OrderStatus.CONFIRMED : status,
                review,
                customer(there.partner()),
                shipping(there.partner(), there.receiver()),
                there.currencyCode() == null ? "EUR" : there.currencyCode().toUpperCase(Locale.ROOT),
                there.warehouse() == null ? defaultWarehouse : there.warehouse(),
                there.deliveryType(),
                there.notes(),
                there.docDate() == null ? today : there.docDate(),
                lines,
                net,
                tax,
                tracking,
                there.shippedDate());
    }

    private static List<ImportedOrder.Line> lines(SalesOrderDocument there, Map<String, Product> products) {
        var lines = new ArrayList<ImportedOrder.Line>();
        for (var line : there.lines()) {
            if (line.amount().signum() != 0) {
                lines.add(line(line, line.code() == null ? null : products.get(line.code())));
            }
        }
        return spread(lines, there.sums().basic(), there.sums().all());
    }

    private static ImportedOrder.Line line(Line line, @Nullable Product product) {
        boolean negative = line.amount().signum() < 0; // a credit line: fewer goods there, a lower price here
        var quantity = line.amount().abs().setScale(3, RoundingMode.HALF_UP);
        var rate = rate(line, product);
        var factor = BigDecimal.ONE.add(rate.movePointLeft(2));
        var gross = line.priceWithTax();
        var net = line.price();
        if (net == null) {
            net = gross == null ? BigDecimal.ZERO : gross.divide(factor, 6, RoundingMode.HALF_UP);
        }
        var left = left(line.discount());
        BigDecimal lineNet;
        BigDecimal lineTax;
        if (line.price() == null && gross != null) {
            var total = quantity.multiply(gross).multiply(left).setScale(2, RoundingMode.HALF_UP);
            lineNet = total.divide(factor, 2, RoundingMode.HALF_UP);
            lineTax = total.subtract(lineNet);
        } else {
            lineNet = quantity.multiply(net).multiply(left).setScale(2, RoundingMode.HALF_UP);
            lineTax = lineNet.multiply(rate).divide(HUNDRED, 2, RoundingMode.HALF_UP);
        }
        var name = line.docDesc() == null ? line.name() : line.docDesc();
        var code = line.code() == null || line.code().isBlank() ? String.valueOf(line.productMkId()) : line.code();
        return new ImportedOrder.Line(
                code,
                name == null ? code : name,
                product != null && product.service(),
                quantity,
                sign(negative, net.setScale(6, RoundingMode.HALF_UP)),
                gross == null || line.price() != null ? null : sign(negative, gross.setScale(6, RoundingMode.HALF_UP)),
                HUNDRED.subtract(left.multiply(HUNDRED)).setScale(6, RoundingMode.HALF_UP),
                rate,
                sign(negative, lineNet),
                sign(negative, lineTax),
                line.mkRowId());
    }

    private static BigDecimal sign(boolean negative, BigDecimal amount) {
        return negative ? amount.negate() : amount;
    }

    private static BigDecimal rate(Line line, @Nullable Product product) {
        if (line.taxFactor() != null) {
            return line.taxFactor().movePointRight(2).setScale(3, RoundingMode.HALF_UP);
        }
        if (product != null && product.taxRate() != null) {
            return product.taxRate();
        }
        if (line.price() != null && line.priceWithTax() != null && line.price().signum() != 0) {
            return line.priceWithTax()
                    .divide(line.price(), 6, RoundingMode.HALF_UP)
                    .subtract(BigDecimal.ONE)
                    .movePointRight(2)
                    .setScale(1, RoundingMode.HALF_UP);
        }
        return BigDecimal.ZERO;
    }

    /** What a discount leaves, as a factor; a chain like {@code 10;20} leaves 0.72. */
    private static BigDecimal left(@Nullable String discount) {
        var left = BigDecimal.ONE;
        if (discount == null || discount.isBlank()) {
            return left;
        }
        for (var part : discount.split(";")) {
            var percent = new BigDecimal(part.trim().replace(',', '.'));
            left = left.multiply(HUNDRED.subtract(percent)).divide(HUNDRED, 10, RoundingMode.HALF_UP);
        }
        return left;
    }

    /**
     * Brings the lines' sums to the document's: what is missing goes over the lines by their size, the rest to the
     * largest.
     */
    private static List<ImportedOrder.Line> spread(
            List<ImportedOrder.Line> lines, @Nullable BigDecimal basic, @Nullable BigDecimal all) {
        if (lines.isEmpty() || all == null) {
            return lines;
        }
        var net = lines.stream().map(ImportedOrder.Line::netAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
        var tax = lines.stream().map(ImportedOrder.Line::taxAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
        var total = net.add(tax);
        // sum_basic is before a discount on the whole document: it counts where it fits the total
        boolean basicFits = basic != null && basic.subtract(net).abs().compareTo(BigDecimal.ONE) < 0;
        var wantedNet = basic != null && basicFits
                ? basic
                : total.signum() == 0 ? all : all.multiply(net).divide(total, 2, RoundingMode.HALF_UP);
        var netShares = shares(lines.stream().map(ImportedOrder.Line::netAmount).toList(), wantedNet.subtract(net));
        var taxShares = shares(
                lines.stream().map(ImportedOrder.Line::taxAmount).toList(),
                all.subtract(wantedNet).subtract(tax));
        return IntStream.range(0, lines.size())
                .mapToObj(i -> {
                    var line = lines.get(i);
                    return new ImportedOrder.Line(
                            line.productCode(),
                            line.description(),
                            line.service(),
                            line.quantity(),
                            line.unitPrice(),
                            line.grossUnitPrice(),
                            line.discountPercent(),
                            line.taxRate(),
                            line.netAmount().add(netShares.get(i)),
                            line.taxAmount().add(taxShares.get(i)),
                            line.metakockaRowId());
                })
                .toList();
    }

    private static List<BigDecimal> shares(List<BigDecimal> sizes, BigDecimal missing) {
        var sum = sizes.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var shares = new ArrayList<BigDecimal>();
        for (var size : sizes) {
            shares.add(
                    sum.signum() == 0
                            ? BigDecimal.ZERO.setScale(2)
                            : missing.multiply(size).divide(sum, 2, RoundingMode.DOWN));
        }
        var rest = missing.subtract(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        int largest = IntStream.range(0, sizes.size())
                .boxed()
                .max(Comparator.comparing(i -> sizes.get(i).abs()))
                .orElseThrow();
        shares.set(largest, shares.get(largest).add(rest));
        return shares;
    }

    private static CustomerData customer(@Nullable Party party) {
        if (party == null) {
            return new CustomerData("?", null, null, null, null);
        }
        var contact = party.contact();
        return new CustomerData(
                party.customer(),
                contact == null ? null : contact.email(),
                contact == null ? null : contact.phone() == null ? contact.gsm() : contact.phone(),
                party.taxIdNumber(),
                address(party));
    }

    private static @Nullable PostalAddress address(Party party) {
        return party.street() == null && party.postNumber() == null && party.place() == null
                ? null
                : new PostalAddress(party.street(), party.postNumber(), party.place(), party.countryIso2());
    }

    private static @Nullable ShippingAddress shipping(@Nullable Party partner, @Nullable Party receiver) {
        if (receiver == null
                || (partner != null
                        && partner.customer().equals(receiver.customer())
                        && java.util.Objects.equals(address(partner), address(receiver)))) {
            return null;
        }
        return new ShippingAddress(
                receiver.customer(),
                receiver.street(),
                receiver.postNumber(),
                receiver.place(),
                receiver.countryIso2());
    }
}
