package crmmind.orders.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What one line costs, in the order's currency, to the cent, rounded half up: net = quantity · price · (1 − discount),
 * tax = net · rate, each rounded once.
 *
 * @param net without VAT
 * @param tax the VAT
 */
public record LineAmounts(BigDecimal net, BigDecimal tax) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * Computes a line.
     *
     * @param unitPrice net price of one unit, up to 6 decimals
     * @param discountPercent 0 to 100
     * @param taxRate VAT in percent, 22 for 22 %
     */
    public static LineAmounts of(
            BigDecimal quantity, BigDecimal unitPrice, BigDecimal discountPercent, BigDecimal taxRate) {
        var net = quantity.multiply(unitPrice)
                .multiply(HUNDRED.subtract(discountPercent))
                .divide(HUNDRED)
                .setScale(2, RoundingMode.HALF_UP);
        var tax = net.multiply(taxRate).divide(HUNDRED).setScale(2, RoundingMode.HALF_UP);
        return new LineAmounts(net, tax);
    }

    /** Net and tax together. */
    public BigDecimal total() {
        return net.add(tax);
    }
}
