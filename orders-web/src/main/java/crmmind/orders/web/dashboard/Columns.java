package crmmind.orders.web.dashboard;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart of columns, one beside the other, as wide as there are columns and 100 high: what {@code chart/columns.xhtml}
 * draws.
 *
 * @param columns from left to right
 * @param top what the upper edge stands for; a round number, and an even one as long as it counts pieces
 * @param labels what stands below, at the right end of equal parts of the width
 */
public record Columns(List<Column> columns, BigDecimal top, List<String> labels) implements Serializable {

    /** The share of its place that a column takes. */
    private static final BigDecimal WIDTH = new BigDecimal("0.72");

    private static final List<BigDecimal> ROUND = List.of(
            new BigDecimal("2"),
            new BigDecimal("4"),
            new BigDecimal("6"),
            new BigDecimal("8"),
            new BigDecimal("10"),
            new BigDecimal("20"));

    /** What a column is drawn from. */
    public record Value(BigDecimal amount, String text, String path) implements Serializable {}

    /**
     * A column.
     *
     * @param x its left edge
     * @param y its upper edge, from above
     * @param text what it says to who points at it
     * @param path where it leads
     */
    public record Column(BigDecimal x, BigDecimal y, BigDecimal height, String text, String path)
            implements Serializable {}

    /** Draws values; negative ones as nothing. */
    public static Columns of(List<Value> values, List<String> labels) {
        var highest = values.stream().map(Value::amount).reduce(BigDecimal.ZERO, BigDecimal::max);
        var top = top(highest);
        var columns = new ArrayList<Column>();
        for (var value : values) {
            var height = value.amount()
                    .max(BigDecimal.ZERO)
                    .multiply(BigDecimal.valueOf(100))
                    .divide(top, 2, RoundingMode.HALF_UP);
            columns.add(new Column(
                    BigDecimal.valueOf(columns.size())
                            .add(BigDecimal.ONE.subtract(WIDTH).divide(BigDecimal.valueOf(2))),
                    BigDecimal.valueOf(100).subtract(height),
                    height,
                    value.text(),
                    value.path()));
        }
        return new Columns(List.copyOf(columns), top, List.copyOf(labels));
    }

    /** The smallest round number that is not less. */
    static BigDecimal top(BigDecimal highest) {
        var unit = BigDecimal.ONE;
        while (highest.compareTo(unit.multiply(BigDecimal.TEN)) > 0) {
            unit = unit.multiply(BigDecimal.TEN);
        }
        for (var round : ROUND) {
            if (round.multiply(unit).compareTo(highest) >= 0) {
                return round.multiply(unit);
            }
        }
        throw new IllegalStateException("No round number above " + highest);
    }

    /** Half of {@link #top}. */
    public BigDecimal middle() {
        return top.divide(BigDecimal.valueOf(2));
    }

    /** The width of the picture. */
    public int width() {
        return columns.size();
    }

    /** The width of a column. */
    public BigDecimal columnWidth() {
        return WIDTH;
    }

    /** Whether there is nothing to see. */
    public boolean flat() {
        return columns.stream().allMatch(column -> column.height().signum() == 0);
    }
}
