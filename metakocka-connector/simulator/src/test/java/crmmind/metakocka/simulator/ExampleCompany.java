package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import java.util.List;

/** The company that the vendor's examples are sent to: what a case needs is put into it first. */
final class ExampleCompany {
    static final String ORDER = "sales_order";

    private final SimulatorClient mk;

    ExampleCompany(SimulatorClient mk) {
        this.mk = mk;
    }

    /** A partner's fields, with the name given. */
    static ObjectNode partner(String name) {
        return SimulatorClient.json(PARTNER).put("customer", name);
    }

    private static final String PARTNER = "{'customer':'Test Partner 1','street':'Test street 1','post_number':'1000',"
            + "'place':'Ljubljana','country':'Slovenia','business_entity':'true','taxpayer':'true',"
            + "'foreign_county':'false','tax_id_number':'SI10000001'}";

    void act(String action, String fields) {
        mk.act(SimulatorClient.json(fields).put("action", action).toString().replace('"', '\''));
    }

    void act(String action, ObjectNode fields) {
        var response = mk.post("/_sim/actions", fields.deepCopy().put("action", action));
        assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(200);
    }

    /** Puts what a document names into the registers: warehouse, carrier, profit centre, payment types, statuses. */
    void registers(JsonNode document) {
        var mark = document.path("warehouse").asText();
        if (!mark.isEmpty() && !mark.equals("glavno")) {
            act("put_warehouse", Json.object().put("mark", mark));
        }
        register(
                "carriers",
                document.path("delivery_type").asText(),
                document.path("delivery_type").asText());
        var center = document.path("profit_center").asText();
        register("profitCenters", center, document.path("profit_center_desc").asText(center));
        var status = document.path("status_desc").asText();
        if (document.path("doc_type").asText().equals(ORDER)) {
            register("statusRegister", status, document.path("status_code").asText());
        }
        if (document.path("doc_type").asText().equals("warehouse_delivery_note")) {
            register(
                    "warehouseStatusRegister",
                    status,
                    document.path("status_code").asText());
        }
        for (var payment : document.path("mark_paid")) {
            var type = payment.path("payment_type").asText();
            if (!type.equals("X") && !type.equals("Gotovina")) {
                mk.setting("paymentTypes", "['Transakcijski račun','" + type + "']");
            }
        }
    }

    private void register(String register, String code, String display) {
        if (code.isEmpty()) {
            return;
        }
        var entries = (ArrayNode)
                mk.control("GET", "/_sim/settings", "").path(register).path("value");
        for (var entry : entries) {
            if (entry.path("code").asText().equals(code)
                    || entry.path("display").asText().equals(code)) {
                return;
            }
        }
        entries.addObject().put("code", code).put("display", display);
        mk.send("PUT", "/_sim/settings", Json.bytes(Json.object().set(register, entries)));
    }

    /** Makes the products that lines name. */
    void products(JsonNode document) {
        for (var list : List.of("product_list", "product_add")) {
            for (var line : document.path(list)) {
                if (line.isObject() && !line.path("code").asText().isEmpty()) {
                    var product = Json.object().put("code", line.path("code").asText());
                    for (var field : List.of("mk_id", "count_code", "name", "unit")) {
                        if (line.has(field)) {
                            product.set(field, line.get(field));
                        }
                    }
                    var details = product.putObject("details");
                    if (line.has("name_desc")) {
                        details.set("name_desc", line.get("name_desc"));
                    }
                    act("put_product", product);
                }
            }
        }
    }

    /** A document that can be put, with the given fields over it. */
    ObjectNode base(String type, ObjectNode fields) {
        act("put_product", "{'code':'base','count_code':'base','tax':'EX4'}");
        var base = SimulatorClient.json("{'doc_type':'" + type + "','doc_date':'23.11.2026','partner':" + PARTNER
                + ",'product_list':[{'code':'base','amount':'5','price':'100'}]}");
        return base.setAll(fields);
    }

    String putOrder(ObjectNode fields) {
        return put(base(ORDER, fields));
    }

    String put(ObjectNode document) {
        var answer = mk.call("put_document", document);
        assertThat(answer.path("opr_code").asText()).as(answer.toString()).isEqualTo("0");
        return answer.path("mk_id").asText();
    }
}
