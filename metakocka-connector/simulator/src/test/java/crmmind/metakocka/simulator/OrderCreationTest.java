package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code put_document} of sales orders. */
class OrderCreationTest extends SimulatorTest {
    private static final String UNKNOWN = " not found - unit must be set to add new product";

    @Test
    void the_answer_tells_ids_number_and_total() {
        var answer = mk.call("put_document", order("A-1"));

        assertThat(answer.path("document_type_short").asText()).isEqualTo("PR_SO");
        assertThat(answer.path("partner").path("mk_id").asText()).isEqualTo("1600100001");
        assertThat(answer.path("count_code").asText()).startsWith("PP-");
        // 2 × 51.00 and 1 × 52.00, net, with 22 %
        assertThat(answer.path("total_price").asText()).isEqualTo("187.88");
        assertThat(answer.has("opr_time_ms")).isTrue();
        assertThat(answer.has("opr_time_no_lock_ms")).isTrue();
    }

    @Test
    void what_was_sent_can_be_read_back() {
        var id = put(order(
                "A-1",
                "{'title':'T','notes':'N','notes_header':'H','status_code':'draft','currency_code':'EUR',"
                        + "'profit_center':'Prodaja','priority':'3-Visoka','parcel_shop_id':'P1',"
                        + "'shipped_date_expected_seller':'24.11.2026','extra_column':[{'name':'tag','value':'v'}],"
                        + "'meta_data':[{'key':'crm_order_id','value_string':'u'}],'method_of_payment':'PayPal',"
                        + "'receiver':{'customer':'R','street':'S 1','post_number':'1000','place':'Ljubljana',"
                        + "'country':'SI','partner_contact':{'name':'C','email':'c@example.test','gsm':'040'}}}"));

        var order = get(id);
        assertThat(order.path("buyer_order").asText()).isEqualTo("A-1");
        assertThat(order.path("doc_date").asText()).isEqualTo("2026-11-23+02:00");
        assertThat(order.path("created_ts").asText()).isEqualTo("2026-11-23T12:00:00+02:00");
        assertThat(order.path("status_code").asText()).isEqualTo("Draft");
        assertThat(order.path("status_desc").asText()).isEqualTo("draft");
        assertThat(order.path("warehouse").asText()).isEqualTo("glavno");
        assertThat(order.path("delivery_type").asText()).isEqualTo("DHL");
        assertThat(order.path("shipped_date_expected_seller").asText()).isEqualTo("2026-11-24+02:00");
        assertThat(order.path("profit_center").asText()).isEqualTo("PC1");
        assertThat(order.path("profit_center_desc").asText()).isEqualTo("Prodaja");
        assertThat(order.path("receiver").path("country").asText()).isEqualTo("Slovenia");
        assertThat(order.path("receiver").path("country_iso_2").asText()).isEqualTo("SI");
        assertThat(order.path("receiver").path("partner_contact").path("email").asText())
                .isEqualTo("c@example.test");
        assertThat(order.path("extra_column").path(0).path("value").asText()).isEqualTo("v");
        assertThat(order.path("meta_data").path(0).path("value_string").asText())
                .isEqualTo("u");
        assertThat(order.path("sum_all").asText()).isEqualTo("187.88");
        assertThat(order.path("sum_tax_ex4").asText()).isEqualTo("33.88");
        assertThat(order.path("sum_basic").asText()).isEqualTo("154");
        assertThat(order.has("sum_paid")).isFalse();
        assertThat(order.path("product_list").path(0).has("mk_row_id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23+02:00", "23.11.2026"})
    void two_forms_of_date_are_taken(String date) {
        assertThat(get(put(order("A-1", "{'doc_date':'" + date + "'}")))
                        .path("doc_date")
                        .asText())
                .isEqualTo("2026-11-23+02:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23",
                "2026-11-23+00:00",
                "2026-11-23+01:00",
                "2026-11-23+03:00",
                "2026-11-23-04:00",
                "2026-11-23+0200",
                "2026-11-23T10:00:00+02:00",
                "31.02.2026",
                "tomorrow"
            })
    void other_forms_of_date_are_refused(String date) {
        assertRefused(
                mk.call("put_document", order("A-1", "{'doc_date':'" + date + "'}")),
                "6",
                "Not valid date for doc_date");
    }

    @Test
    void a_missing_date_or_partner_is_refused() {
        assertRefused(
                mk.call("put_document", "{'doc_type':'sales_order','mk_id':'" + put(order("A-1")) + "'}"),
                "2",
                "Partner data are missing");
        assertRefused(mk.call("put_document", order("A-2", "{'doc_date':''}")), "2", "Value is require for doc_date");
    }

    @Test
    void an_unknown_document_type_is_refused() {
        assertRefused(
                mk.call("put_document", "{'doc_type':'sales_orders'}"), "2", "Unknown document type : sales_orders");
    }

    @Test
    void a_repeated_buyer_order_makes_a_second_order() {
        var first = put(order("A-1"));
        var second = put(order("A-1"));

        assertThat(second).isNotEqualTo(first);
        assertThat(mk.state().path("duplicateReferences")).hasToString("[\"A-1\"]");
        assertThat(search("customer_order", "A-1").path("result")).hasSize(2);
        var request = "{'doc_type':'sales_order','buyer_order':'A-1'}";
        assertThat(mk.call("get_document", request).path("mk_id").asText()).isEqualTo(second);
        mk.setting("sameBuyerOrderFinds", "'oldest'");
        assertThat(mk.call("get_document", request).path("mk_id").asText()).isEqualTo(first);
    }

    @Test
    void the_duplicate_check_refuses_and_lists_what_is_there() {
        var first = mk.call("put_document", order("A-1"));
        mk.setting("uniqueBuyerOrder", "'on'");

        var refusal = mk.call("put_document", order("A-1"));
        assertThat(refusal.path("opr_code").asText()).isEqualTo("6");
        assertThat(refusal.has("opr_desc")).isFalse();
        assertThat(refusal.path("opr_code_app").asText()).isEqualTo("7");
        assertThat(refusal.path("opr_desc_app").asText()).isEqualTo("Documents with some buyer order already exist");
        assertThat(refusal.path("partner").path("mk_id").asText()).isEqualTo("1600100001");
        var listed = refusal.path("duplicate_doc_list");
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("mk_id")).isEqualTo(first.path("mk_id"));
        assertThat(listed.path(0).path("count_code")).isEqualTo(first.path("count_code"));
    }

