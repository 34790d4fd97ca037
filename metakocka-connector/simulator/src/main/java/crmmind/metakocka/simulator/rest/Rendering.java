package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.flag;
import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.math.BigDecimal.ZERO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.company.Settings.Entry;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.wire.Dates;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Json;
import java.util.List;
import java.util.Set;

/** Documents as {@code get_document} and {@code search} show them, with what the flags of a request add. */
final class Rendering {
    private static final List<String> BEFORE_STATUS = List.of(
            "count_code",
            "doc_date",
            "eshop_name",
            "webshop_eshop_sync_id",
            "salesOrderTrackingType",
            "partner",
            "receiver",
            "sales_pricelist_code",
            "prepayment_value",
            "discount_value",
            "currency_code");
    private static final List<String> AFTER_STATUS = List.of(
            "publish_ts",
            "title",
            "pariteta",
            "doc_created_email",
            "commercialist_email",
            "delivery_deadline",
            "finish_date",
            "shipped_date",
            "offer_list",
            "buyer_order",
            "warehouse",
            "delivery_type",
            "priority",
            "notes_header",
            "notes");
    private static final Set<String> TRACKING_FIELDS = Set.of("shipped_date");
    private static final List<String> LINE_FIELDS = List.of(
            "mk_id",
            "code",
            "name",
            "name_desc",
            "unit",
            "amount",
            "price",
            "price_with_tax",
            "discount",
            "tax",
            "doc_desc",
            "microlocation",
            "lot_number_value",
            "serial_number_value",
            "expiration_date_value",
            "customs_fee",
            "country",
            "web_shop_URL",
            "first_image_URL");
    private static final List<String> LOG_FIELDS =
            List.of("user_email", "operation_type", "notes", "value_previous", "value_new");

    /** Addresses of labels are good for a week. */
    private static final long LABEL_SECONDS = 7 * 24 * 3600L;

    private final Company company;
    private final Documents documents;
    private final Invoices invoices;
    private final Complaints complaints;

    Rendering(Company company, Documents documents, Invoices invoices, Complaints complaints) {
        this.company = company;
        this.documents = documents;
        this.invoices = invoices;
        this.complaints = complaints;
    }

    /** The document with everything the request's flags ask for. */
    ObjectNode full(Document document, JsonNode request) {
        return full(document, request, false);
    }

    /** The same as a row of a search, where the events of a delivery have a day and no time. */
    ObjectNode fullRow(Document document, JsonNode request) {
        return full(document, request, true);
    }

    private ObjectNode full(Document document, JsonNode request, boolean row) {
        if (document.type().equals(Complaints.COMPLAINT)) {
            return complaints.shown(document);
        }
        var content = document.content();
        var shown = Json.object();
        shown.put("mk_id", text(content, "mk_id"));
        shown.put("doc_type", text(content, "doc_type"));
        shown.put("opr_code", "0");
        copy(content, shown, BEFORE_STATUS);
        status(content, shown);
        copy(content, shown, AFTER_STATUS);
        lines(content, shown, request);
        content.properties().stream()
                .filter(field -> field.getKey().startsWith("sum_"))
                .forEach(field -> shown.set(field.getKey(), field.getValue()));
        // whatever else the document has and is not ours to hide
        content.properties().stream()
                .filter(field -> !field.getKey().startsWith("_") && !shown.has(field.getKey()))
                .filter(field -> !field.getKey().equals("extra_column"))
                .filter(field -> !hidden(field.getKey()))
                .forEach(field -> shown.set(field.getKey(), field.getValue()));
        if (content.has("_created")) {
            shown.put("created_ts", Dates.wall(content.path("_created").asLong()));
        }
        if (document.type().equals(Documents.ORDER)) {
            shown.put("salesOrderTrackingType", text(content, "salesOrderTrackingType", "bill"));
            var digits = document.number().replaceAll("\\D", "");
            Parties.put(shown, "bank_ref_number", digits);
        }
        links(content, shown);
        columns(content, shown, request);
        onRequest(content, shown, request);
        if (document.tracked() && company.settings().flag("statusFieldsPresent")) {
            tracking(content, shown, request, row);
        }
        return shown;
    }

