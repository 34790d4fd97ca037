package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders read, updated, moved from status to status, deleted. */
class OrderChangeTest extends SimulatorTest {
    private static final String NO_INVOICE = "No invoice for given sales order. Tracking code cannot be add.";

    // ---- get_document

    @Test
    void an_order_that_is_not_there_cannot_be_found() {
        assertRefused(
                mk.call("get_document", "{'doc_type':'sales_order','doc_id':'999'}"),
                "2",
                "Cannot find document type sales_order with id = 999");
        assertRefused(
                mk.call("get_document", "{'doc_type':'sales_order','mk_id':'" + put(order("A-1")) + "'}"),
                "2",
                "Cannot find document type sales_order with id = null");
        assertRefused(
                mk.call("get_document", "{'doc_type':'sales_order','buyer_order':'nobody'}"),
                "2",
                "Cannot find document type sales_order with id = null");
    }

    @Test
    void the_flags_add_what_they_say() {
        var id = put(order(
                "A-1",
                "{'document_change_log_notes':'CRM req 1','mark_paid':[{'payment_type':'Kartica BA','date':'23.11.2026',"
                        + "'amount':'1895.01'}],'product_list':[{'code':'ART-041','amount':'1','meta_data':"
                        + "[{'key':'k','value_string':'v'}]},{'code':'DOSTAVA','amount':'1'}]}"));
        changeStatus(id, "ready_to_ship");

        var plain = get(id);
        for (var absent : List.of("document_info", "mark_paid", "last_paid_date", "sum_credit", "attachment_list")) {
            assertThat(plain.has(absent)).as(absent).isFalse();
        }
        var full = get(
                id,
                "return_document_info",
                "show_product_metadata",
                "show_product_detail",
                "show_tax_factor",
                "show_payment_detail",
                "show_last_payment_date");
        var log = full.path("document_info");
        assertThat(texts(log, "operation_type")).containsExactly("NEW", "CUSTOM", "DOCUMENT_STATUS_CHANGE");
        assertThat(log.path(1).path("notes").asText()).isEqualTo("CRM req 1");
        assertThat(log.path(2).path("value_previous").asText()).isEqualTo("Novo");
        assertThat(log.path(2).path("value_new").asText()).isEqualTo("Pripravljen za odpremo");
        var lines = full.path("product_list");
        assertThat(lines.path(0).path("meta_data").path(0).path("display_value").asText())
                .isEqualTo("v");
        assertThat(texts(lines, "type")).containsExactly("product", "service");
        assertThat(lines.path(0).path("tax_factor").asText()).isEqualTo("0.22");
        assertThat(full.path("mark_paid").path(0).path("amount").asText()).isEqualTo("1.895,01");
        assertThat(full.path("mark_paid").path(0).path("date").asText()).isEqualTo("23.11.2026");
        assertThat(full.path("last_paid_date").asText()).isEqualTo("23.11.2026");
    }

    @Test
    void a_company_without_order_statuses_shows_none() {
        var id = put(order("A-1"));
        mk.setting("statusDescPresent", "false");
        assertThat(get(id).path("status_code").asText()).isEqualTo("Novo");
        assertThat(get(id).has("status_desc")).isFalse();
        mk.setting("statusFieldsPresent", "false");
        assertThat(get(id).has("status_code")).isFalse();
    }

    // ---- update_document

    @Test
    void fields_are_changed_and_others_stay() {
        var id = put(order("A-1", "{'notes':'N','title':'T'}"));

        assertDone(update(
                id,
                "{'status_code':'shipped','shipped_date':'2026-11-24+02:00','delivery_type':'GLS','notes':'N2',"
                        + "'warehouse':'trgovina','extra_column':[{'name':'x','value':'1'}]}"));
        var order = get(id);
        assertThat(order.path("status_desc").asText()).isEqualTo("shipped");
        assertThat(order.path("shipped_date").asText()).isEqualTo("2026-11-24+02:00");
        assertThat(order.path("delivery_type").asText()).isEqualTo("GLS");
        assertThat(order.path("warehouse").asText()).isEqualTo("trgovina");
        assertThat(order.path("notes").asText()).isEqualTo("N2");
        assertThat(order.path("title").asText()).isEqualTo("T");
        assertThat(order.path("product_list")).hasSize(2);
        assertThat(reserved("ART-041")).isEqualTo("0");

        assertDone(update(id, "{'extra_column':[{'name':'x','value':'2'}],'delivery_type':'Sled'}"));
        assertThat(get(id).path("extra_column")).hasSize(1);
        assertThat(get(id).path("extra_column").path(0).path("value").asText()).isEqualTo("2");
        assertThat(get(id).path("delivery_type").asText()).isEqualTo("GLS");
    }