    @Test
    void the_duplicate_check_can_ignore_canceled_orders_and_other_countries() {
        changeStatus(put(order("A-1")), "canceled");
        mk.setting("uniqueBuyerOrder", "'per_country'");
        var refused = mk.call("put_document", order("A-1"));
        assertThat(refused.path("opr_code").asText()).isEqualTo("6");

        mk.setting("uniqueBuyerOrderCountsCanceled", "false");
        put(order("A-1"));
        var austrian = "{'partner':{'customer':'Wirt','street':'Gasse 1','country':'Austria'}}";
        put(order("A-1", austrian));
        assertThat(mk.call("put_document", order("A-1", austrian))
                        .path("opr_code")
                        .asText())
                .isEqualTo("6");
    }

    @Test
    void a_number_in_use_does_not_fail() {
        var first = mk.call("put_document", order("A-1", "{'count_code':'MY-1'}"));
        var second = mk.call("put_document", order("A-2", "{'count_code':'MY-1'}"));

        assertThat(first.path("count_code").asText()).isEqualTo("MY-1");
        assertDone(second);
        assertThat(second.path("count_code").asText()).startsWith("PP-");
    }

    @Test
    void a_long_buyer_order_is_treated_as_the_setting_says() {
        var reference = "R".repeat(31);
        assertThat(mk.call("put_document", order(reference)).path("opr_code").asText())
                .isEqualTo("6");
        mk.setting("overlongBuyerOrder", "'truncate'");
        assertThat(get(put(order(reference))).path("buyer_order").asText()).hasSize(30);
        mk.setting("overlongBuyerOrder", "'accept'");
        assertThat(get(put(order(reference))).path("buyer_order").asText()).hasSize(31);
    }

