package crmmind.metakocka.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.VendorExamples.Example;
import crmmind.metakocka.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Prepares the examples about partners, payments, reports, products and stock. */
final class MasterDataExamples {
    private final SimulatorClient mk;
    private final ExampleCompany company;

    MasterDataExamples(SimulatorClient mk, ExampleCompany company) {
        this.mk = mk;
        this.company = company;
    }

    ObjectNode forTransaction(ObjectNode request) {
        // the real system refuses more than one of the three, which the vendor's example has
        request.remove(List.of("count_code", "buyer_order"));
        mk.setting("paymentTypes", "['" + request.path("payment_type").asText() + "']");
        return request.put("mk_id", company.put(company.base("sales_bill_domestic", Json.object())));
    }

    ObjectNode forPartners(ObjectNode request) {
        for (var n = 1; n <= 2; n++) {
            var partner = ExampleCompany.partner("Test Partner " + n);
            partner.put("payment_due_days", "15").put("currency", "EUR");
            partner.putObject("partner_contact").put("gsm", "000").put("email", "p@example.test");
            mk.call("add_partner", Json.object().set("partner", partner));
        }
        return request;
    }

    ObjectNode forPartnerUpdate(ObjectNode request) {
        var partner = ExampleCompany.partner("Test Partner 1");
        partner.putObject("partner_contact").put("name", "N").put("gsm", "000").put("email", "p@example.test");
        partner.putObject("partner_delivery_address")
                .put("address_type", "Dobava")
                .put("street", "S 2");
        var added = mk.call("add_partner", Json.object().set("partner", partner));
        var second = added.path("mk_address_id_list").path(1).path("mk_id").asText();
        var sent = (ObjectNode) request.path("partner");
        sent.set("mk_id", added.get("mk_id"));
        ((ObjectNode) sent.path("partner_contact_list").path(0)).put("mk_address_id", second);
        ((ObjectNode) sent.path("partner_delivery_address_list").path(0)).put("mk_id", second);
        return request;
    }

    ObjectNode forReport(Example example, ObjectNode request) {
        if (request.has("mk_id")) {
            request.put("mk_id", company.putOrder(Json.object()));
        }
        if (example.name().contains("progress") || example.name().contains("done")) {
            var token = mk.call("report", "{'report_id':'149','async':'true'}").path("token");
            request.set("token", token);
            if (example.name().contains("done")) {
                mk.call("report", Json.object().put("report_id", "149").set("token", token));
            }
        }
        return request;
    }

    ObjectNode forStock(Example example, ObjectNode request) {
        var product = Json.object().put("code", "art1").put("price", "1");
        var details = product.putObject("details").put("unit2", "blok").put("unit_factor", "2");
        details.set("order_in_delivery", example.response().path("order_in_delivery"));
        if (details.path("order_in_delivery").isMissingNode()) {
            details.remove("order_in_delivery");
        }
        company.act("put_product", product);
        company.act("adjust_stock", "{'code':'art1','amount':'863.75'}");
        mk.setting("stockRowsPerLocation", "true");
        return request;
    }

    ObjectNode forProducts(Example example, ObjectNode request) {
        var list = example.response().path("product_list");
        mk.setting("listOfOneAsObject", Boolean.toString(list.isObject()));
        var shown = list.isObject() ? list : list.path(0);
        if (shown.path("localization").isObject()) {
            mk.setting("listOfOneAsObject", "true");
        }
        var product = Json.object();
        var details = product.putObject("details");
        for (var field : shown.properties()) {
            switch (field.getKey()) {
                case "code", "count_code", "mk_id", "name", "unit", "service" ->
                    product.set(field.getKey(), field.getValue());
                case "amount", "amount_detail", "free_amount", "localization" -> {}
                default -> details.set(field.getKey(), field.getValue());
            }
        }
        company.act("put_product", product);
        company.act(
                "adjust_stock",
                Json.object().put("code", shown.path("code").asText()).put("amount", "10"));
        if (list.isArray()) {
            company.act("put_product", "{'code':'second'}"); // or the list would be a bare object
        }
        if (request.has("count_code")) {
            request.set("count_code", shown.get("count_code"));
        }
        return request;
    }

    ObjectNode forSync(Example example, ObjectNode request) {
        if (!example.name().contains("unknown_user")) {
            var rows = new ArrayList<JsonNode>();
            example.response().path("stock_list").forEach(rows::add);
            if (example.response().path("stock_remove_list").isObject()) {
                rows.add(example.response().path("stock_remove_list"));
            }
            for (var row : rows) {
                place(row);
            }
            if (example.response().has("error_list")) {
                company.act("put_warehouse", "{'mark':'w','mk_id':'1600456606'}");
            }
        } else {
            mk.setting("users", "['api@example.test']");
        }
        return request;
    }

    private void place(JsonNode row) {
        var warehouse = row.path("warehouse_id").asText();
        company.act("put_warehouse", Json.object().put("mark", "w" + warehouse).put("mk_id", warehouse));
        company.act(
                "put_product",
                Json.object()
                        .put("code", row.path("product_code").asText())
                        .put("mk_id", row.path("product_id").asText()));
        company.act(
                "adjust_stock",
                Json.object()
                        .put("code", row.path("product_code").asText())
                        .put("warehouse", "w" + warehouse)
                        .put("amount", "3"));
    }
}