    private void onRequest(ObjectNode content, ObjectNode shown, JsonNode request) {
        if (flag(request, "return_document_info")) {
            changeLog(content, shown);
        }
        if (flag(request, "show_attachments")) {
            Attachments.show(content, shown);
        }
        if (flag(request, "show_payment_detail")) {
            payments(content, shown);
        }
        if (flag(request, "show_last_payment_date")) {
            lastPayment(content, shown);
        }
        if (flag(request, "show_sum_credit")) {
            sumCredit(content, shown);
        }
        if (flag(request, "show_split_orders")) {
            for (var child : content.path("_children")) {
                Ids.number(child.asText())
                        .flatMap(id -> company.store().document(Documents.ORDER, id))
                        .ifPresent(
                                order -> Documents.list(shown, "split_orders").add(full(order, Json.object())));
            }
        }
        if (flag(request, "return_stickers_url")) {
            for (var label : objects(content, "_labels")) {
                Documents.list(shown, "sticker_list")
                        .addObject()
                        .put("url", "https://files.example.test/label/" + text(label, "tracking_code"))
                        .put("valid_until", Dates.wall(company.now() + LABEL_SECONDS));
            }
        }
        if (flag(request, "return_credit_note_for_invoice")) {
            for (var note : invoices.creditNotes(content)) {
                Documents.list(shown, "credit_note_list")
                        .addObject()
                        .put("mk_id", Long.toString(note.id()))
                        .put("count_code", note.number());
            }
        }
    }

    private static void payments(ObjectNode content, ObjectNode shown) {
        for (var payment : objects(content, "_payments")) {
            var amount = Totals.number(payment, "amount").orElse(ZERO);
            var one = Documents.list(shown, "mark_paid").addObject();
            one.put("payment_type", text(payment, "payment_type"));
            one.put("date", text(payment, "date"));
            one.put("amount", Decimals.grouped(amount.abs()));
            copy(payment, one, List.of("payment_tip", "cashRegister", "notes"));
        }
    }

    private static void lastPayment(ObjectNode content, ObjectNode shown) {
        var payments = objects(content, "_payments");
        if (!payments.isEmpty()) {
            var last = payments.get(payments.size() - 1);
            shown.put("last_paid_date", text(last, "date"));
            shown.put("last_paid_sum", text(last, "amount"));
        }
    }

    private void sumCredit(ObjectNode content, ObjectNode shown) {
        var sum = ZERO;
        for (var link : content.path("_links")) {
            var type = link.path("doc_type").asText();
            if (type.equals(Invoices.CREDIT_NOTE)) {
                sum = sum.add(Totals.gross(
                        documents.find(type, link.path("mk_id").asText()).content()));
            }
        }
        if (sum.signum() != 0) {
            shown.put("sum_credit", Decimals.dot(sum));
        }
    }

    private static void tracking(ObjectNode content, ObjectNode shown, JsonNode request, boolean row) {
        var at = Dates.wall(content.path("_tracked").asLong());
        if (flag(request, "return_delivery_service_events")) {
            var events = Documents.list(shown, "delivery_service_events");
            var eventDate = row ? day(content.path("_tracked").asLong()) : at;
            events.addObject()
                    .put("event_code", "-1")
                    .put("event_date", eventDate)
                    .put("event_status", "Dodana koda za sledenje: " + text(content, "_tracking"));
            events.addObject()
                    .put("event_code", "0")
                    .put("event_date", eventDate)
                    .put("event_status", "Data sent");
        }
        if (flag(request, "return_delivery_stats")) {
            shown.putObject("delivery_stats")
                    .put("order_create_ts", day(content.path("_created").asLong()))
                    .put(
                            "date_delivery_service_accepted",
                            day(content.path("_tracked").asLong()))
                    .put("last_delivery_service_event_code", "0")
                    .put(
                            "last_delivery_service_event_date",
                            day(content.path("_tracked").asLong()))
                    .put("tracking_last_event", at);
        }
    }

    /** The day of a moment, as dates are written. */
    private static String day(long seconds) {
        return Dates.wall(seconds).substring(0, 10) + "+02:00";
    }

    static void copy(ObjectNode content, ObjectNode shown, List<String> fields) {
        for (var field : fields) {
            if (content.has(field)) {
                shown.set(field, content.get(field));
            }
        }
    }

    private boolean hidden(String field) {
        return TRACKING_FIELDS.contains(field) && !company.settings().flag("statusFieldsPresent");
    }

    /** Puts the display name and, on newer installations, the code. */
    void status(ObjectNode content, ObjectNode shown) {
        var code = text(content, "_status");
        var type = text(content, "doc_type", "");
        if (code != null && company.settings().flag("statusFieldsPresent")) {
            shown.put("status_code", display(type, code));
            if (company.settings().flag("statusDescPresent")) {
                shown.put("status_desc", code);
            }
        }
    }

