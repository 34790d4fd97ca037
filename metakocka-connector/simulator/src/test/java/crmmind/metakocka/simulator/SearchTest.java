package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest extends SimulatorTest {
    @Test
    void rows_are_short_and_counted() {
        var answer = search("{'limit':5,'offset':10}");

        assertThat(answer.path("result_all_records").asText()).isEqualTo("12");
        assertThat(answer.path("result_count").asText()).isEqualTo("2");
        assertThat(answer.path("limit").asText()).isEqualTo("2");
        assertThat(answer.path("offset").asText()).isEqualTo("10");
        assertThat(answer.path("result").path(0).size()).isEqualTo(3);
        assertThat(search("{'offset':12}").has("result")).isFalse();
        assertThat(search("{'show_status_code':'true','limit':1}")
                        .path("result")
                        .path(0)
                        .path("status_code")
                        .asText())
                .isEqualTo("Novo");
    }

    @Test
    void at_most_a_hundred_rows_come_at_a_time() {
        for (var n = 0; n < 95; n++) {
            put(order("N-" + n));
        }
        assertThat(search("{'limit':1000}").path("result")).hasSize(100);
        assertThat(search("{}").path("result")).hasSize(100);
        assertThat(search("{'offset':'100'}").path("result")).hasSize(7);
    }

    @Test
    void the_order_is_by_id_and_can_be_turned() {
        var ascending = ids(search("{}"));
        var descending = ids(search("{'order_direction':'desc'}"));
        assertThat(ascending).isSorted().hasSize(12);
        assertThat(descending).containsExactlyElementsOf(reversed(ascending));
    }

    @Test
    void whole_documents_come_on_request_with_their_flags() {
        var document = search("{'result_type':'doc','limit':1,'show_product_detail':'true'}")
                .path("result")
                .path(0);
        assertThat(document.path("opr_code").asText()).isEqualTo("0");
        assertThat(document.path("product_list").path(0).has("mk_row_id")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "doc_date_from|2026-11-10+02:00|4",
                "doc_date_from|10.11.2026|4",
                "doc_date_to|2026-11-03+02:00|2",
                "status_list|created|4",
                "status_list|shipped,paused,nonsense|2",
                "delivery_type|dhl|5",
                "delivery_type|posta_slovenije|2",
                "partner_country|Slovenia|12",
                "partner_country|Slovenija|12",
                "partner_country|Austria|0",
                "profit_center|Prodaja|12",
                "customer_order|WEB-2001|1",
                "customer_order|web-2001|0",
                "customer_order|WEB-200|0",
                "partner_mk_id|1600100001|2",
                "partner_code|2|2",
                "partner_query|hribar|2",
                "partner_tax_num|SI10000011|2",
                "product_code_list|ART-001,ART-003|2",
                "product_id_list|1600000001|1",
                "tracking_last_event_date_from|2026-11-01T00:00:00+02:00|0",
                "last_change_from|2026-11-23T12:00:00+02:00|12",
                "last_change_from|2026-11-23T12:00:01+02:00|0",
                "last_change_to|2026-11-23T12:00:00+02:00|12",
                "last_change_to|2026-11-23T11:59:59+02:00|0"
            })
    void every_filter_finds_what_it_should(String filter, String value, String found) {
        var answer = search(filter, value);
        assertDone(answer);
        assertThat(answer.path("result_all_records").asText()).isEqualTo(found);
    }

    @Test
    void recipients_are_found_by_name_mail_and_phone() {
        put(order(
                "A-1",
                "{'receiver':{'customer':'Prejemnik','street':'U 1','partner_contact':{'name':'Janez',"
                        + "'email':'janez@example.test','gsm':'040 111 222'}}}"));
        for (var filter : List.of(
                "partner_recipient_name:prejemnik",
                "partner_recipient_name:Janez",
                "partner_recipient_email:JANEZ@example.test",
                "partner_recipient_phone:040111222")) {
            var parts = filter.split(":");
            assertThat(search(parts[0], parts[1]).path("result")).as(filter).hasSize(1);
        }
    }

    @Test
    void all_filters_have_to_hold() {
        assertThat(search("{'query_advance':[{'type':'status_list','value':'created'},"
                                + "{'type':'partner_mk_id','value':'1600100002'}]}")
                        .path("result"))
                .hasSize(2);
    }

    @Test
    void free_text_finds_numbers_references_and_names() {
        put(order("FREE-77"));
        assertThat(search("{'query':'free-7'}").path("result")).hasSize(1);
        assertThat(search("{'query':'Hribar'}").path("result")).hasSize(3);
        assertThat(search("{'query':'PP-12'}").path("result")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "doc_date_from|2026-11-10+01:00|Cannot find value 2026-11-10+01:00 for condition doc_date_from",
                "doc_date_from|2026-11-10|Cannot find value 2026-11-10 for condition doc_date_from",
                "last_change_from|2026-11-10|Cannot find value 2026-11-10 for condition last_change_from",
                "last_change_to|2026-11-10T00:00:00Z|Cannot find value 2026-11-10T00:00:00Z for condition last_change_to",
                "no_such_filter|x|cannot get beQueryParam"
            })
    void wrong_filters_are_refused(String filter, String value, String text) {
        assertRefused(search(filter, value), "2", text);
    }

    @Test
    void status_changes_are_found_with_all_three_conditions() {
        var id = put(order("A-1"));
        CLOCK.turnTo(NOON.plusSeconds(3600));
        changeStatus(id, "paused");
        var three = "{'query_advance':[{'type':'status_change_from','value':'2026-11-23T12:30:00+02:00'},"
                + "{'type':'status_change_to','value':'2026-11-23T13:30:00+02:00'},"
                + "{'type':'status_change_list','value':'%s'}]}";

        assertThat(ids(search(three.formatted("paused,shipped")))).containsExactly(id);
        assertThat(search(three.formatted("created")).has("result")).isFalse();
        assertThat(search("status_change_list", "paused").path("opr_code").asText())
                .isEqualTo("2");
    }

    @Test
    void what_counts_as_a_change_can_be_set() {
        var id = put(order("A-1"));
        mk.setting("statusMovesLastChange", "false");
        mk.setting("linkMovesLastChange", "false");
        mk.setting("paymentMovesLastChange", "false");
        mk.setting("trackingMovesLastChange", "false");
        CLOCK.turnTo(NOON.plusSeconds(3600));
        changeStatus(id, "paused");
        mk.act("{'action':'create_invoice','mk_id':'" + id + "'}");
        assertDone(mk.call(
                "put_transaction",
                "{'doc_type':'sales_order','mk_id':'" + id + "','payment_mode':'payment',"
                        + "'payment_type':'Kartica BA','price':'1'}"));
        assertDone(update(id, "{'tracking_code':'T-1'}"));
        var changed = "2026-11-23T12:30:00+02:00";
        assertThat(search("last_change_from", changed).has("result")).isFalse();

        assertDone(update(id, "{'notes':'N'}"));
        assertThat(ids(search("last_change_from", changed))).containsExactly(id);
        mk.setting("lastChangeInclusive", "false");
        assertThat(search("last_change_from", "2026-11-23T13:00:00+02:00").has("result"))
                .isFalse();
    }

    @Test
    void the_matching_of_references_can_be_set() {
        mk.setting("customerOrderMatch", "'ignore_case'");
        assertThat(search("customer_order", "web-2001").path("result")).hasSize(1);
        mk.setting("customerOrderMatch", "'contains'");
        assertThat(search("customer_order", "b-200").path("result")).hasSize(7);
    }

    @Test
    void invoices_are_found_by_payment_and_show_their_credit_notes() {
        var first = put(order("A-1", "{'create_invoice':'true'}"));
        put(order("A-2", "{'create_invoice':'true'}"));
        var bill = get(first).path("doc_link_list").path(0).path("mk_id").asText();
        assertDone(mk.call(
                "put_transaction",
                "{'doc_type':'bill','mk_id':'" + bill
                        + "','payment_mode':'payment','payment_type':'Transakcijski račun','price':'187.88'}"));
        changeStatus(first, "canceled");

        var bills = "{'doc_type':'sales_bill_domestic','result_type':'doc','return_credit_note_for_invoice':'true',"
                + "'query_advance':[{'type':'payment_status','value':'%s'}]}";
        var paid = mk.call("search", bills.formatted("true")).path("result");
        assertThat(paid).hasSize(1);
        assertThat(paid.path(0).path("credit_note_list")).hasSize(1);
        assertThat(mk.call("search", bills.formatted("false")).path("result")).hasSize(1);
        assertThat(mk.call(
                                "search",
                                "{'doc_type':'sales_bill_domestic','query_advance':[{'type':'status_id_list','value':'-2'}]}")
                        .path("result_all_records")
                        .asText())
                .isEqualTo("0");
    }

    @Test
    void packing_lists_are_found_by_state() {
        var id = put(order("A-1"));
        mk.act("{'action':'create_packing_list','mk_id':'" + id + "'}");
        var open = "{'doc_type':'warehouse_packing_list','query_advance':[{'type':'%s','value':'%s'}]}";
        assertThat(mk.call("search", open.formatted("show_only_open", "true")).path("result"))
                .hasSize(1);
        assertThat(mk.call("search", open.formatted("write_off", "true")).has("result"))
                .isFalse();
    }

    @Test
    void products_come_in_a_field_of_their_own() {
        var answer = mk.call(
                "search",
                "{'doc_type':'purchase_product','limit':'2','query_advance':[{'type':'eshop_sync','value':'true'}]}");
        assertThat(answer.path("result_all_records").asText()).isEqualTo("50");
        assertThat(answer.path("result_product")).hasSize(2);
    }

    @Test
    void offers_refuse_dates_and_unknown_types_are_unknown() {
        assertThat(mk.call("search", "{'doc_type':'sales_offer'}")
                        .path("result_all_records")
                        .asText())
                .isEqualTo("0");
        assertRefused(
                mk.call(
                        "search",
                        "{'doc_type':'sales_offer','query_advance':[{'type':'doc_date_from','value':'01.01.2026'}]}"),
                "2",
                "cannot get beQueryParam");
        assertRefused(mk.call("search", "{'doc_type':'x'}"), "2", "Unknown document type : x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"})
    void an_hour_comes_twice_in_autumn(String instant) {
        CLOCK.turnTo(Instant.parse(instant));
        var id = put(order("A-1"));

        assertThat(get(id).path("created_ts").asText()).isEqualTo("2026-10-25T02:30:00+02:00");
        assertThat(ids(search("{'query_advance':[{'type':'last_change_from','value':'2026-10-25T02:30:00+02:00'},"
                        + "{'type':'last_change_to','value':'2026-10-25T02:30:00+02:00'}]}")))
                .containsExactly(id);
    }

    private static List<String> ids(JsonNode answer) {
        var ids = new ArrayList<String>();
        answer.path("result").forEach(row -> ids.add(row.path("mk_id").asText()));
        return ids;
    }

    private static List<String> reversed(List<String> list) {
        var reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
