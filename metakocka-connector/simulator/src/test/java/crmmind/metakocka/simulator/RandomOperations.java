package crmmind.metakocka.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Operations as a desk, a warehouse and an accountant would send them, at random, done to both. */
final class RandomOperations {
    private final CompanyModel model;
    private final Random random;
    private final Map<String, Integer> weights = new LinkedHashMap<>();
    private final Map<String, Runnable> operations = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    RandomOperations(DifferentialCompany company, Random random) {
        var orders = new RandomOrders(company, random);
        var papers = new RandomPapers(company, random);
        this.model = company.model;
        this.random = random;
        add(18, "put order", orders::putOrder);
        add(4, "put wrong order", orders::putWrongOrder);
        add(5, "replace order", orders::replace);
        add(8, "update head", orders::updateHead);
        add(8, "add line", orders::addLine);
        add(8, "change line", orders::changeLine);
        add(4, "delete line", orders::deleteLine);
        add(5, "remove product", orders::removeProduct);
        add(12, "change status", orders::changeStatus);
        add(2, "change several", orders::changeSeveral);
        add(2, "wrong status", orders::wrongStatus);
        add(2, "mark shipped", orders::markShipped);
        add(10, "pack", papers::pack);
        add(4, "repack", papers::repack);
        add(3, "unpack", papers::unpack);
        add(5, "invoice", orders::invoice);
        add(1, "invoice without order", papers::invoiceAlone);
        add(2, "credit", papers::credit);
        add(2, "receive goods", papers::receive);
        add(4, "delete order", orders::delete);
        add(4, "track", orders::track);
        add(4, "pay", orders::pay);
        add(3, "search reference", () -> company.compareReference(orders.order()));
    }

    private void add(int weight, String name, Runnable operation) {
        weights.put(name, weight);
        operations.put(name, operation);
    }

    /** Does one operation to both and answers its name. */
    String next() {
        var die = random.nextInt(
                weights.values().stream().mapToInt(Integer::intValue).sum());
        if (model.live().isEmpty()) {
            die = 0;
        }
        for (var entry : weights.entrySet()) {
            die -= entry.getValue();
            if (die < 0) {
                counts.merge(entry.getKey(), 1, Integer::sum);
                operations.getOrDefault(entry.getKey(), () -> {}).run();
                return entry.getKey();
            }
        }
        throw new IllegalStateException("no operation");
    }

    Map<String, Integer> counts() {
        return counts;
    }
}
