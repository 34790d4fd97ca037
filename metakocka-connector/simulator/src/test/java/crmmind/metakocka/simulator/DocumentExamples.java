package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.VendorExamples.Example;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;
import java.util.List;
import java.util.Set;

/** Prepares the examples that make, show, change and delete documents. */
final class DocumentExamples {
    private static final Set<String> ANSWERED_ONLY = Set.of(
            "mk_id",
            "opr_code",
            "doc_date",
            "status_code",
            "eshop_name",
            "mark_paid",
            "extra_column",
            "attachment_list");

    private final SimulatorClient mk;
    private final ExampleCompany company;
    private final ComplaintExamples complaints;

    DocumentExamples(SimulatorClient mk, ExampleCompany company, ComplaintExamples complaints) {
        this.mk = mk;
        this.company = company;
        this.complaints = complaints;
    }

    ObjectNode forPut(Example example, ObjectNode request) {
        var type = request.path("doc_type").asText(ExampleCompany.ORDER);
        if (request.has("mk_id") && !example.name().contains("error")) {
            request.put("mk_id", company.putOrder(Json.object()));
        }
        if (request.path("doc_date").asText().equals("2021-11-205+02:00")) {
            request.put("doc_date", "2021-11-05+02:00"); // the vendor's date does not exist
        }
        if (type.equals("sales_bill_credit_note") && request.has("credit_note_bill")) {
            var bill = company.base("sales_bill_domestic", Json.object());
            bill.put("count_code", request.path("credit_note_bill").asText());
            bill.set("product_list", request.get("product_list"));
            company.put(bill);
            if (request.path("credit_note_type").asText().equals("financial")) {
                company.act("put_product", "{'code':'art1','service':'true'}");
            }
        }
        for (var link : request.path("sales_order_list")) {
            company.putOrder(
                    Json.object().put("count_code", link.path("count_code").asText()));
        }
        return switch (example.name()) {
            case "put_document.error.products_not_found" ->
                company.base(
                        "warehouse_packing_list",
                        SimulatorClient.json(
                                "{'product_list':[{'code':'art200','amount':'1','price':'100','tax':'EX4'},"
                                        + "{'code':'art400','amount':'1','price':'100','tax':'EX4'}]}"));
            case "put_document.error.tax_missing" -> {
                company.act("put_product", "{'code':'X','name':'Y','tax':''}");
                yield company.base(ExampleCompany.ORDER, request);
            }
            case "put_document.error.partner_missing" -> request.put("mk_id", company.putOrder(Json.object()));
            case "put_document.error.invalid_status_code", "put_document.error.unknown_doc_type" -> request;
            default ->
                example.content().path("request_is_fragment").asBoolean()
                        ? company.base(ExampleCompany.ORDER, request)
                        : request;
        };
    }

    ObjectNode forDelete(ObjectNode request) {
        if (request.has("mk_id")) {
            request.put(
                    "mk_id", company.put(company.base(request.path("doc_type").asText(), Json.object())));
        }
        return request;
    }

    ObjectNode forShipping(ObjectNode request) {
        var ids = Json.array();
        for (var n = 0; n < 3; n++) {
            ids.add(company.putOrder(Json.object()));
        }
        if (request.has("sales_order_id_list")) {
            request.set("sales_order_id_list", ids);
        }
        return request;
    }

    /** Makes the document that the example shows, as far as it can be sent. */
    ObjectNode forGet(Example example, ObjectNode request) {
        var shown =
                example.response().isObject() ? (ObjectNode) example.response().deepCopy() : Json.object();
        var type = request.path("doc_type").asText();
        if (example.name().contains("error")) {
            return request;
        }
        if (type.equals("complaint")) {
            return request.put("doc_id", complaints.complaint());
        }
        company.products(shown);
        if (request.has("buyer_order")) {
            company.putOrder(
                    Json.object().put("buyer_order", request.path("buyer_order").asText()));
            return request;
        }
        return request.put("doc_id", alike(type, shown));
    }

