package crmmind.orders.sync;

import crmmind.orders.shared.Sentence;
import crmmind.orders.sync.ConnectionChecks.WarehouseFound;
import crmmind.orders.sync.DeskVocabulary.TaxRate;
import crmmind.orders.sync.DeskVocabulary.Used;
import crmmind.orders.sync.DeskVocabulary.Vocabulary;
import crmmind.orders.sync.Finding.About;
import crmmind.orders.sync.Finding.Verdict;
import crmmind.orders.sync.Harvest.Seen;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges the values the desk uses against what Metakocka was seen to have. Pure judgement. */
final class SettingsReview {

    private final Vocabulary desk;
    private final boolean live;
    private final Map<String, WarehouseFound> warehouses = new LinkedHashMap<>();
    private final @Nullable Harvest harvest;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param live the warehouses Metakocka listed just now; empty where it was not asked, then those read last count
     * @param harvest null where none was made
     */
    SettingsReview(Vocabulary desk, List<WarehouseFound> live, @Nullable Harvest harvest) {
        this.desk = desk;
        this.live = !live.isEmpty();
        this.harvest = harvest;
        live.forEach(there -> warehouses.put(there.mark(), there));
        if (!this.live) {
            desk.knownWarehouses()
                    .forEach(known -> warehouses.put(
                            known.mark(),
                            new WarehouseFound(known.mark(), known.name(), "", known.main(), known.active())));
        }
    }

    /**
     * One for each value.
     *
     * @param unknownNumbers references in Metakocka that look like ours and are not
     */
    List<Finding> findings(String fulfillmentMode, String numberPrefix, List<String> unknownNumbers) {
        fulfilment(fulfillmentMode);
        defaultWarehouse();
        desk.warehouses().forEach(this::warehouse);
        desk.statuses().forEach(this::status);
        desk.carriers().forEach(this::carrier);
        desk.taxes().forEach(this::tax);
        reference(numberPrefix, unknownNumbers);
        return List.copyOf(findings);
    }

    private void fulfilment(String mode) {
        if (!EffectiveSettings.FULFILLMENT_MODES.contains(mode)) {
            add(About.FULFILMENT, mode, Verdict.WRONG, Sentence.of("review.mode.unknown"));
            return;
        }
        add(About.FULFILMENT, mode, Verdict.UNKNOWN, Sentence.of("review.mode." + mode));
    }

    private void defaultWarehouse() {
        var mark = desk.defaultWarehouse();
        if (mark != null) {
            judge(mark, Sentence.of("review.default"));
            return;
        }
        var main = warehouses.values().stream().filter(WarehouseFound::main).findFirst();
        if (main.isPresent()) {
            judge(main.get().mark(), Sentence.of("review.default.main"));
        } else {
            add(About.WAREHOUSE, "–", Verdict.WRONG, Sentence.of("review.default.none"));
        }
    }

    private void warehouse(Used used) {
        judge(used.value(), Sentence.of("review.open-orders", used.orders()));
    }

    private void judge(String mark, Sentence use) {
        var there = warehouses.get(mark);
        var asked = live ? "" : ".last";
        if (there == null) {
            add(About.WAREHOUSE, mark, Verdict.WRONG, use, Sentence.of("review.warehouse.absent" + asked));
        } else if (!there.active()) {
            add(
                    About.WAREHOUSE,
                    mark,
                    Verdict.DOUBTFUL,
                    use,
                    Sentence.of("review.warehouse.inactive" + asked, there.name()));
        } else {
            add(About.WAREHOUSE, mark, Verdict.GOOD, use, Sentence.of("review.warehouse.active" + asked, there.name()));
        }
    }

    private void status(DeskVocabulary.SentStatus sent) {
        var code = sent.code();
        if (code == null) {
            add(About.STATUS, sent.status(), Verdict.WRONG, Sentence.of("review.status.none"));
            return;
        }
        var count = harvest == null
                ? 0
                : harvest.statuses().stream()
                        .filter(status -> code.equals(status.code()))
                        .mapToInt(Harvest.StatusFound::count)
                        .sum();
        if (count > 0) {
            add(About.STATUS, code, Verdict.GOOD, Sentence.of("review.status.sent", sent.status()), seen(count));
        } else {
            add(
                    About.STATUS,
                    code,
                    Verdict.UNKNOWN,
                    Sentence.of("review.status.sent", sent.status()),
                    unseen(),
                    Sentence.of("review.status.refused"));
        }
    }

    private void carrier(Used used) {
        var use = Sentence.of("review.orders", used.orders());
        var count = count(harvest == null ? List.of() : harvest.carriers(), used.value()::equalsIgnoreCase);
        if (count > 0) {
            add(About.CARRIER, used.value(), Verdict.GOOD, use, seen(count));
        } else {
            add(
                    About.CARRIER,
                    used.value(),
                    harvest == null ? Verdict.UNKNOWN : Verdict.DOUBTFUL,
                    use,
                    unseen(),
                    Sentence.of("review.carrier.dropped"));
        }
    }

    private void tax(TaxRate tax) {
        var rate = plain(tax.rate()) + " %";
        var use = Sentence.of("review.open-orders", tax.orders());
        var factor = plain(tax.rate().movePointLeft(2));
        if (tax.codes() != null) {
            add(About.TAX, rate, Verdict.GOOD, use, Sentence.of("review.tax.code", tax.codes(), factor));
            return;
        }
        var count = count(
                harvest == null ? List.of() : harvest.taxes(),
                value -> value.equals(factor) || value.endsWith(" = " + factor));
        add(
                About.TAX,
                rate,
                count > 0 ? Verdict.GOOD : harvest == null ? Verdict.UNKNOWN : Verdict.DOUBTFUL,
                use,
                Sentence.of("review.tax.factor", factor),
                count > 0 ? seen(count) : unseen());
    }

    private void reference(String prefix, List<String> unknownNumbers) {
        if (harvest == null) {
            add(About.REFERENCE, prefix, Verdict.UNKNOWN, Sentence.of("review.prefix"), unseen());
        } else if (unknownNumbers.isEmpty()) {
            add(
                    About.REFERENCE,
                    prefix,
                    Verdict.GOOD,
                    Sentence.of("review.prefix"),
                    Sentence.of("review.prefix.free", harvest.documents()));
        } else {
            add(About.REFERENCE, prefix, Verdict.WRONG, Sentence.of("review.prefix.taken", unknownNumbers.get(0)));
        }
    }

    private void add(About about, String value, Verdict verdict, Sentence... sentences) {
        findings.add(new Finding(about, value, verdict, List.of(sentences)));
    }

    private Sentence unseen() {
        return harvest == null ? Sentence.of("review.unasked") : Sentence.of("review.unseen", harvest.orders());
    }

    private static Sentence seen(int count) {
        return Sentence.of("review.seen", count);
    }

    private static int count(List<Seen> values, Predicate<String> wanted) {
        return values.stream()
                .filter(seen -> wanted.test(seen.value()))
                .mapToInt(Seen::count)
                .sum();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
