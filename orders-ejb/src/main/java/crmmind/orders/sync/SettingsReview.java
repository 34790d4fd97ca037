package crmmind.orders.sync;

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
            add(
                    About.FULFILMENT,
                    mode,
                    Verdict.WRONG,
                    "There is no such mode: metakocka.fulfillment-mode is status, packing_list or invoice");
            return;
        }
        add(
                About.FULFILMENT,
                mode,
                Verdict.UNKNOWN,
                switch (mode) {
                    case "packing_list" ->
                        "A shipment makes a packing list, which takes the goods out of stock. Whether the company works"
                                + " that way cannot be read: look at one shipped order in Metakocka";
                    case "invoice" ->
                        "A shipment makes an invoice: a legal document, and slow. Whether the company wants that cannot"
                                + " be read: ask its bookkeeper";
                    default ->
                        "A shipment sets status, date and carrier; the company takes the goods out of stock itself. A"
                                + " tracking number is taken once Metakocka has an invoice";
                });
    }

    private void defaultWarehouse() {
        var mark = desk.defaultWarehouse();
        if (mark != null) {
            judge(mark, "New orders get it");
            return;
        }
        var main = warehouses.values().stream().filter(WarehouseFound::main).findFirst();
        if (main.isPresent()) {
            judge(main.get().mark(), "Metakocka's main warehouse, so new orders get it");
        } else {
            add(
                    About.WAREHOUSE,
                    "–",
                    Verdict.WRONG,
                    "Metakocka names no main warehouse, so the desk has none to propose for new orders");
        }
    }

    private void warehouse(Used used) {
        judge(used.value(), orders(used.orders(), "open order"));
    }

    private void judge(String mark, String use) {
        var there = warehouses.get(mark);
        var asked = live ? "" : " when it was read last";
        if (there == null) {
            add(
                    About.WAREHOUSE,
                    mark,
                    Verdict.WRONG,
                    use + ". Metakocka does not have it" + asked
                            + ", and puts orders with an unknown mark into its main warehouse without a word");
        } else if (!there.active()) {
            add(
                    About.WAREHOUSE,
                    mark,
                    Verdict.DOUBTFUL,
                    use + ". " + there.name() + " is inactive in Metakocka" + asked);
        } else {
            add(About.WAREHOUSE, mark, Verdict.GOOD, use + ". " + there.name() + ", active in Metakocka" + asked);
        }
    }

    private void status(DeskVocabulary.SentStatus sent) {
        var code = sent.code();
        if (code == null) {
            add(
                    About.STATUS,
                    sent.status(),
                    Verdict.WRONG,
                    "No code of Metakocka is sent for it: orders that reach it cannot be sent");
            return;
        }
        var count = harvest == null
                ? 0
                : harvest.statuses().stream()
                        .filter(status -> code.equals(status.code()))
                        .mapToInt(Harvest.StatusFound::count)
                        .sum();
        if (count > 0) {
            add(About.STATUS, code, Verdict.GOOD, "Sent for " + words(sent.status()) + ". " + seen(count));
        } else {
            add(
                    About.STATUS,
                    code,
                    Verdict.UNKNOWN,
                    "Sent for " + words(sent.status()) + ". " + unseen()
                            + "; a code the register lacks is refused, and the order shows that");
        }
    }

    private void carrier(Used used) {
        var use = orders(used.orders(), "order");
        var count = count(harvest == null ? List.of() : harvest.carriers(), used.value()::equalsIgnoreCase);
        if (count > 0) {
            add(About.CARRIER, used.value(), Verdict.GOOD, use + ". " + seen(count));
        } else {
            add(
                    About.CARRIER,
                    used.value(),
                    harvest == null ? Verdict.UNKNOWN : Verdict.DOUBTFUL,
                    use + ". " + unseen() + "; Metakocka drops a delivery type it does not have without a word, and the"
                            + " desk marks the order for review when it reads it back");
        }
    }

    private void tax(TaxRate tax) {
        var rate = plain(tax.rate()) + " %";
        var use = orders(tax.orders(), "open order");
        var factor = plain(tax.rate().movePointLeft(2));
        if (tax.codes() != null) {
            add(
                    About.TAX,
                    rate,
                    Verdict.GOOD,
                    use + ". Sent as the code its product has in Metakocka (" + tax.codes() + "), else as the factor "
                            + factor);
            return;
        }
        var count = count(
                harvest == null ? List.of() : harvest.taxes(),
                value -> value.equals(factor) || value.endsWith(" = " + factor));
        add(
                About.TAX,
                rate,
                count > 0 ? Verdict.GOOD : harvest == null ? Verdict.UNKNOWN : Verdict.DOUBTFUL,
                use + ". No product of Metakocka has this rate, so it is sent as the factor " + factor + ". "
                        + (count > 0 ? seen(count) : unseen()));
    }

    private void reference(String prefix, List<String> unknownNumbers) {
        if (harvest == null) {
            add(About.REFERENCE, prefix, Verdict.UNKNOWN, "Order numbers begin with it. " + unseen());
        } else if (unknownNumbers.isEmpty()) {
            add(
                    About.REFERENCE,
                    prefix,
                    Verdict.GOOD,
                    "Order numbers begin with it. Nobody else uses it among the newest " + harvest.documents()
                            + " orders");
        } else {
            add(
                    About.REFERENCE,
                    prefix,
                    Verdict.WRONG,
                    "Order numbers begin with it, and so do references this desk never gave, as "
                            + unknownNumbers.get(0)
                            + ": another system or an older database uses the prefix. Choose another one");
        }
    }

    private void add(About about, String value, Verdict verdict, String text) {
        findings.add(new Finding(about, value, verdict, text));
    }

    private String unseen() {
        return harvest == null
                ? "Metakocka cannot list such values: look at the newest orders to see whether it is in use"
                : "Metakocka cannot list such values, and none of the newest " + harvest.orders() + " orders has it";
    }

    private static String seen(int count) {
        return "In use in Metakocka: " + orders(count, "recent order");
    }

    private static String orders(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String words(String code) {
        return code.replace('_', ' ');
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