    @Test
    void unknown_warehouse_and_carrier_are_replaced_in_silence() {
        var order = get(put(order("A-1", "{'warehouse':'nowhere','delivery_type':'Sled'}")));
        assertThat(order.path("warehouse").asText()).isEqualTo("glavno");
        assertThat(order.has("delivery_type")).isFalse();

        mk.setting("unknownWarehouse", "'refuse'");
        assertThat(mk.call("put_document", order("A-2", "{'warehouse':'nowhere'}"))
                        .path("opr_code")
                        .asText())
                .isEqualTo("6");
        mk.setting("unknownCarrier", "'keep'");
        assertThat(get(put(order("A-3", "{'delivery_type':'Sled'}")))
                        .path("delivery_type")
                        .asText())
                .isEqualTo("Sled");
    }

    @Test
    void a_carrier_may_be_named_by_its_code() {
        assertThat(get(put(order("A-1", "{'delivery_type':'posta_slovenije'}")))
                        .path("delivery_type")
                        .asText())
                .isEqualTo("Pošta Slovenije");
    }

    @Test
    void an_unknown_profit_center_is_refused() {
        assertRefused(
                mk.call("put_document", order("A-1", "{'profit_center':'X'}")),
                "6",
                "Profit center 'X' doesn't exist.");
    }

    @Test
    void an_unknown_status_is_refused() {
        var answer = mk.call("put_document", order("A-1", "{'status_code':'Izgubljen'}"));
        assertRefused(
                answer,
                "2",
                "Dinamični šifrant z vrednostjo ''Izgubljen'' tipa ''Prodajna naročila - status'' mora biti nastavljen");
    }

    @Test
    void unknown_products_are_refused_and_listed_and_the_partner_stays() {
        var order = order(
                "A-1",
                "{'partner':{'customer':'Nov','street':'Ulica 1'},'product_list':[{'code':'X1','amount':'1','price':'9',"
                        + "'tax':'EX4'},{'code':'ART-041','amount':'1'},{'code':'X2','amount':'1'}]}");
        var partners = mk.state().path("partners").asInt();

        var refusal = mk.call("put_document", order);
        assertRefused(refusal, "8", "Product with code X2" + UNKNOWN);
        assertThat(refusal.path("product_not_found_list")).hasSize(2);
        assertThat(refusal.path("product_not_found_list").path(0).path("tax").asText())
                .isEqualTo("EX4");
        assertThat(refusal.path("partner").path("mk_id").asText()).isNotEmpty();
        assertThat(mk.state().path("partners").asInt()).isEqualTo(partners + 1);
        assertThat(mk.documents("buyer_order=A-1")).isEmpty();

        mk.setting("unknownProductOprCode", "'2'");
        assertRefused(mk.call("put_document", order), "2", "Product with code X2" + UNKNOWN);
    }

    @Test
    void a_line_with_a_unit_makes_a_product() {
        put(order(
                "A-1",
                "{'product_list':[{'code':'NEW','name':'Novo','unit':'kos','amount':'1','price':'5','tax':'EX4'}]}"));

        var product = mk.call("product_list", "{'code':'NEW'}").path("product_list");
        assertThat(product.path("name").asText()).isEqualTo("Novo");
    }

