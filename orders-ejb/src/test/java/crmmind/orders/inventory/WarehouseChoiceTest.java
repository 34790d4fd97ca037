package crmmind.orders.inventory;

import static crmmind.orders.inventory.AllocationStrategy.MOST_STOCK;
import static crmmind.orders.inventory.AllocationStrategy.PRIORITY;
import static crmmind.orders.inventory.AllocationStrategy.SINGLE_WAREHOUSE_FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.inventory.Allocations.Place;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WarehouseChoiceTest {

    /** Wanted: 4 of A and 2 of B. Stock of A and B in the first, second and third warehouse by rank. */
    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "PRIORITY, 4 2 / 9 9 / 9 9, first",
        "PRIORITY, 1 0 / 9 9 / 9 9, first",
        "PRIORITY, 0 0 / 0 1 / 9 9, second",
        "PRIORITY, -3 0 / 0 1 / 9 9, second",
        "PRIORITY, 0 0 / 0 0 / 0 0, first",
        "SINGLE_WAREHOUSE_FIRST, 3 2 / 4 2 / 9 9, second",
        "SINGLE_WAREHOUSE_FIRST, 4 2 / 4 2 / 9 9, first",
        "SINGLE_WAREHOUSE_FIRST, 0 0 / 1 0 / 3 2, second",
        "SINGLE_WAREHOUSE_FIRST, 0 0 / 0 0 / 0 0, first",
        "MOST_STOCK, 4 2 / 9 9 / 9 8, second",
        "MOST_STOCK, 3 2 / 100 0 / 4 1, first",
        "MOST_STOCK, 4 2 / 4 2 / 4 2, first",
        "MOST_STOCK, 0 0 / 0 0 / 0 1, third"
    })
    void chooses(AllocationStrategy strategy, String stock, String expected) {
        var choice = WarehouseChoice.of(
                strategy, List.of("first", "second", "third"), wanted("4", "2"), available(stock.split(" / ")));

        assertThat(choice.warehouse()).isEqualTo(expected);
    }

    @Test
    void says_what_the_chosen_one_lacks() {
        var choice = WarehouseChoice.of(
                PRIORITY, List.of("first", "second", "third"), wanted("4", "2.5"), available("1 0", "9 9", "9 9"));

        assertThat(choice.reason()).isEqualTo("priority: first, rank 1, lacks A 3, B 2.5");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MANUAL")
    void never_passes_over_a_warehouse_that_has_all_for_one_that_has_less(AllocationStrategy strategy) {
        var random = new Random();
        long seed = random.nextLong();
        random.setSeed(seed);
        for (int i = 0; i < 2000; i++) {
            var stock = new String[] {numbers(random), numbers(random), numbers(random)};
            var wanted = wanted(String.valueOf(1 + random.nextInt(5)), String.valueOf(1 + random.nextInt(5)));
            var places = available(stock);
            var marks = List.of("first", "second", "third");

            var choice = WarehouseChoice.of(strategy, marks, wanted, places).warehouse();

            assertThat(WarehouseChoice.of(strategy, marks, wanted, new HashMap<>(places))
                            .warehouse())
                    .as("seed %d, the same numbers", seed)
                    .isEqualTo(choice);
            var fits = marks.stream()
                    .filter(mark -> covered(mark, wanted, places).signum() >= 0)
                    .toList();
            if (!fits.isEmpty() && (strategy == SINGLE_WAREHOUSE_FIRST || strategy == MOST_STOCK)) {
                assertThat(fits).as("seed %d: %s of %s", seed, wanted, places).contains(choice);
            }
            if (!fits.isEmpty() && strategy == SINGLE_WAREHOUSE_FIRST) {
                assertThat(choice).as("seed %d", seed).isEqualTo(fits.get(0));
            }
        }
    }

    /** The smallest surplus over the products; negative if something lacks. */
    private static BigDecimal covered(
            String mark, SortedMap<String, BigDecimal> wanted, Map<Place, BigDecimal> places) {
        return wanted.entrySet().stream()
                .map(one -> places.getOrDefault(new Place(one.getKey(), mark), BigDecimal.ZERO)
                        .subtract(one.getValue()))
                .min(BigDecimal::compareTo)
                .orElseThrow();
    }

    private static String numbers(Random random) {
        return (random.nextInt(8) - 1) + " " + (random.nextInt(8) - 1);
    }

    private static SortedMap<String, BigDecimal> wanted(String a, String b) {
        return new TreeMap<>(Map.of("A", new BigDecimal(a), "B", new BigDecimal(b)));
    }

    private static Map<Place, BigDecimal> available(String... stock) {
        var places = new HashMap<Place, BigDecimal>();
        var marks = List.of("first", "second", "third");
        for (int i = 0; i < stock.length; i++) {
            var numbers = stock[i].split(" ");
            places.put(new Place("A", marks.get(i)), new BigDecimal(numbers[0]));
            places.put(new Place("B", marks.get(i)), new BigDecimal(numbers[1]));
        }
        return places;
    }
}
