package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags, filters and fields of the documentation that are rarely used. */
class DocumentedDetailsTest extends SimulatorTest {
    @Test
    void labels_and_lots_are_shown_on_request_by_get_document_and_by_search() {
        var id = put(order("A-1", "{'product_list':[{'code':'ART-041','amount':'1','lot_number_value':'L-7'}]}"));
        mk.act("{'action':'make_label','mk_id':'" + id + "','tracking_code':'T-1'}");
        mk.act("{'action':'make_label','mk_id':'" + id + "','tracking_code':'T-2'}");
        mk.act("{'action':'create_invoice','mk_id':'" + id + "'}");
        var flags = new String[] {
            "return_stickers_url",
            "return_associated_tracking_numbers",
            "read_product_serial_from_linked_invoice",
            "show_tracking_url"
        };
        var shown = get(id, flags);
        assertLabels(shown);
        var request =
                SimulatorClient.json("{'result_type':'doc','query_advance':[{'type':'customer_order','value':'A-1'}]}");
        for (var flag : flags) {
            request.put(flag, true);
        }
        assertLabels(search(request.toString()).path("result").path(0));
        assertThat(get(id).has("sticker_list")).isFalse();
        assertThat(get(id).path("extra_column")).hasSize(1);
    }

    private static void assertLabels(JsonNode shown) {
        assertThat(shown.path("sticker_list")).hasSize(2);
        assertThat(shown.path("extra_column").findValuesAsText("name"))
                .containsExactly("tracking_number", "tracking_url", "tracking_page_url", "associated_tracking_numbers");
        assertThat(shown.path("extra_column").path(3).path("value").asText()).isEqualTo("T-2");
        assertThat(shown.path("product_list").path(0).path("lot_number_value").asText())
                .isEqualTo("L-7");
    }

    @Test
    void a_parcel_is_found_by_its_tracking_or_label_code() {
        var id = put(order("A-1"));
        mk.act("{'action':'make_label','mk_id':'" + id + "','tracking_code':'T-1'}");
        for (var field : List.of("tracking_code", "sticker_code")) {
            var found = mk.call("search_tracking_code", "{'" + field + "':'T-1'}");
            assertDone(found);
            assertThat(found.path("mk_id").asText()).isEqualTo(id);
            assertThat(found.path("buyer_order").asText()).isEqualTo("A-1");
        }
        assertRefused(mk.call("search_tracking_code", "{'tracking_code':'T-9'}"), "6", "Tracking code T-9 not found");
    }

