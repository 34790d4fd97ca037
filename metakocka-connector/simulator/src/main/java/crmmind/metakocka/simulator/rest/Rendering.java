package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.flag;
import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.store.Product;
import crmmind.metakocka.simulator.wire.Dates;
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
            "expiration_date_value");
    private static final List<String> LOG_FIELDS =
            List.of("user_email", "operation_type", "notes", "value_previous", "value_new");

    private final Company company;

    Rendering(Company company) {
        this.company = company;
    }

    /** The document with everything the request's flags ask for. */
    ObjectNode full(Document document, JsonNode request) {
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
        links(content, shown);
        columns(content, shown, request);
        if (flag(request, "return_document_info")) {
            changeLog(content, shown);
        }
        return shown;
    }

    private static void copy(ObjectNode content, ObjectNode shown, List<String> fields) {
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
        if (code != null && company.settings().flag("statusFieldsPresent")) {
            shown.put("status_code", company.settings().display(code));
            if (company.settings().flag("statusDescPresent")) {
                shown.put("status_desc", code);
            }
        }
    }

    private void lines(ObjectNode content, ObjectNode shown, JsonNode request) {
        var lines = objects(content, "product_list");
        for (var line : lines) {
            var one = Documents.list(shown, "product_list").addObject();
            var product = Ids.number(text(line, "mk_id")).flatMap(company.store()::product);
            product.map(Product::number).ifPresent(number -> one.put("count_code", number));
            copy(line, one, LINE_FIELDS);
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
        var associated = text(content, "_associated_tracking");
        if (associated != null && flag(request, "return_associated_tracking_numbers")) {
            column(shown, "associated_tracking_numbers", associated);
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
            row.put("status_code", company.settings().display(document.status()));
        }
        return row;
    }
}
