package crmmind.metakocka.ledger;

import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.NewSalesOrder;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.wire.ValueFormats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what was sent with what Metakocka stored: it replaces and drops values without a word. */
final class SalesOrderComparison {

    private SalesOrderComparison() {}

    /** Where the stored order differs from the wished one. */
    static List<Difference> differences(NewSalesOrder sent, @Nullable String partnerMkId, SalesOrderDocument stored) {
        var differences = new ArrayList<Difference>();
        text(differences, "buyer_order", sent.buyerOrder(), stored.buyerOrder());
        if (sent.warehouse() != null) {
            text(differences, "warehouse", sent.warehouse(), stored.warehouse());
        }
        if (sent.deliveryType() != null) {
            text(differences, "delivery_type", sent.deliveryType(), stored.deliveryType());
        }
        if (sent.statusCode() != null && stored.statusCode() != null) {
            text(differences, "status_code", sent.statusCode(), stored.statusCode());
        }
        var storedPartner = stored.partner();
        if (partnerMkId != null && storedPartner != null && storedPartner.mkId() != null) {
            text(differences, "partner", partnerMkId, storedPartner.mkId());
        }
        lines(differences, sent.lines(), stored.lines());
        if (sent.expectedTotal() != null) {
            number(
                    differences,
                    "sum_all",
                    sent.expectedTotal(),
                    stored.sums().all() == null
                            ? BigDecimal.ZERO
                            : stored.sums().all());
        }
        return differences;
    }

    /** Whether an order that does not name its maker is so like the wished one that it must be it. */
    static boolean mustBe(
            NewSalesOrder sent, @Nullable String partnerMkId, String customer, SalesOrderDocument stored) {
        var lineDifferences = new ArrayList<Difference>();
        lines(lineDifferences, sent.lines(), stored.lines());
        var party = stored.partner();
        boolean samePartner = party != null
                && (Objects.equals(party.mkId(), partnerMkId) || PartnerResolution.same(party.customer(), customer));
        var wanted = sent.expectedTotal();
        var total = stored.sums().all();
        boolean sameTotal = wanted == null || (total != null && total.compareTo(wanted) == 0);
        return samePartner && sameTotal && lineDifferences.isEmpty();
    }

    private static void lines(
            List<Difference> differences, List<SalesOrderLine> sent, List<SalesOrderDocument.Line> stored) {
        if (sent.size() != stored.size()) {
            differences.add(new Difference("lines", Integer.toString(sent.size()), Integer.toString(stored.size())));
            return;
        }
        // Metakocka does not promise the order of lines
        var wished = sent.stream()
                .sorted(Comparator.comparing(SalesOrderLine::code).thenComparing(SalesOrderLine::amount))
                .toList();
        var there = stored.stream()
                .sorted(Comparator.comparing((SalesOrderDocument.Line line) -> line.code() == null ? "" : line.code())
                        .thenComparing(SalesOrderDocument.Line::amount))
                .toList();
        for (int i = 0; i < wished.size(); i++) {
            text(
                    differences,
                    "lines[" + i + "].code",
                    wished.get(i).code(),
                    there.get(i).code());
            number(
                    differences,
                    "lines[" + i + "].amount",
                    wished.get(i).amount(),
                    there.get(i).amount());
        }
    }

    private static void text(
            List<Difference> differences, String field, @Nullable String sent, @Nullable String stored) {
        if (!PartnerResolution.same(sent, stored)) {
            differences.add(new Difference(field, sent, stored));
        }
    }

    private static void number(List<Difference> differences, String field, BigDecimal sent, BigDecimal stored) {
        if (sent.compareTo(stored) != 0) {
            differences.add(new Difference(field, ValueFormats.decimal(sent), ValueFormats.decimal(stored)));
        }
    }
}