    @Test
    void an_order_can_be_named_by_its_buyer_order() {
        var id = put(order("A-1"));
        assertDone(mk.call("update_document", "{'doc_type':'sales_order','buyer_order':'A-1','notes':'by reference'}"));
        assertThat(get(id).path("notes").asText()).isEqualTo("by reference");
    }

    @Test
    void the_same_values_again_change_nothing() {
        var id = put(order("A-1", "{'notes':'N'}"));
        CLOCK.turnTo(NOON.plusSeconds(3600));
        assertDone(update(id, "{'notes':'N','delivery_type':'DHL','status_code':'created'}"));

        assertThat(get(id, "return_document_info").path("document_info")).hasSize(1);
        assertThat(search("last_change_from", "2026-11-23T12:30:00+02:00")
                        .path("result_all_records")
                        .asText())
                .isEqualTo("0");
    }

    @Test
    void clear_empties_fields() {
        var id = put(order("A-1", "{'notes':'N','notes_header':'H'}"));
        assertDone(update(id, "{'notes':'','clear':['notes']}"));
        assertThat(get(id).has("notes")).isFalse();
        assertThat(get(id).path("notes_header").asText()).isEqualTo("H");
    }

    @Test
    void lines_are_added_changed_and_removed() {
        var id = put(order("A-1"));
        var row = row(id, 0);

        assertDone(update(
                id,
                "{'product_add':[{'code':'ART-043','amount':'3'},{'mk_row_id':'" + row
                        + "','amount':'5','price':'9.5'}]}"));
        assertThat(amounts(id)).containsExactly("5", "1", "3");
        assertThat(row(id, 0)).isEqualTo(row);
        assertThat(get(id).path("product_list").path(0).path("price").asText()).isEqualTo("9.5");

        assertDone(update(id, "{'product_list':[{'mk_row_id':'" + row + "','mark_delete':'true'}]}"));
        assertThat(amounts(id)).containsExactly("1", "3");
        assertDone(update(id, "{'product_remove':[{'code':'ART-043','amount':'1'}]}"));
        assertThat(amounts(id)).containsExactly("1", "2");
        assertDone(update(id, "{'product_remove':[{'code':'ART-043'}]}"));
        assertThat(amounts(id)).containsExactly("1");
        assertThat(get(id).path("sum_all").asText()).isEqualTo("63.44");
        assertThat(reserved("ART-041")).isEqualTo("0");
        assertThat(reserved("ART-042")).isEqualTo("1");
    }

    @Test
    void removing_an_amount_runs_on_to_the_next_equal_line() {
        var id = put(order(
                "A-1",
                "{'product_list':[{'code':'ART-041','amount':'2'},{'code':'ART-042','amount':'1'},"
                        + "{'code':'ART-041','amount':'2'}]}"));
        assertDone(update(id, "{'product_remove':[{'code':'ART-041','amount':'3'}]}"));
        assertThat(amounts(id)).containsExactly("1", "1");
    }

    @Test
    void an_order_can_be_renumbered() {
        var id = put(order("A-1"));
        assertDone(update(id, "{'count_code_new':'MY-7'}"));
        assertThat(get(id).path("count_code").asText()).isEqualTo("MY-7");
        assertThat(mk.documents("count_code=MY-7")).hasSize(1);
    }

    @Test
    void a_tracking_code_waits_for_the_invoice() {
        var id = put(order("A-1"));

        assertRefused(update(id, "{'tracking_code':'T-1','notes':'N'}"), "6", NO_INVOICE);
        assertThat(get(id).has("notes")).isFalse();
        mk.act("{'action':'create_invoice','mk_id':'" + id + "'}");
        assertDone(update(id, "{'tracking_code':'T-1'}"));
        var order = get(id, "show_tracking_url", "return_delivery_service_events", "return_delivery_stats");
        assertThat(texts(order.path("extra_column"), "name"))
                .containsExactly("tracking_number", "tracking_url", "tracking_page_url");
        assertThat(order.path("extra_column").path(0).path("value").asText()).isEqualTo("T-1");
        assertThat(order.path("delivery_service_events")
                        .path(0)
                        .path("event_status")
                        .asText())
                .isEqualTo("Dodana koda za sledenje: T-1");
        assertThat(order.path("delivery_stats").path("tracking_last_event").asText())
                .isEqualTo("2026-11-23T12:00:00+02:00");
        assertDone(update(id, "{'clear':['tracking_code']}"));
        assertThat(get(id).has("extra_column")).isFalse();
    }