    @Test
    void buyer_and_receiver_are_changed_as_a_whole() {
        var id = put(order("A-1"));
        var buyer = get(id).path("partner");
        assertDone(update(
                id,
                "{'receiver':{'customer':'Prejemnik','street':'Nova cesta','street_number':'7','post_number':'2000',"
                        + "'place':'Maribor','country':'SI'}}"));
        var receiver = get(id).path("receiver");
        assertThat(receiver.path("customer").asText()).isEqualTo("Prejemnik");
        assertThat(receiver.path("street").asText()).startsWith("Nova cesta");
        assertThat(receiver.path("country_iso_2").asText()).isEqualTo("SI");
        assertThat(get(id).path("partner")).isEqualTo(buyer);

        assertDone(update(id, "{'partner':{'mk_id':'1600100002','mk_address_id':'1600110002'}}"));
        assertThat(get(id).path("partner").path("customer").asText()).isEqualTo("Novak trgovina d.o.o.");
        assertThat(get(id).path("receiver").path("customer").asText()).isEqualTo("Prejemnik");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "warehouse_acceptance_note|status_list|aktiven|1",
                "warehouse_acceptance_note|status_list|zakljucen|0",
                "warehouse_acceptance_note|show_only_open|true|1",
                "warehouse_acceptance_note|show_only_real_acceptance_note|true|1",
                "warehouse_packing_list|write_off|true|1",
                "warehouse_packing_list|doc_date_to|22.11.2026|0",
                "warehouse_packing_list|product_code_list|ART-042|1",
                "sales_bill_domestic|payment_status|false|1",
                "sales_bill_domestic|partner_mk_id|1600100001|1",
                "sales_bill_domestic|doc_date_from|23.11.2026|1",
                "sales_bill_credit_note|product_code_list|ART-041|1",
                "sales_order|tracking_last_event_date_from|2026-11-23T12:00:00+02:00|1",
                "sales_order|tracking_last_event_date_to|2026-11-23T12:00:00+02:00|1",
                "sales_order|tracking_last_event_date_to|2026-11-23T11:59:59+02:00|0",
            })
    void papers_are_found_by_their_filters(String type, String filter, String value, String found) {
        var id = put(order("A-1", "{'create_invoice':'true'}"));
        mk.act("{'action':'make_label','mk_id':'" + id + "','tracking_code':'T-1'}");
        var paper = "{'doc_type':'%s','doc_date':'23.11.2026','partner':{'mk_id':'1600100001',"
                + "'mk_address_id':'1600110001'},'product_list':[{'code':'%s','amount':'1'}],%s}";
        assertDone(mk.call(
                "put_document", paper.formatted("warehouse_acceptance_note", "ART-041", "'status_code':'aktiven'")));
        assertDone(mk.call("put_document", paper.formatted("warehouse_packing_list", "ART-042", "'write_off':'true'")));
        assertDone(mk.call(
                "put_document",
                paper.formatted("sales_bill_credit_note", "ART-041", "'credit_note_type':'standalone'")));

        var answer = mk.call(
                "search",
                "{'doc_type':'" + type + "','query_advance':[{'type':'" + filter + "','value':'" + value + "'}]}");
        assertDone(answer);
        assertThat(answer.path("result_all_records").asText()).isEqualTo(found);
    }

    @Test
    void order_direction_status_and_pages_work_for_papers_too() {
        for (var n = 0; n < 3; n++) {
            var id = put(order("A-" + n));
            mk.act("{'action':'create_packing_list','mk_id':'" + id + "'}");
        }
        var page = "{'doc_type':'warehouse_packing_list','show_status_code':true,'limit':2,'order_direction':'%s'}";
        var up = mk.call("search", page.formatted("asc"));
        var down = mk.call("search", page.formatted("desc"));
        assertThat(up.path("result_all_records").asText()).isEqualTo("3");
        assertThat(up.path("result_count").asText()).isEqualTo("2");
        assertThat(up.path("result").path(1)).isEqualTo(down.path("result").path(1));
        assertThat(up.path("result").path(0)).isNotEqualTo(down.path("result").path(0));
        assertThat(up.path("result").path(0).path("status_code").asText()).isEqualTo("active");
    }

    @Test
    void zero_discounts_are_kept_and_of_two_prices_the_gross_one_counts() {
        var order = get(
                put(
                        order(
                                "A-1",
                                "{'product_list':[{'code':'ART-041','amount':'2','price':'10','price_with_tax':'15','discount':'0'}]}")));
        var line = order.path("product_list").path(0);
        assertThat(line.path("discount").asText()).isEqualTo("0");
        assertThat(line.path("price").asText()).isEqualTo("10");
        assertThat(line.path("price_with_tax").asText()).isEqualTo("15");
        assertThat(order.path("sum_all").asText()).isEqualTo("30");
    }

    @Test
    void products_are_filtered_by_category() {
        mk.act(
                "{'action':'put_product','code':'ART-041','details':{'category_tree_list':[{'tree_node_id':'1',"
                        + "'tree_node_label':'Računalnik','tree_node_list':[{'tree_node_id':'2','tree_node_label':'Apple'}]}]}}");
        for (var category : List.of("1", "2", "Apple")) {
            assertThat(mk.call("product_list", "{'category':'" + category + "'}")
                            .path("product_list")
                            .path("code")
                            .asText())
                    .as(category)
                    .isEqualTo("ART-041");
        }
        assertThat(mk.call("product_list", "{'category':'3'}")
                        .path("product_list_count")
                        .asText())
                .isEqualTo("0");
    }
}
