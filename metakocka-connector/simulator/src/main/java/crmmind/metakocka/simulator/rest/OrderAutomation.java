package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.rest.Documents.ORDER;
import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.rest.Documents.Reason;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the company's own processes do to orders: rules that move them, splitting, invoices. All off by default. */
final class OrderAutomation {
    private final Company company;
    private final Documents documents;
    private final Heads heads;
    private final Invoices invoices;
    private final OrderStatuses statuses;

    OrderAutomation(Company company, Documents documents, Heads heads, Invoices invoices, OrderStatuses statuses) {
        this.company = company;
        this.documents = documents;
        this.heads = heads;
        this.invoices = invoices;
        this.statuses = statuses;
    }

    /** Applies the first rule that fits an order which has no invoice yet. */
    void apply(ObjectNode content) {
        if (Documents.linked(content, "sales_bill_")) {
            return;
        }
        for (var rule : company.settings().value("orderRules")) {
            if (fits(rule, content)) {
                carryOut(rule, content);
                return;
            }
        }
    }

    private static boolean fits(JsonNode rule, ObjectNode content) {
        var country = text(rule, "country");
        var code = text(rule, "code");
        return same(rule, "status", text(content, "_status", ""))
                && same(rule, "warehouse", text(content, "warehouse", ""))
                && same(rule, "delivery_type", text(content, "delivery_type", ""))
                && (country == null || Countries.same(country, text(content.path("receiver"), "country", "")))
                && (code == null
                        || objects(content, "product_list").stream().anyMatch(line -> code.equals(text(line, "code"))));
    }

    private static boolean same(JsonNode rule, String field, String value) {
        var wanted = text(rule, field);
        return wanted == null || wanted.equals(value);
    }

    private void carryOut(JsonNode rule, ObjectNode content) {
        var warehouse = text(rule, "to_warehouse");
        var carrier = text(rule, "to_delivery_type");
        var status = text(rule, "to_status");
        if (warehouse != null) {
            heads.knownWarehouse(warehouse).ifPresent(known -> Heads.putWarehouse(content, known));
        }
        Parties.put(content, "delivery_type", heads.carrier(carrier));
        if (status != null) {
            content.put("_status", status);
            statuses.moved(content, status);
        }
        documents.log(content, "CUSTOM", "sistem@example.test").put("notes", "Samodejno pravilo");
    }

    /** What happens by itself to an order that was just made. */
    void afterCreation(long id) {
        var settings = company.settings();
        var order = documents.find(ORDER, Long.toString(id));
        if (settings.flag("autoSplit")) {
            splitByStock(order);
        }
        if (settings.texts("autoInvoiceStatuses").contains(order.status())
                && !Documents.linked(order.content(), "sales_bill_")) {
            invoices.invoice(id);
        }
    }

    private void splitByStock(Document order) {
        var content = order.content();
        var warehouse = content.path("_warehouse").asLong();
        var there = new LinkedHashMap<String, BigDecimal>();
        var missing = false;
        for (var entry : Documents.goods(content).entrySet()) {
            var level = company.store().stock(warehouse, Long.parseLong(entry.getKey()));
            // its own reservation does not count against it
            var free = level.amount().subtract(level.reserved()).add(entry.getValue());
            var part = entry.getValue().min(free.max(ZERO));
            there.put(entry.getKey(), part);
            missing |= part.compareTo(entry.getValue()) < 0;
        }
        if (missing && there.values().stream().anyMatch(part -> part.signum() > 0)) {
            splitByProduct(order, there);
        }
    }

    /**
     * Splits an order: one new order gets the given amounts, the other the rest, the original the split status.
     *
     * @param byCode amounts by product code; empty takes the first line
     * @return the two new orders
     */
    List<Document> split(Document order, Map<String, BigDecimal> byCode) {
        var amounts = new LinkedHashMap<String, BigDecimal>();
        for (var line : objects(order.content(), "product_list")) {
            var wanted = byCode.get(text(line, "code", ""));
            if (wanted != null) {
                amounts.put(text(line, "mk_id", ""), wanted);
            } else if (byCode.isEmpty() && amounts.isEmpty()) {
                amounts.put(
                        text(line, "mk_id", ""), Totals.number(line, "amount").orElse(ZERO));
            }
        }
        return splitByProduct(order, amounts);
    }

    private List<Document> splitByProduct(Document order, Map<String, BigDecimal> amounts) {
        var original = order.content();
        var left = new LinkedHashMap<>(amounts);
        var first = child(original, 1);
        var second = child(original, 2);
        for (var line : objects(original, "product_list")) {
            var amount = Totals.number(line, "amount").orElse(ZERO);
            var part = amount.min(left.getOrDefault(text(line, "mk_id", ""), ZERO));
            left.merge(text(line, "mk_id", ""), part.negate(), BigDecimal::add);
            addLine(first, line, part);
            addLine(second, line, amount.subtract(part));
        }
        if (!first.has("product_list") || !second.has("product_list")) {
            throw new Refusal("6", "Sales order cannot be split so");
        }
        var children = new ArrayList<Document>();
        documents.link(first, second);
        for (var child : List.of(first, second)) {
            documents.link(original, child);
            Totals.write(child, company.settings());
            Documents.list(original, "_children").add(text(child, "mk_id"));
        }
        Documents.list(original, "_released").addArray().add("*").add("0").add("split");
        original.put("_status", company.settings().text("splitStatus"));
        statuses.moved(original, company.settings().text("splitStatus"));
        documents.save(original, Reason.STATUS);
        for (var child : List.of(first, second)) {
            children.add(documents.save(child, Reason.CONTENT));
        }
        return children;
    }

    private ObjectNode child(ObjectNode original, int number) {
        var child = original.deepCopy();
        child.remove(List.of(
                "product_list",
                "_links",
                "_log",
                "_payments",
                "_released",
                "_reserved",
                "_attachments",
                "_statuses",
                "_tracking",
                "_tracked",
                "_labels",
                "_changed",
                "sum_paid",
                "discount_value",
                "_discount_percent",
                "_children"));
        child.put("mk_id", Long.toString(company.store().nextId()));
        child.put("count_code", heads.countCode(ORDER, text(original, "count_code", "") + "/" + number, "PP-", 101));
        child.put("_created", company.now());
        child.put("_parent", text(original, "mk_id"));
        var reference = text(original, "buyer_order");
        if (reference != null && !company.settings().flag("splitKeepsBuyerOrder")) {
            child.put("buyer_order", reference + "/" + number);
        }
        documents.log(child, "NEW", null);
        statuses.moved(child, text(child, "_status", ""));
        return child;
    }

    private void addLine(ObjectNode child, ObjectNode line, BigDecimal amount) {
        if (amount.signum() != 0) {
            Documents.list(child, "product_list")
                    .add(line.deepCopy()
                            .put("mk_row_id", Long.toString(company.store().nextId()))
                            .put("amount", Decimals.dot(amount)));
        }
    }
}
