package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.rest.Documents.ORDER;
import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings.Entry;
import crmmind.metakocka.simulator.rest.Documents.Reason;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Invoices and credit notes. An invoice takes goods out and releases the order; a goods credit note brings back. */
final class Invoices {
    static final String DOMESTIC = "sales_bill_domestic";
    static final String CREDIT_NOTE = "sales_bill_credit_note";
    static final Set<String> BILLS = Set.of(DOMESTIC, "sales_bill_foreign", "sales_bill_retail", "sales_bill_prepaid");

    private static final String[] TEXTS = {
        "title",
        "sales_pricelist_code",
        "pariteta",
        "doc_created_email",
        "commercialist_email",
        "location_of_service",
        "buyer_order",
        "notes",
        "notes_header",
        "method_of_payment"
    };

    private final Company company;
    private final Documents documents;
    private final Heads heads;
    private final Parties parties;
    private final Lines lines;
    private final Payments payments;
    private final WarehouseDocuments warehouseDocuments;

    Invoices(
            Company company,
            Documents documents,
            Heads heads,
            Parties parties,
            Lines lines,
            Payments payments,
            WarehouseDocuments warehouseDocuments) {
        this.company = company;
        this.documents = documents;
        this.heads = heads;
        this.parties = parties;
        this.lines = lines;
        this.payments = payments;
        this.warehouseDocuments = warehouseDocuments;
    }

    // ---- put_document of invoices

    /** An invoice of its own, without an order. */
    ObjectNode put(String type, ObjectNode request) {
        parties.checkBuyer(request);
        var date = heads.docDate(request);
        var status = status(request);
        var sent = objects(request, "product_list");
        lines.check(sent);
        payments.check(request);
        var profitCenter = heads.profitCenter(request);
        var warehouse = heads.warehouse(text(request, "warehouse"));
        var buyer = parties.buyer(request);
        List<ObjectNode> stored;
        try {
            stored = lines.stored(sent, "2");
        } catch (Refusal refusal) {
            throw Heads.withPartner(refusal, buyer);
        }
        var content = created(type, heads.countCode(type, text(request, "count_code"), "1-MK-", 1001));
        content.put("doc_date", Dates.date(date));
        content.put("publish_ts", Dates.wall(company.now()));
        content.set("partner", buyer);
        content.set("receiver", parties.receiver(request, buyer));
        Heads.putDate(content, request, "service_to_date");
        Heads.putDate(content, request, "duo_payment");
        content.put("currency_code", text(request, "currency_code", "EUR"));
        Heads.putTexts(content, request, TEXTS);
        Parties.put(content, "delivery_type", heads.carrier(text(request, "delivery_type")));
        Heads.number(request, "discount_value").ifPresent(value -> content.put("discount_value", Decimals.dot(value)));
        Heads.copyList(content, request, "offer_list", "count_code");
        content.put("_status", status);
        Heads.putWarehouse(content, warehouse);
        profitCenter.ifPresent(center -> Heads.putProfitCenter(content, center));
        stored.forEach(line -> Documents.list(content, "product_list").add(line));
        Totals.write(content, company.settings());
        payments.markPaid(content, request);
        if (!type.equals("sales_bill_prepaid")) {
            Documents.moves(content, -1);
        }
        documents.save(content, Reason.CONTENT);
        return Heads.putAnswer(content, "PR_RA");
    }

    private ObjectNode created(String type, String number) {
        var content = Json.object();
        content.put("mk_id", Long.toString(company.store().nextId()));
        content.put("doc_type", type);
        content.put("count_code", number);
        content.put("_created", company.now());
        documents.log(content, "NEW", null);
        return content;
    }

    private String status(JsonNode request) {
        var sent = text(request, "status_code");
        return sent == null ? "created" : known(sent).code();
    }

    private Entry known(String sent) {
        return company.settings()
                .entry("billStatusRegister", sent)
                .orElseThrow(() -> new Refusal(
                        "1",
                        "Dinamični šifrant z vrednostjo ''" + sent
                                + "'' tipa ''Računi - status'' mora biti nastavljen"));
    }

    /** {@code update_document} of an invoice: its status, nothing else. */
    ObjectNode update(String type, ObjectNode request) {
        var bill = documents.find(type, text(request, "mk_id"));
        var sent = text(request, "status_code");
        if (sent != null) {
            var content = bill.content();
            content.put("_status", known(sent).code());
            documents.save(content, Reason.STATUS);
        }
        return Answers.done();
    }

    // ---- invoices of orders

