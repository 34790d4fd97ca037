package crmmind.metakocka.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.VendorExamples.Example;
import crmmind.metakocka.simulator.wire.Json;

/** Prepares an empty company for one of the vendor's examples. */
final class ExamplePreparation {
    private final SimulatorClient mk;
    private final ExampleCompany company;
    private final ComplaintExamples complaints;
    private final DocumentExamples documents;
    private final SearchExamples searches;
    private final MasterDataExamples masterData;

    ExamplePreparation(SimulatorClient mk) {
        this.mk = mk;
        this.company = new ExampleCompany(mk);
        this.complaints = new ComplaintExamples(mk, company);
        this.documents = new DocumentExamples(mk, company, complaints);
        this.searches = new SearchExamples(mk, company, documents, complaints);
        this.masterData = new MasterDataExamples(mk, company);
    }

    /** Puts into the company what the example needs and answers its request with the ids that are there. */
    ObjectNode prepared(Example example) {
        var request = example.request();
        company.registers(request);
        company.registers(example.response());
        company.products(request);
        if (request.has("api_user_email")) {
            mk.setting(
                    "users",
                    "['api@example.test','" + request.path("api_user_email").asText() + "']");
        }
        return switch (example.operation()) {
            case "put_document" -> documents.forPut(example, request);
            case "get_document" -> documents.forGet(example, request);
            case "update_document" -> documents.forUpdate(example, request);
            case "delete_document" -> documents.forDelete(request);
            case "change_document_status" -> request.put("mk_id", company.putOrder(Json.object()));
            case "add_attachment" -> request.put("mk_id", company.putOrder(Json.object()));
            case "mark_orders_as_shipped" -> documents.forShipping(request);
            case "search" -> searches.forSearch(example, request);
            case "search_tracking_code" -> searches.forTracking(example, request);
            case "put_transaction" -> masterData.forTransaction(request);
            case "get_partner" -> masterData.forPartners(request);
            case "update_partner" -> masterData.forPartnerUpdate(request);
            case "report" -> masterData.forReport(example, request);
            case "warehouse_list" -> {
                company.act("put_warehouse", "{'mark':'oznaka1'}");
                yield request;
            }
            case "warehouse_stock" -> masterData.forStock(example, request);
            case "product_list" -> masterData.forProducts(example, request);
            case "create_complaint" -> complaints.forComplaint(request);
            case "update_complaint" -> complaints.forComplaintUpdate(request);
            case "sync_stock" -> masterData.forSync(example, request);
            default -> request;
        };
    }
}
