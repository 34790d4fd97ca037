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
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Json;
import crmmind.metakocka.simulator.wire.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Complaints: returns, reclamations and replacements of an order's products. */
final class Complaints {
    static final String COMPLAINT = "complaint";

    private static final List<String> TYPES = List.of("reclamation", "return", "replacement");
    private static final Pattern DATETIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})?");
    private static final List<String> LINE_FIELDS = List.of(
            "count_code",
            "mk_id",
            "code",
            "amount",
            "price",
            "price_with_tax",
            "discount",
            "tax",
            "complaint_reason",
            "complaint_description");

    private final Company company;
    private final Documents documents;
    private final Heads heads;
    private final Lines lines;
    private final Attachments attachments;
    private final OrderStatuses statuses;
    private final Invoices invoices;
    private final SalesOrders orders;

    Complaints(
            Company company,
            Documents documents,
            Heads heads,
            Lines lines,
            Attachments attachments,
            OrderStatuses statuses,
            Invoices invoices,
            SalesOrders orders) {
        this.company = company;
        this.documents = documents;
        this.heads = heads;
        this.lines = lines;
        this.attachments = attachments;
        this.statuses = statuses;
        this.invoices = invoices;
        this.orders = orders;
    }

    /** {@code create_complaint}: the answer does not tell its id. */
    ObjectNode create(ObjectNode request) {
        var user = statuses.requiredUser(request);
        var type = type(request);
        var moment = text(request, "datetime");
        if (moment != null && !DATETIME.matcher(moment).matches()) {
            throw new Refusal("6", "datetime is not valid");
        }
        var status = text(request, "claim_status", "draft");
        checkStatus(status);
        var order = order(request).content();
        var products = products(request, "complaint_products", order);
        if (products.isEmpty()) {
            throw new Refusal("6", "complaint_products is required");
        }
        var replacements = products(request, "replacement_products", order);
        attachments.check(request);

        var complaint = Json.object();
        complaint.put("mk_id", Long.toString(company.store().nextId()));
        complaint.put("doc_type", COMPLAINT);
        complaint.put("count_code", heads.countCode(COMPLAINT, null, "", 1));
        complaint.put("_created", company.now());
        var partner = (ObjectNode) order.path("partner").deepCopy();
        complaint.set("partner", partner.put("buyer", "true").put("supplier", "false"));
        complaint.put("currency_code", text(order, "currency_code", "EUR"));
        complaint.put("_status", status);
        Parties.put(complaint, "buyer_order", text(order, "buyer_order"));
        complaint.put("last_change_user", user);
        products.forEach(line -> Documents.list(complaint, "complaint_products").add(line));
        replacements.forEach(
                line -> Documents.list(complaint, "replacement_products").add(line));
        Heads.putTexts(complaint, request, "claim_reason", "claim_description", "return_tracking_code");
        complaint.put("additional_data", "{\r\n  \"customer_notes\" : [],\r\n  \"supplier_notes\" : [ ]\r\n}");
        complaint.put("reclamation_replacement", Boolean.toString(!replacements.isEmpty()));
        complaint.put("include_services", "false");
        complaint.put("refund", "false");
        complaint.put("claim_type", type);
        attachments.add(complaint, request);
        documents.link(order, complaint);
        for (var link : order.path("_links")) {
            if (Invoices.BILLS.contains(link.path("doc_type").asText())) {
                Documents.list(complaint, "_links").add(link.deepCopy());
            }
        }
        documents.save(order, Reason.LINK);
        documents.save(complaint, Reason.CONTENT);
        completeIfSo(complaint);
        return Answers.done();
    }

    /** {@code update_complaint}. */
    ObjectNode update(ObjectNode request) {
        var id = text(request, "claim_id");
        if (id == null) {
            throw new Refusal("6", "claim_id is required");
        }
        var type = type(request);
        var status = text(request, "claim_status");
        if (status == null) {
            throw new Refusal("6", "claim_status is required");
        }
        checkStatus(status);
        var complaint = Ids.number(id)
                .flatMap(number -> company.store().document(COMPLAINT, number))
                .orElseThrow(() -> new Refusal("6", "Cannot find complaint with claim_id = " + id))
                .content();
        complaint.put("claim_type", type);
        complaint.put("_status", status);
        Heads.putTexts(complaint, request, "claim_note", "return_tracking_code");
        documents.save(complaint, Reason.CONTENT);
        completeIfSo(complaint);
        return Answers.done();
    }

    private static String type(JsonNode request) {
        var type = text(request, "claim_type", "null");
        if (!TYPES.contains(type)) {
            throw new Refusal(
                    "2",
                    "Paramether 'claim_type' has invalid value : " + type + ". Valid values : "
                            + String.join(",", TYPES));
        }
        return type;
    }

    private void checkStatus(String status) {
        var known = company.settings().texts("complaintStatuses");
        if (!known.contains(status)) {
            throw new Refusal(
                    "2",
                    "Paramether 'claim_status' has invalid value : " + status + ". Valid values : "
                            + String.join(",", known));
        }
    }

    private Document order(JsonNode request) {
        var reference = text(request, "sales_order_customer_order");
        var tracking = text(request, "sales_order_tracking_code");
        var number = text(request, "sales_order_count_code");
        Optional<Document> found = Optional.empty();
        if (reference != null) {
            found = documents.referenced(reference);
        } else if (number != null) {
            found = company.store().numbered(ORDER, number);
        } else if (tracking != null) {
            found = company.store().documents(ORDER).stream()
                    .filter(Document::tracked)
                    .filter(order -> tracking.equals(text(order.content(), "_tracking")))
                    .findFirst();
        } else {
            throw new Refusal(
                    "6",
                    "One of sales_order_customer_order, sales_order_tracking_code, sales_order_count_code is required");
        }
        return found.orElseThrow(() -> reference != null
                ? new Refusal("6", "Cannot find sales order with buyer order '" + reference + "'")
                : new Refusal("6", "Cannot find sales order"));
    }

    private List<ObjectNode> products(JsonNode request, String list, ObjectNode order) {
        var sent = objects(request, list);
        lines.check(sent);
        var stored = new ArrayList<ObjectNode>();
        for (var line : sent) {
            var product = lines.product(line)
                    .orElseThrow(() -> new Refusal(
                            "6",
                            "Cannot find product with code = "
                                    + text(line, "code", text(line, "count_code", text(line, "mk_id", "null")))));
            stored.add(product(line, product, order));
        }
        return stored;
    }

    private static ObjectNode product(ObjectNode sent, Product product, ObjectNode order) {
        var line = Json.object();
        line.put("count_code", product.number());
        line.put("mk_id", Long.toString(product.id()));
        line.put("code", product.code());
        var amount = Totals.number(sent, "amount").orElseThrow(() -> new Refusal("6", "Not valid number for amount"));
        line.put("amount", Decimals.dot(amount));
        var ordered = objects(order, "product_list").stream()
                .filter(known -> Long.toString(product.id()).equals(text(known, "mk_id")))
                .findFirst()
                .orElseGet(Json::object);
        if (text(sent, "price_with_tax") != null) {
            line.put("price_with_tax", text(sent, "price_with_tax"));
        } else if (ordered.has("price_with_tax")) {
            line.put("price_with_tax", text(ordered, "price_with_tax"));
        } else {
            line.put("price", Decimals.money(Totals.number(ordered, "price").orElse(product.price())));
        }
        Parties.put(line, "discount", text(ordered, "discount"));
        line.put("tax", text(ordered, "tax", product.tax()));
        Heads.putTexts(line, sent, "complaint_reason", "complaint_description");
        return line;
    }

    /** A complaint that is completed makes the credit note or the replacement order, once. */
    private void completeIfSo(ObjectNode complaint) {
        if (!text(complaint, "_status", "").startsWith("completed") || complaint.has("_completed")) {
            return;
        }
        complaint.put("_completed", true);
        if (company.settings().flag("completedComplaintMakesDocuments")) {
            if (text(complaint, "claim_type", "").equals("replacement")) {
                replace(complaint);
            } else {
                credit(complaint);
            }
        }
        documents.save(complaint, Reason.CONTENT);
        var status = company.settings().text("completedComplaintOrderStatus");
        if (!status.isEmpty()) {
            for (var link : complaint.path("_links")) {
                if (link.path("doc_type").asText().equals(ORDER)) {
                    complaint.put("sales_order_new_status", status);
                    var order = documents.find(ORDER, link.path("mk_id").asText());
                    statuses.change(order, statuses.known(status, "1"), null);
                    documents.save(complaint, Reason.CONTENT);
                    return;
                }
            }
        }
    }

    private void credit(ObjectNode complaint) {
        var wanted = new LinkedHashMap<String, BigDecimal>();
        for (var line : objects(complaint, "complaint_products")) {
            wanted.merge(text(line, "mk_id", ""), Totals.number(line, "amount").orElse(ZERO), BigDecimal::add);
        }
        for (var link : List.copyOf(objects(complaint, "_links"))) {
            var type = text(link, "doc_type", "");
            if (Invoices.BILLS.contains(type)) {
                var note = invoices.credit(
                        documents.find(type, text(link, "mk_id")).content(), wanted);
                if (note != null) {
                    Documents.list(complaint, "_links")
                            .addObject()
                            .put("mk_id", text(note, "mk_id"))
                            .put("count_code", text(note, "count_code"))
                            .put("doc_type", Invoices.CREDIT_NOTE);
                    return;
                }
            }
        }
    }

    private void replace(ObjectNode complaint) {
        var products = complaint.has("replacement_products") ? "replacement_products" : "complaint_products";
        var request = Json.object();
        request.put("doc_type", ORDER);
        request.put("doc_date", Dates.date(company.today()));
        request.put("title", "Zahtevek " + text(complaint, "count_code"));
        var partner = complaint.path("partner");
        request.putObject("partner")
                .put("mk_id", text(partner, "mk_id"))
                .put("mk_address_id", text(partner, "mk_address_id"));
        for (var line : objects(complaint, products)) {
            Documents.list(request, "product_list").add(line.deepCopy());
        }
        var answer = orders.put(request);
        var order = documents.find(ORDER, text(answer, "mk_id")).content();
        documents.link(order, complaint);
        documents.save(order, Reason.LINK);
    }

    /** The complaint as {@code get_document} and {@code search} show it. */
    ObjectNode shown(Document document) {
        var content = document.content();
        var shown = Json.object();
        for (var field : List.of("mk_id", "doc_type")) {
            shown.put(field, text(content, field));
        }
        shown.put("opr_code", "0");
        Rendering.copy(content, shown, List.of("count_code", "partner", "currency_code"));
        shown.put("status_code", document.status());
        Rendering.copy(content, shown, List.of("buyer_order"));
        shown.put("created_ts", Dates.wall(content.path("_created").asLong()));
        for (var link : objects(content, "_links")) {
            Documents.list(shown, "doc_link_list").add(withSum(link));
        }
        Rendering.copy(content, shown, List.of("last_change_user"));
        for (var list : List.of("complaint_products", "replacement_products")) {
            var rows = objects(content, list).stream()
                    .map(line -> {
                        var row = Json.object();
                        Rendering.copy(line, row, LINE_FIELDS);
                        return row;
                    })
                    .toList();
            if (rows.size() == 1 && company.settings().flag("listOfOneAsObject")) {
                shown.set(list, rows.get(0));
            } else {
                rows.forEach(row -> Documents.list(shown, list).add(row));
            }
        }
        shown.put("last_change_ts", Dates.wall(document.changed()));
        content.properties().stream()
                .filter(field -> !field.getKey().startsWith("_") && !shown.has(field.getKey()))
                .forEach(field -> shown.set(field.getKey(), field.getValue()));
        Attachments.show(content, shown);
        return shown;
    }

    private ObjectNode withSum(ObjectNode link) {
        var shown = link.deepCopy();
        if (Invoices.CREDIT_NOTE.equals(text(link, "doc_type"))) {
            Ids.number(text(link, "mk_id"))
                    .flatMap(id -> company.store().document(Invoices.CREDIT_NOTE, id))
                    .ifPresent(note -> {
                        var sum = Decimals.money(Totals.gross(note.content()));
                        shown.put("sum_eur", sum).put("sum_currency", sum);
                    });
        }
        return shown;
    }
}