    /** Makes the invoice of an order: all its lines. Goods that no packing list took out leave the stock. */
    Document invoice(long orderId) {
        var order = documents.find(ORDER, Long.toString(orderId)).content();
        if (Documents.linked(order, "sales_bill_domestic")
                && company.settings().text("secondInvoice").equals("refuse")) {
            throw new Refusal("6", "Sales order already has invoice.");
        }
        if (company.settings().flag("invoiceMakesPackingList")) {
            warehouseDocuments.packRest(order);
            order = documents.find(ORDER, Long.toString(orderId)).content();
        }
        var bill = created(DOMESTIC, heads.countCode(DOMESTIC, null, "1-MK-", 1001));
        bill.put("doc_date", Dates.date(company.today()));
        bill.put("publish_ts", Dates.wall(company.now()));
        for (var field : List.of("partner", "receiver")) {
            bill.set(field, order.path(field).deepCopy());
        }
        bill.put("service_to_date", Dates.date(company.today()));
        bill.put(
                "duo_payment",
                text(order, "duo_payment", Dates.date(company.today().plusDays(15))));
        Heads.putTexts(bill, order, TEXTS);
        for (var field : List.of(
                "currency_code",
                "warehouse",
                "_warehouse",
                "delivery_type",
                "discount_value",
                "_discount_percent",
                "profit_center",
                "profit_center_desc")) {
            Parties.put(bill, field, text(order, field));
        }
        bill.put("_status", "created");
        for (var line : objects(order, "product_list")) {
            var copy = line.deepCopy()
                    .put("mk_row_id", Long.toString(company.store().nextId()));
            Documents.list(bill, "product_list").add(copy);
        }
        Totals.write(bill, company.settings());
        documents.restMoves(order, bill);
        documents.link(order, bill);
        documents.log(order, "CUSTOM", null).put("notes", "Naročilo preneseno na račun " + text(bill, "count_code"));
        Documents.list(order, "_released").addArray().add("*").add("0").add(text(bill, "mk_id"));
        var saved = documents.save(bill, Reason.CONTENT);
        documents.save(order, Reason.LINK);
        return saved;
    }

    // ---- credit notes

    /** A credit note: {@code financial}, {@code goods} or {@code standalone}. */
    ObjectNode putCreditNote(ObjectNode request) {
        var kind = text(request, "credit_note_type", "null");
        if (!Set.of("financial", "goods", "standalone").contains(kind)) {
            throw new Refusal(
                    "2",
                    "Paramether 'credit_note_type' has invalid value : " + kind
                            + ". Valid values : financial,goods,standalone");
        }
        var date = heads.docDate(request);
        var sent = objects(request, "product_list");
        lines.check(sent);
        var bill = kind.equals("standalone") ? null : bill(text(request, "credit_note_bill"));
        if (bill == null) {
            parties.checkBuyer(request);
        }
        var buyer = bill == null
                ? parties.buyer(request)
                : (ObjectNode) bill.path("partner").deepCopy();
        List<ObjectNode> stored;
        try {
            stored = lines.stored(sent, "2");
            checkProducts(kind, stored, bill);
        } catch (Refusal refusal) {
            throw Heads.withPartner(refusal, buyer);
        }
        var note = created(CREDIT_NOTE, heads.countCode(CREDIT_NOTE, text(request, "count_code"), "1-MK-D-", 101));
        note.put("doc_date", Dates.date(date));
        note.set("partner", buyer);
        note.set("receiver", parties.receiver(request, buyer));
        Heads.putDate(note, request, "service_to_date");
        Heads.putDate(note, request, "duo_payment");
        note.put("currency_code", text(request, "currency_code", "EUR"));
        Heads.putTexts(note, request, TEXTS);
        note.put("credit_note_type", kind);
        note.put("_status", "created");
        var mark = text(request, "warehouse", bill == null ? "" : text(bill, "warehouse", ""));
        Heads.putWarehouse(note, heads.warehouse(mark.isEmpty() ? null : mark));
        stored.forEach(line -> Documents.list(note, "product_list").add(line));
        finish(note, bill, !kind.equals("financial"));
        return Heads.putAnswer(note, "PR_DO");
    }

