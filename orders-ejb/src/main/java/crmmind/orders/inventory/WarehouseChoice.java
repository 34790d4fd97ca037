package crmmind.orders.inventory;

import crmmind.orders.inventory.Allocations.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which warehouse an order is served from, and why. The same numbers always give the same choice.
 *
 * @param warehouse its mark
 * @param reason one line a person can check, with its rank and what it covers
 */
public record WarehouseChoice(String warehouse, String reason) {

    /** A warehouse measured against what was ordered. */
    private record Measured(String mark, int rank, BigDecimal covered, BigDecimal left, List<String> lacking) {

        boolean all() {
            return lacking.isEmpty();
        }

        boolean any() {
            return covered.signum() > 0;
        }
    }

    /**
     * Chooses.
     *
     * @param strategy not MANUAL
     * @param candidates the marks to choose from, by rank; at least one
     * @param wanted how much of each product, summed over the lines
     * @param available what each place has for new orders; a missing one has nothing
     */
    public static WarehouseChoice of(
            AllocationStrategy strategy,
            List<String> candidates,
            SortedMap<String, BigDecimal> wanted,
            Map<Place, BigDecimal> available) {
        var measured = new ArrayList<Measured>();
        for (var mark : candidates) {
            measured.add(measure(mark, measured.size() + 1, wanted, available));
        }
        var chosen = switch (strategy) {
            case MANUAL -> throw new IllegalArgumentException("Nothing is chosen by hand");
            case PRIORITY -> firstWithAny(measured);
            case SINGLE_WAREHOUSE_FIRST ->
                measured.stream().filter(Measured::all).findFirst().orElseGet(() -> firstWithAny(measured));
            case MOST_STOCK ->
                measured.stream()
                        .max(Comparator.comparing(Measured::covered)
                                .thenComparing(Measured::left)
                                .thenComparing(Measured::rank, Comparator.reverseOrder()))
                        .orElseThrow();
        };
        return new WarehouseChoice(chosen.mark, reason(strategy, chosen));
    }

    private static Measured firstWithAny(List<Measured> measured) {
        return measured.stream().filter(Measured::any).findFirst().orElse(measured.get(0));
    }

    private static Measured measure(
            String mark, int rank, SortedMap<String, BigDecimal> wanted, Map<Place, BigDecimal> available) {
        var covered = BigDecimal.ZERO;
        var left = BigDecimal.ZERO;
        var lacking = new ArrayList<String>();
        for (var one : wanted.entrySet()) {
            var there = available.getOrDefault(new Place(one.getKey(), mark), BigDecimal.ZERO);
            var part = there.max(BigDecimal.ZERO).min(one.getValue());
            covered = covered.add(part);
            left = left.add(there.max(BigDecimal.ZERO).subtract(part));
            if (part.compareTo(one.getValue()) < 0) {
                lacking.add(one.getKey() + " " + plain(one.getValue().subtract(part)));
            }
        }
        return new Measured(mark, rank, covered, left, lacking);
    }

    private static String reason(AllocationStrategy strategy, Measured chosen) {
        return strategy.code() + ": " + chosen.mark + ", rank " + chosen.rank
                + (chosen.all() ? ", has all of it" : ", lacks " + String.join(", ", chosen.lacking));
    }

    private static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