    private String display(String type, String code) {
        if (type.equals(Documents.ORDER)) {
            return company.settings().display(code);
        }
        var register = WarehouseDocuments.TYPES.contains(type) ? "warehouseStatusRegister" : "billStatusRegister";
        return company.settings().entry(register, code).map(Entry::display).orElse(code);
    }

    private void lines(ObjectNode content, ObjectNode shown, JsonNode request) {
        var lines = objects(content, "product_list");
        for (var line : lines) {
            var one = Documents.list(shown, "product_list").addObject();
            var product = Ids.number(text(line, "mk_id")).flatMap(company.store()::product);
            product.map(Product::number).ifPresent(number -> one.put("count_code", number));
            copy(line, one, LINE_FIELDS);
            product.map(Product::details).ifPresent(details -> copy(details, one, List.of("name_desc")));
            if (flag(request, "read_product_serial_from_linked_invoice")) {
                lotOfInvoice(content, line, one);
            }
            if (flag(request, "show_product_detail")) {
                one.put("mk_row_id", text(line, "mk_row_id"));
                one.put("type", line.has("_service") ? "service" : "product");
            }
            if (flag(request, "show_tax_factor")) {
                company.settings().taxFactor(text(line, "tax", "")).ifPresent(factor -> {
                    one.put("tax_factor", factor.toPlainString());
                    one.put(
                            "tax_desc",
                            factor.movePointRight(2).stripTrailingZeros().toPlainString());
                });
            }
            if (flag(request, "show_product_metadata") && line.has("meta_data")) {
                one.set("meta_data", line.get("meta_data"));
                for (var entry : objects(one, "meta_data")) {
                    entry.put("display_key", text(entry, "key"));
                    entry.put("display_value", text(entry, "value_string"));
                }
            }
        }
    }

    /** The lot of the same product on an invoice of the order. */
    private void lotOfInvoice(ObjectNode content, ObjectNode line, ObjectNode shown) {
        for (var link : content.path("_links")) {
            var type = link.path("doc_type").asText();
            if (Invoices.BILLS.contains(type)) {
                objects(documents.find(type, link.path("mk_id").asText()).content(), "product_list").stream()
                        .filter(billed -> billed.path("mk_id").equals(line.path("mk_id")))
                        .findFirst()
                        .ifPresent(billed -> copy(billed, shown, List.of("microlocation", "lot_number_value")));
            }
        }
    }

    private static void links(ObjectNode content, ObjectNode shown) {
        if (content.has("_links")) {
            shown.set("doc_link_list", content.get("_links"));
        }
    }

    private void columns(ObjectNode content, ObjectNode shown, JsonNode request) {
        for (var column : objects(content, "extra_column")) {
            Documents.list(shown, "extra_column").add(column);
        }
        var tracking = text(content, "_tracking");
        if (tracking == null || !company.settings().flag("statusFieldsPresent")) {
            return;
        }
        column(shown, "tracking_number", tracking);
        if (flag(request, "show_tracking_url")) {
            column(shown, "tracking_url", "https://carrier.example.test/track?match=" + tracking);
            column(shown, "tracking_page_url", "https://tracking.example.test/show/" + text(content, "mk_id"));
        }
        var others = objects(content, "_labels").stream()
                .map(label -> text(label, "tracking_code", ""))
                .filter(code -> !code.equals(tracking))
                .toList();
        if (!others.isEmpty() && flag(request, "return_associated_tracking_numbers")) {
            column(shown, "associated_tracking_numbers", String.join(",", others));
        }
    }

    private static void column(ObjectNode shown, String name, String value) {
        Documents.list(shown, "extra_column").addObject().put("name", name).put("value", value);
    }

    private static void changeLog(ObjectNode content, ObjectNode shown) {
        for (var entry : objects(content, "_log")) {
            var one = Documents.list(shown, "document_info").addObject();
            one.put("user_email", text(entry, "user_email"));
            one.put("name", "API").put("surname", "Uporabnik");
            copy(entry, one, LOG_FIELDS);
            one.put("operation_time", Dates.wall(entry.path("operation_time").asLong()));
        }
    }

    /** The short row of a search. */
    ObjectNode row(Document document, JsonNode request) {
        var row = Json.object()
                .put("mk_id", Long.toString(document.id()))
                .put("opr_code", "0")
                .put("count_code", document.number());
        if (flag(request, "show_status_code")
                && !document.status().isEmpty()
                && company.settings().flag("statusFieldsPresent")) {
            row.put("status_code", display(document.type(), document.status()));
        }
        return row;
    }
}
