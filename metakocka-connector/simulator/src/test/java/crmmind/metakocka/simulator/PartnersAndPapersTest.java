package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partners, complaints, payments, attachments, tracking codes, reports. */
class PartnersAndPapersTest extends SimulatorTest {
    // ---- partners

    @Test
    void partners_are_found_in_every_documented_way_without_an_opr_code() {
        for (var filter : List.of(
                "{'partner_id':'1600100001'}",
                "{'partner_name':'hribar'}",
                "{'partner_tax_number':'SI10000011'}",
                "{'partner_email':'PARTNER1@example.test'}",
                "{'partner_phone_number':'040000001'}")) {
            var answer = mk.call("get_partner", filter);
            assertThat(answer.has("opr_code")).isFalse();
            assertThat(answer.path("partner_list_count").asText()).as(filter).isEqualTo("1");
            assertThat(answer.path("partner_list").path(0).path("mk_id").asText())
                    .isEqualTo("1600100001");
        }
        assertThat(mk.call("get_partner", "{}").path("partner_list_count").asText())
                .isEqualTo("10");
        assertThat(mk.call("get_partner", "{'limit':'3','offset':'8'}").path("partner_list"))
                .hasSize(2);
        assertRefused(
                mk.call("get_partner", "{'partner_email':'nobody@example.test'}"),
                "2",
                "No partner with such properties.");
    }

    @Test
    void a_partner_is_added_with_a_billing_address_first() {
        var answer = mk.call(
                "add_partner",
                "{'partner':{'customer':'Nov','street':'Ulica 1','post_number':'1000','place':'Ljubljana','country':'SI',"
                        + "'partner_contact':{'name':'N','email':'nov@example.test'},"
                        + "'partner_delivery_address':{'address_type':'Dobava','street':'Ulica 2','city':'Kranj'}}}");
        assertThat(answer.has("opr_code")).isFalse();
        assertThat(answer.path("mk_address_id_list")).hasSize(2);
        assertThat(answer.has("mk_contact_id")).isTrue();

        var partner = mk.call("get_partner", "{'partner_email':'nov@example.test'}")
                .path("partner_list")
                .path(0);
        assertThat(partner.path("mk_id")).isEqualTo(answer.path("mk_id"));
        var addresses = partner.path("partner_delivery_address_list");
        assertThat(addresses.path(0).path("address_type").asText()).isEqualTo("Račun");
        assertThat(addresses.path(0).path("city").asText()).isEqualTo("Ljubljana");
        assertThat(addresses.path(1).path("address_type").asText()).isEqualTo("Dobava");
        put(order(
                "A-1",
                "{'partner':{'mk_id':'" + answer.path("mk_id").asText() + "','mk_address_id':'"
                        + addresses.path(1).path("mk_id").asText() + "'}}"));
        assertThat(mk.documents("buyer_order=A-1")
                        .path(0)
                        .path("partner")
                        .path("street")
                        .asText())
                .isEqualTo("Ulica 2");
    }

    @Test
    void a_partner_is_updated_with_addresses_and_contacts() {
        var answer = mk.call(
                "update_partner",
                "{'partner':{'mk_id':'1600100001','customer':'Hribar in hči d.o.o.',"
                        + "'partner_contact_list':[{'mk_address_id':'1600110001','name':'H','email':'h@example.test'}],"
                        + "'partner_delivery_address_list':[{'mk_id':'1600110001','street':'Celovška 13'},"
                        + "{'address_type':'Poslovna enota','street':'Nova 1','city':'Kranj'}]}}");
        assertThat(answer.has("opr_code")).isFalse();
        var partner = answer.path("partner_list").path(0);
        assertThat(partner.path("customer").asText()).isEqualTo("Hribar in hči d.o.o.");
        assertThat(partner.path("partner_contact_list")).hasSize(2);
        assertThat(partner.path("partner_delivery_address_list")
                        .path(0)
                        .path("street")
                        .asText())
                .isEqualTo("Celovška 13");
        assertThat(partner.path("partner_delivery_address_list")).hasSize(2);
        assertThat(mk.call("update_partner", "{'partner':{'mk_id':'1'}}")
                        .path("opr_code")
                        .asText())
                .isEqualTo("6");
    }

    // ---- complaints

    private static final String COMPLAINT = "{'api_user_email':'api@example.test','claim_type':'return',"
            + "'sales_order_customer_order':'A-1','claim_description':'D',"
            + "'complaint_products':[{'code':'ART-041','amount':'1','complaint_reason':'R'}]}";

    private static ObjectNode complaint(String more) {
        return SimulatorClient.json(COMPLAINT).setAll(SimulatorClient.json(more));
    }

