package crmmind.metakocka.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.VendorExamples.Example;
import crmmind.metakocka.simulator.wire.Fields;
import crmmind.metakocka.simulator.wire.Json;

/** Prepares the examples that look for documents. */
final class SearchExamples {
    private final SimulatorClient mk;
    private final ExampleCompany company;
    private final DocumentExamples documents;
    private final ComplaintExamples complaints;

    SearchExamples(
            SimulatorClient mk, ExampleCompany company, DocumentExamples documents, ComplaintExamples complaints) {
        this.mk = mk;
        this.company = company;
        this.documents = documents;
        this.complaints = complaints;
    }

    ObjectNode forSearch(Example example, ObjectNode request) {
        if (request.isEmpty()) { // the vendor shows the answer only
            searched(ExampleCompany.ORDER, (ObjectNode)
                    example.response().path("result").path(0).deepCopy());
            return request.put("doc_type", ExampleCompany.ORDER).put("result_type", "doc");
        }
        var type = request.path("doc_type").asText(ExampleCompany.ORDER);
        switch (type) {
            case "complaint" -> complaints.complaint();
            case "purchase_product" -> {
                company.act("put_product", "{'code':'a','details':{'weight':'7,3'}}");
                company.act("put_product", "{'code':'b'}");
            }
            case "transfer_order" -> {}
            default -> {
                var shown = example.response().path("result").path(0);
                if (request.path("result_type").asText().equals("doc") && shown.has("product_list")) {
                    searched(type, (ObjectNode) shown.deepCopy());
                } else {
                    searchedByName(type, request);
                }
            }
        }
        widen(request);
        return request;
    }

    /** Stretches ranges of dates so that they hold what was made just now. */
    private static void widen(ObjectNode request) {
        for (var condition : Fields.objects(request, "query_advance")) {
            var name = condition.path("type").asText();
            var time = name.startsWith("doc") ? "+02:00" : "T00:00:00+02:00";
            if (name.endsWith("_from")) {
                condition.put("value", "2014-01-01" + time);
            } else if (name.endsWith("_to")) {
                condition.put("value", "2099-01-01" + time);
            }
        }
    }

    private void searched(String type, ObjectNode shown) {
        company.registers(shown.put("doc_type", type));
        company.products(shown);
        documents.alike(type, shown.deepCopy().put("title", "acme"));
    }

    private void searchedByName(String type, ObjectNode request) {
        var partner = ExampleCompany.partner("acme");
        var document = company.base(type, Json.object().set("partner", partner));
        document.put("title", request.path("query").asText("acme"));
        var id = company.put(document);
        if (request.has("return_delivery_service_events")) {
            company.act("make_label", Json.object().put("mk_id", id).put("tracking_code", "T-1"));
        }
        if (request.has("return_credit_note_for_invoice")) {
            var number = mk.call("get_document", "{'doc_type':'" + type + "','doc_id':'" + id + "'}")
                    .path("count_code")
                    .asText();
            company.put(company.base(
                    "sales_bill_credit_note",
                    Json.object().put("credit_note_type", "goods").put("credit_note_bill", number)));
        }
    }

    ObjectNode forTracking(Example example, ObjectNode request) {
        if (!example.name().contains("error")) {
            var id = company.putOrder(Json.object().put("buyer_order", "B-1"));
            company.act("make_label", Json.object().put("mk_id", id).put("tracking_code", "TRACKING_CODE"));
            complaints.complaintOf("B-1", Json.object().put("return_tracking_code", "R-1"));
        }
        return request;
    }
}