    @Test
    void a_product_without_a_tax_needs_one_on_the_line() {
        mk.act("{'action':'put_product','code':'NOTAX','name':'Brez','tax':''}");
        var lines = "{'product_list':[{'code':'NOTAX','amount':'1','price':'1'%s}]}";

        assertRefused(
                mk.call("put_document", order("A-1", lines.formatted(""))),
                "6",
                "Attribute 'tax' for product with code 'NOTAX' or name 'Brez' must be set.");
        put(order("A-1", lines.formatted(",'tax_factor':'0,22'")));
        assertThat(mk.call("put_document", order("A-2", lines.formatted(",'tax':'NIX'")))
                        .path("opr_desc")
                        .asText())
                .startsWith("Paramether 'tax' is not a valid tax. Supported tax values are: 000,085,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'discount_value':'10%'}|6|Not valid number for discount_value",
                "{'product_list':[{'code':'ART-041','amount':'1','discount':'10%'}]}|2|Paramether discount must be valid"
                        + " number or numbers separate by semicolon (for example : 10;20)",
                "{'product_list':[{'code':'ART-041','amount':'one'}]}|6|Not valid number for amount",
                "{'partner':{'mk_id':'1600100001'}}|2|Partner must have mk_address_id or customer and street for address"
                        + " identification.",
                "{'mark_paid':[{'payment_type':'X','date':'24.08.2026'}]}|2|Paramether 'payment_type' has invalid value :"
                        + " X. Valid values : Transakcijski račun,Gotovina,Prenos preplačila,Kartica BA",
                "{'mark_paid':[{'payment_type':'Gotovina','date':'24.08.2026'}]}|6|Plačilni inštrument Gotovina, je"
                        + " potrebno davčno potrditi, vendar nimate vklopljenih davčnih blagajn."
            })
    void wrong_values_are_refused_word_for_word(String fields, String code, String text) {
        assertRefused(mk.call("put_document", order("A-1", fields)), code, text);
        assertThat(mk.documents("buyer_order=A-1")).isEmpty();
    }

    @Test
    void the_date_is_checked_before_payment_type_and_profit_center() {
        var wrong = order("A-1", "{'doc_date':'x','profit_center':'X','mark_paid':[{'payment_type':'X'}]}");
        assertRefused(mk.call("put_document", wrong), "6", "Not valid date for doc_date");
    }

    @Test
    void negative_amounts_are_for_services_only() {
        var service = "{'product_list':[{'code':'ART-041','amount':'1'},{'code':'DOSTAVA','amount':'-1','price':'5'}]}";
        assertThat(get(put(order("A-1", service))).path("sum_all").asText()).isEqualTo("56.12");
        assertThat(mk.call("put_document", order("A-2", "{'product_list':[{'code':'ART-041','amount':'-1'}]}"))
                        .path("opr_code")
                        .asText())
                .isEqualTo("6");
    }

    @Test
    void the_name_of_a_known_product_is_not_taken_from_the_line() {
        var order = get(put(order("A-1", "{'product_list':[{'code':'ART-041','name':'Drugo','amount':'1'}]}")));
        assertThat(order.path("product_list").path(0).path("name").asText()).isEqualTo("Artikel 041");
    }

    @Test
    void an_inline_partner_is_new_each_time_unless_the_setting_says_otherwise() {
        var inline = "{'partner':{'customer':'Nov','street':'Ulica 1','tax_id_number':'SI99'}}";
        var first = get(put(order("A-1", inline))).path("partner").path("mk_id");
        assertThat(get(put(order("A-2", inline))).path("partner").path("mk_id")).isNotEqualTo(first);

        mk.setting("partnerPerInlineOrder", "false");
        assertThat(get(put(order("A-3", inline))).path("partner").path("mk_id")).isEqualTo(first);
    }

    @Test
    void a_partner_by_id_with_a_new_street_gets_a_new_address() {
        var order = get(put(
                order("A-1", "{'partner':{'mk_id':'1600100001','customer':'Hribar d.o.o.','street':'Nova ulica 9'}}")));

        assertThat(order.path("partner").path("mk_id").asText()).isEqualTo("1600100001");
        assertThat(order.path("partner").path("mk_address_id").asText()).isNotEqualTo("1600110001");
        assertThat(order.path("partner").path("street").asText()).isEqualTo("Nova ulica 9");
    }