    @Test
    void what_the_tracking_code_waits_for_can_be_set() {
        var id = put(order("A-1"));
        mk.setting("trackingRefusalKeepsOtherFields", "true");
        mk.setting("trackingRefusalOprCode", "'2'");
        assertRefused(update(id, "{'tracking_code':'T-1','notes':'N','status_code':'shipped'}"), "2", NO_INVOICE);
        assertThat(get(id).path("notes").asText()).isEqualTo("N");
        assertThat(get(id).path("status_desc").asText()).isEqualTo("shipped");

        mk.setting("trackingNeedsInvoice", "false");
        assertDone(update(id, "{'tracking_code':'T-1'}"));

        var packed = put(order("A-2", "{'salesOrderTrackingType':'packing_list'}"));
        assertThat(update(packed, "{'tracking_code':'T-2'}").path("opr_code").asText())
                .isEqualTo("2");
        mk.act("{'action':'create_packing_list','mk_id':'" + packed + "'}");
        assertDone(update(packed, "{'tracking_code':'T-2'}"));
    }

    @Test
    void an_invoice_and_a_tracking_code_can_come_in_one_call() {
        var id = put(order("A-1"));
        assertDone(update(id, "{'create_invoice':'true','tracking_code':'T-1'}"));
        assertThat(texts(get(id).path("doc_link_list"), "doc_type")).containsExactly("sales_bill_domestic");
        assertThat(get(id).path("extra_column").path(0).path("value").asText()).isEqualTo("T-1");
    }

    @Test
    void lines_of_an_invoiced_order_are_treated_as_the_setting_says() {
        var id = put(order("A-1", "{'create_invoice':'true'}"));
        var change = "{'product_add':[{'code':'ART-043','amount':'1'}]}";

        assertThat(update(id, change).path("opr_code").asText()).isEqualTo("6");
        mk.setting("lineEditsAfterInvoice", "'ignore'");
        assertDone(update(id, change));
        assertThat(amounts(id)).hasSize(2);
        mk.setting("lineEditsAfterInvoice", "'apply'");
        assertDone(update(id, change));
        assertThat(amounts(id)).hasSize(3);
    }

    // ---- change_document_status, mark_orders_as_shipped

    @Test
    void a_status_is_changed_by_code_or_by_name() {
        var id = put(order("A-1"));
        assertDone(changeStatus(id, "ready_to_ship"));
        assertThat(get(id).path("status_code").asText()).isEqualTo("Pripravljen za odpremo");
        assertDone(changeStatus(id, "Odpremljen"));
        assertThat(get(id).path("status_desc").asText()).isEqualTo("shipped");

        mk.setting("acceptDisplayStatus", "false");
        assertThat(changeStatus(id, "Novo").path("opr_code").asText()).isEqualTo("1");
    }

    @Test
    void an_unknown_status_has_the_code_of_an_internal_error() {
        var id = put(order("A-1"));
        assertRefused(
                changeStatus(id, "Izgubljen"),
                "1",
                "Dinamični šifrant z vrednostjo ''Izgubljen'' tipa ''Prodajna naročila - status'' mora biti nastavljen");
    }

    @Test
    void several_orders_change_together_or_not_at_all() {
        var first = put(order("A-1"));
        var second = put(order("A-2"));
        var request = "{'doc_type':'sales_order','status_code':'paused','mk_id_list':[" + first + ",%s]}";

        assertThat(mk.call("change_document_status", request.formatted("1"))
                        .path("opr_code")
                        .asText())
                .isEqualTo("2");
        assertThat(get(first).path("status_desc").asText()).isEqualTo("created");
        assertDone(mk.call("change_document_status", request.formatted(second)));
        assertThat(get(first).path("status_desc").asText()).isEqualTo("paused");
        assertThat(get(second).path("status_desc").asText()).isEqualTo("paused");
    }

    @Test
    void the_user_is_recorded_and_has_to_exist() {
        put(order("A-1"));
        var request = "{'doc_type':'sales_order','status_code':'paused','buyer_order':'A-1','api_user_email':'%s'}";

        assertRefused(
                mk.call("change_document_status", request.formatted("nobody@example.com")),
                "6",
                "Cannot find email 'nobody@example.com' for paramether api_user_email");
        assertDone(mk.call("change_document_status", request.formatted("api@example.test")));
    }

    @Test
    void transitions_can_be_restricted() {
        mk.setting("allowedTransitions", "{'created':['ready_to_ship']}");
        var id = put(order("A-1"));
        assertThat(changeStatus(id, "shipped").path("opr_code").asText()).isEqualTo("6");
        assertDone(changeStatus(id, "ready_to_ship"));
        assertDone(changeStatus(id, "shipped"));
    }

