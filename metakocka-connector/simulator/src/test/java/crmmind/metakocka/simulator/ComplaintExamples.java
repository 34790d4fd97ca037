package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import java.util.List;

/** Prepares the examples about complaints. */
final class ComplaintExamples {
    private final SimulatorClient mk;
    private final ExampleCompany company;

    ComplaintExamples(SimulatorClient mk, ExampleCompany company) {
        this.mk = mk;
        this.company = company;
    }

    /** A complaint of an invoiced order, completed, and its id. */
    String complaint() {
        mk.setting("completedComplaintOrderStatus", "'shipped'");
        company.putOrder(
                SimulatorClient.json("{'buyer_order':'B-1','create_invoice':'true','product_list':[{'code':'base',"
                        + "'amount':'5','price':'1.00','discount':'7'}]}"));
        complaintOf(
                "B-1",
                SimulatorClient.json(
                        "{'claim_description':'D','claim_reason':'R','replacement_products':[{'code':'base',"
                                + "'amount':'1'}]}"));
        var id = onlyComplaint();
        for (var line : List.of("draft", "completed")) {
            mk.call(
                    "update_complaint",
                    "{'claim_id':'" + id + "','claim_type':'reclamation','claim_status':'" + line
                            + "','claim_note':'N'}");
        }
        return id;
    }

    void complaintOf(String reference, ObjectNode more) {
        var complaint = SimulatorClient.json("{'api_user_email':'api@example.test','claim_type':'reclamation',"
                + "'sales_order_customer_order':'" + reference
                + "','complaint_products':[{'code':'base','amount':'1'}]}");
        complaint.setAll(more);
        assertThat(mk.call("create_complaint", complaint).path("opr_code").asText())
                .isEqualTo("0");
    }

    private String onlyComplaint() {
        return mk.documents("doc_type=complaint").path(0).path("mk_id").asText();
    }

    ObjectNode forComplaint(ObjectNode request) {
        company.putOrder(Json.object()
                .put("count_code", request.path("sales_order_count_code").asText()));
        for (var list : List.of("complaint_products", "replacement_products")) {
            for (var line : request.path(list)) {
                ((ObjectNode) line).put("count_code", "base").put("amount", "1");
                if (line.has("price_with_tax")) {
                    ((ObjectNode) line).put("price_with_tax", "1");
                }
            }
        }
        return request;
    }

    ObjectNode forComplaintUpdate(ObjectNode request) {
        if (request.has("claim_id")) {
            company.putOrder(Json.object().put("buyer_order", "B-1"));
            complaintOf("B-1", Json.object());
            request.put("claim_id", onlyComplaint());
        }
        return request;
    }
}