    @Test
    void a_replacement_resets_what_is_left_out_and_makes_the_lines_anew() {
        var id = put(order("A-1", "{'notes':'N','count_code':'MY-1'}"));
        var before = get(id, "show_product_detail").path("product_list");

        put(order("A-1", "{'mk_id':'" + id + "','count_code':'MY-2','warehouse':''}"));
        var after = get(id, "show_product_detail");
        assertThat(after.has("notes")).isFalse();
        assertThat(after.path("count_code").asText()).isEqualTo("MY-1");
        assertThat(after.path("product_list").path(0).path("mk_row_id"))
                .isNotEqualTo(before.path(0).path("mk_row_id"));

        var empty = order("A-1", "{'mk_id':'" + id + "'}");
        empty.remove("product_list");
        put(empty);
        assertThat(get(id).has("product_list")).isFalse();
        assertThat(get(id).has("sum_all")).isFalse();
        assertThat(reserved("ART-041")).isEqualTo("0");
        assertThat(mk.state().path("duplicateReferences")).isEmpty();
    }

    @Test
    void payments_sent_again_replace_and_none_leaves_them() {
        var id = put(order(
                "A-1",
                "{'mark_paid':[{'payment_type':'Kartica BA','date':'23.11.2026','amount':'10.50'},"
                        + "{'payment_type':'Kartica BA','date':'23.11.2026','amount':'4.5'}]}"));
        assertThat(get(id).path("sum_paid").asText()).isEqualTo("15");

        put(order("A-1", "{'mk_id':'" + id + "','mark_paid':[]}"));
        assertThat(get(id).path("sum_paid").asText()).isEqualTo("15");
        put(order("A-1", "{'mk_id':'" + id + "','mark_paid':[{'payment_type':'Kartica BA','date':'23.11.2026'}]}"));
        assertThat(get(id).path("sum_paid").asText()).isEqualTo("187.88");
        put(order("A-1", "{'mk_id':'" + id + "','mark_paid':[{'payment_type':'Kartica BA','amount':'0.00'}]}"));
        assertThat(get(id).has("sum_paid")).isFalse();
    }

    @Test
    void create_invoice_names_the_invoice() {
        var answer = mk.call("put_document", order("A-1", "{'create_invoice':'true'}"));

        var bill = answer.path("attachment_list").path(0).path("bill_mk_id").asText();
        assertThat(document("sales_bill_domestic", bill).path("sum_all").asText())
                .isEqualTo("187.88");
    }

    @Test
    void totals_are_rounded_where_the_setting_says() {
        var lines = "{'product_list':[{'code':'ART-041','amount':'1','price':'0.333'},"
                + "{'code':'ART-042','amount':'1','price':'0.333'},{'code':'ART-043','amount':'1','price':'0.333'}]}";
        assertThat(get(put(order("A-1", lines))).path("sum_all").asText()).isEqualTo("1.2");
        mk.setting("totalsRounding", "'tax'");
        assertThat(get(put(order("A-2", lines))).path("sum_all").asText()).isEqualTo("1.22");
    }

    @Test
    void discounts_and_prepayment_are_worked_out() {
        var order = get(
                put(
                        order(
                                "A-1",
                                "{'discount_value':'10','prepayment_percent':'50','product_list':[{'code':'ART-041','amount':'1',"
                                        + "'price_with_tax':'100','discount':'10;20'},{'code':'ART-042','amount':'2','price_with_tax':'14'}]}")));

        assertThat(order.path("sum_all").asText()).isEqualTo("90");
        assertThat(order.path("sum_discount").asText()).isEqualTo("10");
        assertThat(order.path("sum_prepayment").asText()).isEqualTo("45");
        assertThat(order.path("sum_basic").asText()).isEqualTo("73.77");
        assertThat(order.path("sum_tax_ex4").asText()).isEqualTo("16.23");
    }

    @Test
    void attachments_are_counted_but_not_named() {
        var id = put(
                order("A-1", "{'attachment_list':[{'file_name':'a.pdf','source_url':'https://example.test/a.pdf'}]}"));
        assertThat(get(id, "show_attachments").path("attachment_list")).hasSize(1);
        assertThat(get(id).has("attachment_list")).isFalse();
        assertThat(List.of(get(id, "show_attachments")
                        .path("attachment_list")
                        .path(0)
                        .size()))
                .containsExactly(1);
    }
}
