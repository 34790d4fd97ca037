package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Decimals.cents;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;
import static java.math.RoundingMode.HALF_UP;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Settings;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sums of a document, worked out of its lines. Rounded half up to the cent. */
final class Totals {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Settings settings;
    private final Map<String, Sum> byTax = new LinkedHashMap<>();

    private static final class Sum {
        private final BigDecimal factor;
        private BigDecimal net = ZERO;
        private BigDecimal gross = ZERO;
        private BigDecimal unroundedNet = ZERO;
        private BigDecimal unroundedGross = ZERO;

        Sum(BigDecimal factor) {
            this.factor = factor;
        }
    }

    private Totals(Settings settings) {
        this.settings = settings;
    }

    /** Writes {@code sum_basic} to {@code sum_all} into a document's content, or removes them when it has no lines. */
    static void write(ObjectNode content, Settings settings) {
        content.properties().removeIf(field -> field.getKey().startsWith("sum_"));
        var lines = Fields.objects(content, "product_list");
        if (lines.isEmpty()) {
            return;
        }
        var totals = new Totals(settings);
        lines.forEach(totals::add);
        totals.round();
        var gross = totals.gross();
        var discount = number(content, "_discount_percent")
                .map(percent -> gross.multiply(percent).divide(HUNDRED, 2, HALF_UP))
                .or(() -> number(content, "discount_value"))
                .orElse(ZERO);
        if (discount.signum() != 0) {
            totals.takeOff(cents(discount));
            content.put("discount_value", Decimals.dot(discount));
        }
        totals.write(content, discount);
    }

    /** The gross total of a document; zero when it has no lines. */
    static BigDecimal gross(ObjectNode content) {
        return number(content, "sum_all").orElse(ZERO);
    }

    /** The factor a chain of percentages leaves: {@code "10;20"} leaves 0.72. */
    static BigDecimal afterDiscount(@Nullable String chain) {
        var factor = ONE;
        if (chain != null) {
            for (var percent : chain.split(";")) {
                var value = Decimals.read(percent).orElse(ZERO);
                factor = factor.multiply(ONE.subtract(value.divide(HUNDRED, 10, HALF_UP)));
            }
        }
        return factor;
    }

    private void add(ObjectNode line) {
        var tax = Fields.text(line, "tax", "");
        var factor = settings.taxFactor(tax).orElse(ZERO);
        var sum = byTax.computeIfAbsent(tax, code -> new Sum(factor));
        var amount = number(line, "amount").orElse(ZERO).multiply(afterDiscount(Fields.text(line, "discount")));
        var withTax = number(line, "price_with_tax");
        if (withTax.isPresent()) {
            var gross = amount.multiply(withTax.get());
            sum.unroundedGross = sum.unroundedGross.add(gross);
            sum.gross = sum.gross.add(cents(gross));
            sum.net = sum.net.add(withoutTax(cents(gross), factor));
        } else {
            var net = amount.multiply(number(line, "price").orElse(ZERO));
            sum.unroundedNet = sum.unroundedNet.add(net);
            sum.net = sum.net.add(cents(net));
            sum.gross = sum.gross.add(cents(net)).add(cents(cents(net).multiply(factor)));
        }
    }

    private void round() {
        if (settings.text("totalsRounding").equals("tax")) {
            for (var sum : byTax.values()) {
                var net = cents(sum.unroundedNet);
                var gross = cents(sum.unroundedGross);
                sum.net = net.add(withoutTax(gross, sum.factor));
                sum.gross = gross.add(net).add(cents(sum.unroundedNet.multiply(sum.factor)));
            }
        }
    }

    /** A discount on the gross total is shared among the taxes by their part of it. */
    private void takeOff(BigDecimal discount) {
        var gross = gross();
        if (gross.signum() == 0) {
            return;
        }
        var left = discount;
        var sums = new ArrayList<>(byTax.values());
        for (var i = 0; i < sums.size(); i++) {
            var sum = sums.get(i);
            var share =
                    i == sums.size() - 1 ? left : discount.multiply(sum.gross).divide(gross, 2, HALF_UP);
            left = left.subtract(share);
            sum.gross = sum.gross.subtract(share);
            sum.net = withoutTax(sum.gross, sum.factor);
        }
    }

    private static BigDecimal withoutTax(BigDecimal gross, BigDecimal factor) {
        return gross.divide(ONE.add(factor), 2, HALF_UP);
    }

    private BigDecimal gross() {
        return byTax.values().stream().map(sum -> sum.gross).reduce(ZERO, BigDecimal::add);
    }

    private void write(ObjectNode content, BigDecimal discount) {
        var net = byTax.values().stream().map(sum -> sum.net).reduce(ZERO, BigDecimal::add);
        content.put("sum_basic", Decimals.dot(net));
        if (discount.signum() != 0) {
            content.put("sum_discount", Decimals.dot(cents(discount)));
        }
        byTax.forEach((code, sum) -> {
            if (!code.isEmpty()) {
                content.put("sum_tax_" + code.toLowerCase(Locale.ROOT), Decimals.dot(sum.gross.subtract(sum.net)));
            }
        });
        var gross = gross();
        number(content, "_prepayment_percent")
                .map(percent -> gross.multiply(percent).divide(HUNDRED, 2, HALF_UP))
                .or(() -> number(content, "prepayment_value"))
                .ifPresent(prepayment -> content.put("sum_prepayment", Decimals.dot(cents(prepayment))));
        content.put("sum_all", Decimals.dot(gross));
    }

    static Optional<BigDecimal> number(ObjectNode object, String name) {
        return Decimals.read(Fields.text(object, name));
    }
}