    /** Makes a document like the one that is shown, as far as it can be sent, and what is linked to it. */
    String alike(String type, ObjectNode shown) {
        var id = company.put(sent(type, shown));
        var order = Json.object().put("mk_id", id);
        if (shown.has("doc_link_list") || shown.path("document_info").size() > 3) {
            company.act("create_packing_list", order);
            company.act("create_invoice", order);
            company.act("change_status", order.deepCopy().put("status_code", "ready_to_ship"));
        }
        if (tracked(shown)) {
            company.act("make_label", order.deepCopy().put("tracking_code", "T-1"));
            company.act("make_label", order.deepCopy().put("tracking_code", "T-2"));
        }
        for (var payment : shown.path("mark_paid")) {
            pay(type, id, payment);
        }
        return id;
    }

    private ObjectNode sent(String type, ObjectNode shown) {
        var document = company.base(type, Json.object());
        shown.properties().stream()
                .filter(field -> !field.getKey().startsWith("sum_") && !ANSWERED_ONLY.contains(field.getKey()))
                .forEach(field -> document.set(field.getKey(), field.getValue()));
        if (shown.path("partner").has("mk_id")) {
            // the partner is another each time, and so is whoever receives
            ((ObjectNode) document.path("partner")).remove(List.of("mk_id", "mk_address_id", "count_code"));
            document.remove("receiver");
        }
        if (shown.has("status_desc")) {
            document.set("status_code", shown.get("status_desc"));
        }
        if (shown.has("eshop_name")) {
            document.set("link_to_web_store", shown.get("eshop_name"));
        }
        if (shown.has("sum_paid")) {
            document.putArray("mark_paid")
                    .addObject()
                    .put("payment_type", "Transakcijski račun")
                    .put("date", "23.11.2026")
                    .set("amount", shown.get("sum_paid"));
        }
        if (shown.has("attachment_list")) {
            document.putArray("attachment_list")
                    .addObject()
                    .put("file_name", "a.pdf")
                    .put("source_url", "URL");
        }
        for (var line : Fields.objects(document, "product_list")) {
            if (!line.has("price") && !line.has("price_with_tax")) {
                line.put("price", "1");
            }
            if (!line.has("amount")) {
                line.put("amount", "1");
            }
        }
        var columns = document.putArray("extra_column");
        for (var column : shown.path("extra_column")) {
            if (!column.path("name").asText().contains("tracking")) {
                columns.add(column);
            }
        }
        return document;
    }

    private static boolean tracked(ObjectNode shown) {
        return shown.has("delivery_service_events")
                || shown.has("delivery_stats")
                || shown.has("sticker_list")
                || shown.path("extra_column").findValuesAsText("name").stream()
                        .anyMatch(name -> name.contains("tracking"));
    }

    private void pay(String type, String id, JsonNode payment) {
        var amount = payment.path("amount").asText().replace(".", "").replace(',', '.');
        var transaction = Json.object()
                .put("doc_type", type)
                .put("mk_id", id)
                .put("payment_mode", "payment")
                .put("payment_type", payment.path("payment_type").asText())
                .put("price", amount)
                .put("cash_register", payment.path("cashRegister").asText())
                .put("notes", payment.path("notes").asText());
        assertThat(mk.call("put_transaction", transaction).path("opr_code").asText())
                .isEqualTo("0");
    }

    ObjectNode forUpdate(Example example, ObjectNode request) {
        var type = request.path("doc_type").asText();
        var reference = request.path("buyer_order").asText();
        var fields = reference.isEmpty() ? Json.object() : Json.object().put("buyer_order", reference);
        var id = company.put(company.base(type, fields));
        if (request.has("mk_id")) {
            request.put("mk_id", id);
        }
        if (request.has("tracking_code") && !request.has("create_invoice")) {
            company.act("create_invoice", Json.object().put("mk_id", id));
        }
        if (example.name().equals("update_document.sales_order.product_change")) {
            var row = mk.call(
                            "get_document",
                            "{'doc_type':'sales_order','doc_id':'" + id + "','show_product_detail':'true'}")
                    .path("product_list")
                    .path(0)
                    .path("mk_row_id")
                    .asText();
            ((ObjectNode) request.path("product_add").path(0)).put("mk_row_id", row);
        }
        return request;
    }
}
