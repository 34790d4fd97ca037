package crmmind.orders.sync;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderRow;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.sync.Harvest.Consequence;
import crmmind.orders.sync.Harvest.Seen;
import crmmind.orders.sync.Harvest.StatusFound;
import crmmind.orders.sync.StatusWords.Meaning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learns a company's registers from its newest orders: short rows count the status labels, the newest hundred documents
 * give codes, carriers and taxes, and for a label none of them has one more document is read.
 */
final class OrderHarvest {

    private static final int PAGE = 100;
    private static final int SINGLE_READS = 20;
    /** Stands for "no label" as a key. */
    private static final String NONE = "";

    private final Metakocka metakocka;
    private final Map<String, Meaning> meanings;

    /** @param meanings of the codes the desk knows */
    OrderHarvest(Metakocka metakocka, Map<String, Meaning> meanings) {
        this.metakocka = metakocka;
        this.meanings = meanings;
    }

    /** Looks at this many orders, newest first. */
    Harvest of(int orders, Instant now) {
        var rows = new ArrayList<SalesOrderRow>();
        int total;
        boolean more;
        do {
            var page = metakocka.searchSalesOrders(
                    SalesOrderSearch.all(true), Math.min(PAGE, orders - rows.size()), rows.size());
            rows.addAll(page.rows());
            total = page.total();
            more = page.hasMore();
        } while (more && rows.size() < orders);
        var documents = rows.isEmpty()
                ? List.<SalesOrderDocument>of()
                : metakocka
                        .searchSalesOrderDocuments(SalesOrderSearch.all(true), Math.min(PAGE, orders), 0)
                        .rows();
        return new Harvest(
                now,
                rows.size(),
                total,
                documents.size(),
                statuses(rows, codes(rows, documents)),
                seen(documents.stream().map(SalesOrderDocument::deliveryType)),
                seen(documents.stream().flatMap(OrderHarvest::taxes)),
                seen(documents.stream().map(SalesOrderDocument::warehouse)),
                documents.stream()
                        .map(SalesOrderDocument::buyerOrder)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Label to code, as far as documents show codes. */
    private Map<String, String> codes(List<SalesOrderRow> rows, List<SalesOrderDocument> documents) {
        var codes = new HashMap<String, String>();
        var looked = new HashSet<String>();
        documents.forEach(there -> learn(codes, looked, there));
        int reads = 0;
        for (var row : rows) {
            if (reads < SINGLE_READS && row.statusName() != null && looked.add(row.statusName())) {
                reads++;
                metakocka.getSalesOrder(row.mkId()).ifPresent(there -> learn(codes, looked, there));
            }
        }
        return codes;
    }

    private static void learn(Map<String, String> codes, Set<String> looked, SalesOrderDocument there) {
        if (there.statusName() != null) {
            looked.add(there.statusName());
            if (there.statusCode() != null) {
                codes.putIfAbsent(there.statusName(), there.statusCode());
            }
        }
    }

    private List<StatusFound> statuses(List<SalesOrderRow> rows, Map<String, String> codes) {
        var counts = new LinkedHashMap<String, Integer>();
        rows.forEach(row -> counts.merge(row.statusName() == null ? NONE : row.statusName(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> status(entry.getKey().equals(NONE) ? null : entry.getKey(), entry.getValue(), codes))
                .sorted(Comparator.comparing(StatusFound::count).reversed())
                .toList();
    }

    private StatusFound status(@Nullable String label, int count, Map<String, String> codes) {
        var code = label == null ? null : codes.get(label);
        if (code == null) {
            return new StatusFound(null, label, count, null, Consequence.NO_CODE);
        }
        var meaning = meanings.get(code);
        var status = Optional.ofNullable(meaning).map(Meaning::status).map(OrderStatus::code);
        if (meaning == null || status.isEmpty()) {
            return new StatusFound(code, label, count, null, Consequence.UNMAPPED);
        }
        return new StatusFound(
                code,
                label,
                count,
                status.get(),
                meaning.needsReview() ? Consequence.MAPPED_FOR_REVIEW : Consequence.MAPPED);
    }

    /** The taxes of an order, each once: code, or factor where no code is shown, or both as {@code EX4 = 0.22}. */
    private static Stream<String> taxes(SalesOrderDocument there) {
        return there.lines().stream()
                .map(OrderHarvest::tax)
                .filter(Objects::nonNull)
                .distinct();
    }

    private static @Nullable String tax(SalesOrderDocument.Line line) {
        var factor = line.taxFactor() == null
                ? null
                : line.taxFactor().stripTrailingZeros().toPlainString();
        if (line.tax() == null) {
            return factor;
        }
        return factor == null ? line.tax() : line.tax() + " = " + factor;
    }

    private static List<Seen> seen(Stream<? extends @Nullable String> values) {
        var counts = new LinkedHashMap<String, Integer>();
        values.forEach(value -> {
            if (value != null && !value.isBlank()) {
                counts.merge(value, 1, Integer::sum);
            }
        });
        return counts.entrySet().stream()
                .map(entry -> new Seen(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Seen::count).reversed())
                .toList();
    }
}