    @Test
    void a_status_alone_moves_no_stock_and_releases_only_when_it_cancels() {
        var id = put(order("A-1"));
        assertThat(reserved("ART-041")).isEqualTo("2");
        for (var status : List.of("ready_to_ship", "shipped", "completed", "package_returned")) {
            assertDone(changeStatus(id, status));
            assertThat(reserved("ART-041")).as(status).isEqualTo("2");
            assertThat(amount("ART-041")).as(status).isEqualTo("1000");
        }
        for (var status : List.of("canceled", "manually_closed")) {
            assertDone(changeStatus(id, status));
            assertThat(reserved("ART-041")).as(status).isEqualTo("0");
        }
        assertDone(changeStatus(id, "created"));
        assertThat(reserved("ART-041")).isEqualTo("2");
    }

    @Test
    void canceling_an_invoiced_order_makes_a_goods_credit_note() {
        var id = put(order("A-1", "{'create_invoice':'true'}"));
        assertThat(amount("ART-041")).isEqualTo("998");
        assertDone(changeStatus(id, "canceled"));

        var links = get(id).path("doc_link_list");
        assertThat(texts(links, "doc_type")).containsExactly("sales_bill_domestic", "sales_bill_credit_note");
        assertThat(amount("ART-041")).isEqualTo("1000");
        assertThat(get(id, "show_sum_credit").path("sum_credit").asText()).isEqualTo("187.88");
        assertDone(changeStatus(id, "manually_closed"));
        assertThat(get(id).path("doc_link_list")).hasSize(2);
    }

    @Test
    void orders_are_marked_as_shipped_in_three_ways() {
        var first = put(order("A-1"));
        var second = put(order("A-2"));
        var austrian = put(order("A-3", "{'partner':{'customer':'Wirt','street':'Gasse 1','country':'Avstrija'}}"));

        assertDone(mk.call("mark_orders_as_shipped", "{'sales_order_id_list':['" + first + "']}"));
        assertThat(get(first).path("status_desc").asText()).isEqualTo("shipped");
        assertThat(get(first).path("shipped_date").asText()).isEqualTo("2026-11-23+02:00");
        assertDone(mk.call("mark_orders_as_shipped", "{'customer_order_list':['A-2']}"));
        assertThat(get(second).path("status_desc").asText()).isEqualTo("shipped");
        assertDone(mk.call("mark_orders_as_shipped", "{'country':'AT','status_code':'created'}"));
        assertThat(get(austrian).path("status_desc").asText()).isEqualTo("shipped");
        assertThat(mk.state()
                        .path("statuses")
                        .path("sales_order")
                        .path("created")
                        .asInt())
                .isEqualTo(4);
        for (var wrong :
                List.of("{}", "{'country':'SI'}", "{'customer_order_list':['A-1'],'sales_order_id_list':['1']}")) {
            assertThat(mk.call("mark_orders_as_shipped", wrong).path("opr_code").asText())
                    .isEqualTo("2");
        }
    }

    // ---- delete_document

    @Test
    void a_deleted_order_is_gone_with_its_reservation() {
        var id = put(order("A-1"));
        assertRefused(mk.call("delete_document", "{'doc_id':'" + id + "'}"), "2", "Paramether mk_id must be set");
        assertRefused(mk.call("delete_document", "{'mk_id':'" + id + "'}"), "1", "Internal server error.");
        assertDone(mk.call("delete_document", "{'doc_type':'sales_order','mk_id':'" + id + "'}"));

        assertRefused(
                mk.call("get_document", "{'doc_type':'sales_order','doc_id':'" + id + "'}"),
                "2",
                "Cannot find document type sales_order with id = " + id);
        assertThat(reserved("ART-041")).isEqualTo("0");
        assertThat(mk.documents("buyer_order=A-1")).isEmpty();
    }

    @Test
    void a_deleted_order_can_leave_its_reservation_behind() {
        mk.setting("deleteReleasesReservation", "false");
        var id = put(order("A-1"));
        assertDone(mk.call("delete_document", "{'doc_type':'sales_order','mk_id':'" + id + "'}"));
        assertThat(reserved("ART-041")).isEqualTo("2");
        assertThat(mk.state().path("documents").size()).isEqualTo(1);
    }

    @Test
    void an_invoiced_order_is_deleted_only_if_the_setting_says_so() {
        var id = put(order("A-1", "{'create_invoice':'true'}"));
        var request = "{'doc_type':'sales_order','mk_id':'" + id + "'}";
        assertThat(mk.call("delete_document", request).path("opr_code").asText())
                .isEqualTo("6");
        mk.setting("deleteWithInvoice", "'delete'");
        assertDone(mk.call("delete_document", request));
    }

    private static String row(String id, int index) {
        return get(id, "show_product_detail")
                .path("product_list")
                .path(index)
                .path("mk_row_id")
                .asText();
    }

    private static List<String> amounts(String id) {
        return texts(get(id).path("product_list"), "amount");
    }

    private static List<String> texts(JsonNode list, String field) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.path(field).asText()));
        return texts;
    }
}