    private void finish(ObjectNode note, @Nullable ObjectNode bill, boolean goods) {
        Totals.write(note, company.settings());
        if (goods) {
            Documents.moves(note, 1);
        }
        if (bill != null) {
            note.put("credit_note_bill", text(bill, "count_code"));
            note.put("_bill", text(bill, "mk_id"));
            documents.link(note, bill);
            documents.save(bill, Reason.LINK);
            for (var link : bill.path("_links")) {
                if (link.path("doc_type").asText().equals(ORDER)) {
                    var order =
                            documents.find(ORDER, link.path("mk_id").asText()).content();
                    documents.link(note, order);
                    documents.save(order, Reason.LINK);
                }
            }
        }
        documents.save(note, Reason.CONTENT);
    }

    /** The invoice of that number; of several the latest. */
    private ObjectNode bill(@Nullable String number) {
        var found = new ArrayList<Document>();
        for (var type : BILLS) {
            for (var bill : company.store().documents(type)) {
                if (bill.number().equals(number)) {
                    found.add(bill);
                }
            }
        }
        return found.stream()
                .max((one, other) -> Long.compare(one.id(), other.id()))
                .orElseThrow(() -> new Refusal("6", "Cannot find bill with count_code = " + number))
                .content();
    }

    private static void checkProducts(String kind, Collection<ObjectNode> stored, @Nullable ObjectNode bill) {
        for (var line : stored) {
            if (kind.equals("financial") && !line.has("_service")) {
                throw new Refusal("6", "Financial credit note can have only services : " + text(line, "code"));
            }
            if (kind.equals("goods") && bill != null && !hasProduct(bill, text(line, "mk_id"))) {
                throw new Refusal("6", "Product is not on the bill : " + text(line, "code"));
            }
        }
    }

    private static boolean hasProduct(ObjectNode bill, @Nullable String product) {
        return objects(bill, "product_list").stream()
                .anyMatch(line -> product != null && product.equals(text(line, "mk_id")));
    }

    /** Credits in goods what is left of the invoices of a canceled order. */
    void creditAll(Document order) {
        for (var link : order.content().path("_links")) {
            var type = link.path("doc_type").asText();
            if (BILLS.contains(type)) {
                credit(documents.find(type, link.path("mk_id").asText()).content(), null);
            }
        }
    }

    /** Credits the given amounts of an invoice, or all that is left of it, in goods; nothing when nothing is left. */
    @Nullable
    ObjectNode credit(ObjectNode bill, @Nullable Map<String, BigDecimal> wanted) {
        var credited = credited(bill);
        var note = created(CREDIT_NOTE, heads.countCode(CREDIT_NOTE, null, "1-MK-D-", 101));
        note.put("doc_date", Dates.date(company.today()));
        for (var field : List.of("partner", "receiver")) {
            note.set(field, bill.path(field).deepCopy());
        }
        for (var field : List.of("currency_code", "warehouse", "_warehouse", "buyer_order")) {
            Parties.put(note, field, text(bill, field));
        }
        note.put("credit_note_type", "goods");
        note.put("_status", "created");
        var left = wanted == null ? null : new HashMap<>(wanted);
        for (var line : objects(bill, "product_list")) {
            var product = text(line, "mk_id", "");
            var amount = Totals.number(line, "amount").orElse(ZERO);
            var already = amount.min(credited.getOrDefault(product, ZERO));
            credited.merge(product, already.negate(), BigDecimal::add);
            var rest = amount.subtract(already);
            if (left != null) {
                rest = rest.min(left.getOrDefault(product, ZERO));
                left.merge(product, rest.negate(), BigDecimal::add);
            }
            if (rest.signum() > 0) {
                Documents.list(note, "product_list")
                        .add(line.deepCopy()
                                .put("mk_row_id", Long.toString(company.store().nextId()))
                                .put("amount", Decimals.dot(rest)));
            }
        }
        if (!note.has("product_list")) {
            return null;
        }
        finish(note, bill, true);
        return note;
    }

    private Map<String, BigDecimal> credited(ObjectNode bill) {
        var credited = new HashMap<String, BigDecimal>();
        for (var note : creditNotes(bill)) {
            for (var line : objects(note.content(), "product_list")) {
                credited.merge(
                        text(line, "mk_id", ""), Totals.number(line, "amount").orElse(ZERO), BigDecimal::add);
            }
        }
        return credited;
    }

    /** The credit notes of an invoice. */
    List<Document> creditNotes(ObjectNode bill) {
        var notes = new ArrayList<Document>();
        for (var link : bill.path("_links")) {
            if (link.path("doc_type").asText().equals(CREDIT_NOTE)) {
                Ids.number(link.path("mk_id").asText())
                        .flatMap(id -> company.store().document(CREDIT_NOTE, id))
                        .ifPresent(notes::add);
            }
        }
        return notes;
    }
}