    private static ObjectNode complaints(String from) {
        return mk.call(
                "search",
                "{'doc_type':'complaint','result_type':'doc','query_advance':[{'type':'last_change_from','value':'"
                        + from + "'}]}");
    }

    @Test
    void a_complaint_is_made_without_telling_its_id_and_found_by_search() {
        assertRefused(complaints("2026-01-01T00:00:00+02:00"), "6", "No complaints found");
        put(order("A-1"));
        var answer = mk.call("create_complaint", complaint("{}"));
        assertDone(answer);
        assertThat(answer.has("mk_id")).isFalse();

        var found = complaints("2026-01-01T00:00:00+02:00");
        assertThat(found.has("result_all_records")).isFalse();
        assertThat(found.path("limit").asText()).isEqualTo("100");
        var complaint = found.path("result").path(0);
        assertThat(complaint.path("status_code").asText()).isEqualTo("draft");
        assertThat(complaint.path("buyer_order").asText()).isEqualTo("A-1");
        assertThat(complaint.path("complaint_products").path("amount").asText()).isEqualTo("1");
        assertThat(complaint.path("last_change_ts").asText()).isEqualTo("2026-11-23T12:00:00+02:00");
        assertThat(document("complaint", complaint.path("mk_id").asText())).isEqualTo(complaint);
        assertThat(mk.call(
                                "get_document",
                                "{'doc_type':'complaint','doc_count_code':'"
                                        + complaint.path("count_code").asText() + "'}")
                        .path("mk_id"))
                .isEqualTo(complaint.path("mk_id"));
        assertThat(mk.call("search", "{'doc_type':'complaint'}")
                        .path("opr_code")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void wrong_complaints_are_refused() {
        put(order("A-1"));
        assertRefused(
                mk.call("create_complaint", complaint("{'api_user_email':'x@example.test'}")),
                "6",
                "Cannot find email 'x@example.test' for paramether api_user_email");
        assertRefused(mk.call("create_complaint", complaint("{'datetime':'yesterday'}")), "6", "datetime is not valid");
        assertRefused(
                mk.call("create_complaint", complaint("{'sales_order_customer_order':'X'}")),
                "6",
                "Cannot find sales order with buyer order 'X'");
        assertRefused(
                mk.call("create_complaint", complaint("{'complaint_products':[{'code':'X','amount':'1'}]}")),
                "6",
                "Cannot find product with code = X");
        assertThat(mk.call("create_complaint", complaint("{'claim_type':'other'}"))
                        .path("opr_code")
                        .asText())
                .isEqualTo("2");
        assertRefused(mk.call("update_complaint", "{}"), "6", "claim_id is required");
        assertThat(mk.state().path("documents").has("complaint")).isFalse();
    }

    @Test
    void a_completed_return_credits_the_goods() {
        var order = put(order("A-1", "{'create_invoice':'true'}"));
        mk.setting("completedComplaintOrderStatus", "'package_returned'");
        assertDone(mk.call("create_complaint", complaint("{}")));
        var id = complaints("2026-01-01T00:00:00+02:00")
                .path("result")
                .path(0)
                .path("mk_id")
                .asText();
        var update =
                "{'claim_id':'" + id + "','claim_type':'return','claim_status':'%s','return_tracking_code':'RT-1'}";
        assertDone(mk.call("update_complaint", update.formatted("progress")));
        assertDone(mk.call("update_complaint", update.formatted("completed")));
        assertDone(mk.call("update_complaint", update.formatted("completed")));

        assertThat(amount("ART-041")).isEqualTo("999");
        assertThat(get(order).path("status_desc").asText()).isEqualTo("package_returned");
        var complaint = document("complaint", id);
        assertThat(complaint.path("doc_link_list")).hasSize(3);
        assertThat(complaint.path("doc_link_list").path(2).path("sum_eur").asText())
                .isEqualTo("62.22");
        assertThat(complaint.path("sales_order_new_status").asText()).isEqualTo("package_returned");
        assertThat(mk.call("search_tracking_code", "{'tracking_code':'RT-1'}")
                        .path("mk_id")
                        .asText())
                .isEqualTo(order);
    }

    @Test
    void a_completed_replacement_makes_an_order() {
        put(order("A-1"));
        assertDone(mk.call(
                "create_complaint",
                complaint("{'claim_type':'replacement','claim_status':'completed',"
                        + "'replacement_products':[{'code':'ART-043','amount':'1','price_with_tax':'0'}]}")));
        assertThat(search("product_code_list", "ART-043").path("result")).hasSize(1);
    }

    // ---- payments

    @Test
    void a_transaction_adds_a_payment_each_time() {
        var id = put(order("A-1"));
        var payment = "{'doc_type':'sales_order','buyer_order':'A-1','payment_mode':'%s',"
                + "'payment_type':'Kartica BA','date':'2026-11-23+02:00','price':'10.5','notes':'n'}";

        assertDone(mk.call("put_transaction", payment.formatted("payment")));
        assertDone(mk.call("put_transaction", payment.formatted("payment")));
        assertDone(mk.call("put_transaction", payment.formatted("return")));
        assertThat(get(id).path("sum_paid").asText()).isEqualTo("10.5");
        assertThat(get(id, "show_payment_detail").path("mark_paid")).hasSize(3);
        assertThat(get(id, "show_payment_detail")
                        .path("mark_paid")
                        .path(2)
                        .path("payment_tip")
                        .asText())
                .isEqualTo("Vračilo");

        for (var wrong : List.of(
                "{'payment_mode':'gift'}",
                "{'mk_id':'1'}",
                "{'payment_type':'X'}",
                "{'price':'x'}",
                "{'doc_type':'x'}")) {
            var request = SimulatorClient.json(payment.formatted("payment"));
            request.setAll(SimulatorClient.json(wrong));
            assertThat(mk.call("put_transaction", request).path("opr_code").asText())
                    .as(wrong)
                    .isIn("2", "6");
        }
    }

    // ---- attachments, tracking codes, reports

    @Test
    void attachments_add_up_and_need_a_name() {
        var id = put(order("A-1"));
        var file = "{'doc_type':'sales_order','mk_id':'" + id + "','attachment_list':[{%s'data_b64':'QUJD'}]}";

        assertRefused(mk.call("add_attachment", file.formatted("")), "6", "file_name is required");
        assertDone(mk.call("add_attachment", file.formatted("'file_name':'a.txt',")));
        assertDone(mk.call("add_attachment", file.formatted("'file_name':'a.txt',")));
        assertThat(get(id, "show_attachments").path("attachment_list")).hasSize(2);
        mk.setting("sameNameReplacesAttachment", "true");
        assertDone(mk.call("add_attachment", file.formatted("'file_name':'a.txt',")));
        assertThat(get(id, "show_attachments").path("attachment_list")).hasSize(1);
    }

    @Test
    void a_tracking_code_leads_to_its_order() {
        assertRefused(mk.call("search_tracking_code", "{'tracking_code':'T-1'}"), "6", "Tracking code T-1 not found");
        var id = put(order("A-1", "{'create_invoice':'true'}"));
        assertDone(update(id, "{'tracking_code':'T-1'}"));
        var found = mk.call("search_tracking_code", "{'tracking_code':'T-1'}");
        assertThat(found.path("mk_id").asText()).isEqualTo(id);
        assertThat(found.path("buyer_order").asText()).isEqualTo("A-1");
    }

    @Test
    void a_report_is_one_page_of_pdf_or_a_json_error() {
        var id = put(order("A-1"));
        var answer = mk.post(
                SimulatorClient.path("report"),
                SimulatorClient.withCredentials(SimulatorClient.json("{'report_id':'38','mk_id':'" + id + "'}")));
        assertThat(answer.headers().firstValue("content-type")).contains("application/pdf");
        assertPdf(answer.body());
        assertThat(mk.call("report", "{'report_id':'38','mk_id':'1'}")
                        .path("opr_code")
                        .asText())
                .isEqualTo("6");
    }

    @Test
    void a_report_can_be_fetched_by_token() throws Exception {
        var token = mk.call("report", "{'report_id':'149','async':'true'}")
                .path("token")
                .asText();
        var ask = "{'report_id':'149','async':'true','token':'%s'}";
        assertRefused(mk.call("report", ask.formatted("x")), "6", "Report with this token does not exist.");
        assertThat(mk.call("report", ask.formatted(token)).has("progress")).isTrue();
        var url = mk.call("report", ask.formatted(token)).path("url").asText();
        try (var in = URI.create(url).toURL().openStream()) {
            assertPdf(in.readAllBytes());
        }
    }

    /** The cross reference has to point at the objects. */
    private static void assertPdf(byte[] pdf) {
        var text = new String(pdf, US_ASCII);
        assertThat(text).startsWith("%PDF-1.4\n").endsWith("%%EOF\n").contains("/Count 1");
        var table = Integer.parseInt(text.substring(text.indexOf("startxref\n") + 10, text.indexOf("\n%%EOF")));
        var rows = text.substring(table).split("\n");
        assertThat(rows[0]).isEqualTo("xref");
        for (var object = 1; object <= 5; object++) {
            var offset = Integer.parseInt(rows[2 + object].substring(0, 10));
            assertThat(text.substring(offset)).startsWith(object + " 0 obj");
        }
    }
}
