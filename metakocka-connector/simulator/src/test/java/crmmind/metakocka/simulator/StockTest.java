package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Warehouses, stock, products, and what packing lists, invoices and credit notes do to them. */
class StockTest extends SimulatorTest {
    @Test
    void the_warehouses_are_listed() {
        var answer = mk.call("warehouse_list", "{}");

        assertThat(answer.path("limit").asText()).isEqualTo("1000");
        assertThat(answer.path("warehouse_list_count").asText()).isEqualTo("3");
        var rows = answer.path("warehouse_list");
        assertThat(rows.path(0).path("mk_id").asText()).isEqualTo("1601");
        assertThat(rows.path(0).path("main_warehouse").asText()).isEqualTo("true");
        assertThat(rows.path(2).path("mark").asText()).isEqualTo("zunanje");
        assertThat(rows.path(2).path("active").asText()).isEqualTo("false");
    }

    @Test
    void stock_is_told_by_warehouse_and_product() {
        var answer = mk.call("warehouse_stock", "{'product_code_list':'ART-047, ART-048,ART-049,ART-050,DOSTAVA'}");

        assertThat(answer.path("product_code_list").asText()).isEqualTo("ART-047,ART-048,ART-049,ART-050,DOSTAVA");
        assertThat(answer.path("stock_list_count").asText()).isEqualTo("4");
        var rows = answer.path("stock_list");
        assertThat(amounts(rows)).containsExactly("1000", "100", "5", "-3");
        assertThat(mk.call("warehouse_stock", "{'product_mk_id_list':'1600000001','wh_id_list':'1602'}")
                        .path("stock_list"))
                .hasSize(1);
    }

    @Test
    void stock_comes_in_pages_of_at_most_a_thousand() {
        assertThat(mk.call("warehouse_stock", "{'limit':'5000'}").path("limit").asText())
                .isEqualTo("1000");
        var page = mk.call("warehouse_stock", "{'limit':'10','offset':'90'}");
        assertThat(page.path("stock_list")).hasSize(6);
        assertThat(mk.call("warehouse_stock", "{'offset':'96'}").has("stock_list"))
                .isFalse();
    }

    @Test
    void decimals_have_a_comma_unless_the_setting_says_otherwise() {
        mk.act("{'action':'adjust_stock','code':'ART-041','amount':'863.75'}");
        assertThat(amount("ART-041")).isEqualTo("863,75");
        mk.setting("commaDecimals", "false");
        assertThat(amount("ART-041")).isEqualTo("863.75");
    }

    @Test
    void reservations_are_shown_where_the_company_has_them() {
        put(order("A-1"));
        assertThat(reserved("ART-041")).isEqualTo("2");
        assertThat(stock("ART-041").path("free_amount").asText()).isEqualTo("998");
        mk.setting("reservedAmountPresent", "false");
        assertThat(stock("ART-041").has("reserved_amount")).isFalse();
        mk.setting("reservations", "false");
        assertThat(stock("ART-041").has("free_amount")).isFalse();
    }

    @Test
    void a_product_that_is_only_reserved_has_no_row_unless_asked_for() {
        put(order("A-1", "{'product_list':[{'code':'ART-049','amount':'7'}]}"));
        assertThat(mk.call("warehouse_stock", "{'product_code_list':'ART-049'}").has("stock_list"))
                .isFalse();
        for (var flag : List.of("return_reservation_without_stock", "return_reservation_without_amount")) {
            var rows = mk.call("warehouse_stock", "{'product_code_list':'ART-049','" + flag + "':true}")
                    .path("stock_list");
            assertThat(rows).as(flag).hasSize(1);
            assertThat(rows.path(0).path("free_amount").asText()).isEqualTo("-7");
        }
    }

    @Test
    void one_product_can_have_several_rows_that_repeat_the_reservation() {
        put(order("A-1"));
        mk.setting("stockRowsPerLocation", "true");
        var rows = mk.call("warehouse_stock", "{'product_code_list':'ART-041','wh_id_list':'1601'}")
                .path("stock_list");
        assertThat(amounts(rows)).containsExactly("500", "500");
        assertThat(rows.path(0).path("reserved_amount").asText()).isEqualTo("2");
        assertThat(rows.path(1).path("reserved_amount").asText()).isEqualTo("2");
    }

    @Test
    void orders_are_taken_beyond_the_stock() {
        put(order("A-1", "{'product_list':[{'code':'ART-048','amount':'9'}]}"));
        assertThat(stock("ART-048").path("free_amount").asText()).isEqualTo("-4");
    }

    @Test
    void the_catalogue_is_listed_with_what_is_asked_for() {
        put(order("A-1"));
        var product = mk.call(
                        "product_list",
                        "{'code':'ART-041','return_warehause_stock':'true','return_free_amount':'true',"
                                + "'return_warehouse_reservation':'true','return_pricelist':'true','show_tax_factor':'true'}")
                .path("product_list");
        assertThat(product.isObject()).isTrue();
        assertThat(product.path("amount").asText()).isEqualTo("1100");
        assertThat(product.path("free_amount").asText()).isEqualTo("1098");
        assertThat(product.path("amount_detail").path(0).path("warehouse_mark").asText())
                .isEqualTo("glavno");
        assertThat(product.path("reservation_detail").path(0).path("amount").asText())
                .isEqualTo("2");
        assertThat(product.path("pricelist").path("price_def").path("price").asText())
                .isEqualTo("51");
        assertThat(product.path("pricelist")
                        .path("price_def")
                        .path("tax_factor")
                        .asText())
                .isEqualTo("0.22");

        mk.setting("listOfOneAsObject", "false");
        assertThat(mk.call("product_list", "{'code':'ART-041'}")
                        .path("product_list")
                        .isArray())
                .isTrue();
    }

    @Test
    void the_catalogue_is_filtered_and_paged() {
        assertThat(mk.call("product_list", "{'service':'true'}")
                        .path("product_list")
                        .path("code")
                        .asText())
                .isEqualTo("DOSTAVA");
        assertThat(mk.call("product_list", "{'code':'art-01','search_with_like':'true'}")
                        .path("product_list"))
                .hasSize(10);
        assertThat(mk.call("product_list", "{'code':'art-01'}").has("product_list"))
                .isFalse();
        var page = mk.call("product_list", "{'sales':'true','limit':'50','offset':'50'}");
        assertThat(page.path("product_list_count").asText()).isEqualTo("1");
        assertThat(page.path("sales").asText()).isEqualTo("true");
    }

    @Test
    void products_of_the_seed_carry_an_ean_with_its_check_digit() {
        var barcodes = new java.util.HashSet<String>();
        for (var product : mk.call("product_list", "{'limit':'50'}").path("product_list")) {
            var barcode = product.path("barcode").asText();
            var sum = 0;
            for (var i = 0; i < barcode.length(); i++) {
                sum += (barcode.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
            }
            assertThat(barcode).matches("\\d{13}");
            assertThat(sum % 10).as(barcode).isZero();
            barcodes.add(barcode);
        }
        assertThat(barcodes).hasSize(50);
        assertThat(mk.call("product_list", "{'code':'DOSTAVA'}")
                        .path("product_list")
                        .has("barcode"))
                .isFalse();
    }

    @Test
    void details_of_products_are_shown_on_request() {
        mk.act(
                "{'action':'put_product','code':'ART-041','details':{'barcode':'b1','compounds':[{'product_code':'x'}]}}");
        assertThat(mk.call("product_list", "{'code':'ART-041'}")
                        .path("product_list")
                        .path("barcode")
                        .asText())
                .isEqualTo("b1");
        assertThat(mk.call("product_list", "{'code':'ART-041'}")
                        .path("product_list")
                        .has("compounds"))
                .isFalse();
        assertThat(mk.call("product_list", "{'code':'ART-041','return_product_compound':'true'}")
                        .path("product_list")
                        .path("compounds"))
                .hasSize(1);
    }

    // ---- packing lists

    @Test
    void a_packing_list_takes_goods_out_and_releases_what_it_takes() {
        var order = put(order("A-1"));
        var answer = pack("A-1", "{'code':'ART-041','amount':'1'}");
        assertDone(answer);
        assertThat(answer.path("document_type_short").asText()).isEqualTo("SK_DN");

        assertThat(amount("ART-041")).isEqualTo("999");
        assertThat(reserved("ART-041")).isEqualTo("1");
        assertThat(reserved("ART-042")).isEqualTo("1");
        var link = get(order).path("doc_link_list").path(0);
        assertThat(link.path("doc_type").asText()).isEqualTo("warehouse_packing_list");
        var list = document("warehouse_packing_list", link.path("mk_id").asText());
        assertThat(list.path("product_list").path(0).path("amount").asText()).isEqualTo("1");
        assertThat(list.path("doc_link_list").path(0).path("mk_id").asText()).isEqualTo(order);
        assertThat(list.path("partner").path("mk_id").asText()).isEqualTo("1600100001");

        assertDone(pack("A-1", "{'code':'ART-041','amount':'5'},{'code':'ART-042','amount':'1'}"));
        assertThat(reserved("ART-041")).isEqualTo("0");
        assertThat(amount("ART-041")).isEqualTo("994");
    }

    @Test
    void a_packing_list_can_release_the_whole_order() {
        mk.setting("partialRelease", "false");
        put(order("A-1"));
        assertDone(pack("A-1", "{'code':'ART-041','amount':'1'}"));
        assertThat(reserved("ART-041")).isEqualTo("0");
        assertThat(reserved("ART-042")).isEqualTo("0");
    }

    @Test
    void a_changed_or_deleted_packing_list_takes_its_effect_along() {
        var order = put(order("A-1"));
        var id = pack("A-1", "{'code':'ART-041','amount':'2'}").path("mk_id").asText();
        var row = document("warehouse_packing_list", id, "show_product_detail")
                .path("product_list")
                .path(0)
                .path("mk_row_id")
                .asText();
        var change = "{'doc_type':'warehouse_packing_list','mk_id':'" + id + "','product_list':[{'mk_row_id':'" + row
                + "','amount':'%s'}]}";

        assertThat(mk.call("update_document", change.formatted("0"))
                        .path("opr_code")
                        .asText())
                .isEqualTo("6");
        var answer = mk.call("update_document", change.formatted("1"));
        assertDone(answer);
        assertThat(answer.path("mk_id").asText()).isEqualTo(id);
        assertThat(amount("ART-041")).isEqualTo("999");
        assertThat(reserved("ART-041")).isEqualTo("1");

        assertDone(mk.call("delete_document", "{'doc_type':'warehouse_packing_list','mk_id':'" + id + "'}"));
        assertThat(amount("ART-041")).isEqualTo("1000");
        assertThat(reserved("ART-041")).isEqualTo("2");
        assertThat(get(order).has("doc_link_list")).isFalse();
    }

    @Test
    void count_code_and_buyer_order_have_to_name_the_same_order() {
        put(order("A-1"));
        var answer = mk.call(
                "put_document",
                "{'doc_type':'warehouse_packing_list','doc_date':'23.11.2026',"
                        + "'sales_order_list':[{'buyer_order':'A-1','count_code':'PP-1'}]}");
        assertThat(answer.path("opr_code").asText()).isEqualTo("6");
    }

    @Test
    void stock_below_zero_can_block_shipping() {
        put(order("A-1", "{'product_list':[{'code':'ART-048','amount':'9'}]}"));
        mk.setting("negativeStockBlocksShipping", "true");
        assertThat(pack("A-1", "{'code':'ART-048','amount':'9'}")
                        .path("opr_code")
                        .asText())
                .isEqualTo("6");
        assertDone(pack("A-1", "{'code':'ART-048','amount':'5'}"));
        assertThat(mk.call("warehouse_stock", "{'product_code_list':'ART-048'}").has("stock_list"))
                .isFalse();
    }

    @Test
    void warehouse_documents_have_their_own_errors() {
        assertRefused(
                mk.call("put_document", "{'doc_type':'warehouse_delivery_note','status_code':'XXXactive'}"),
                "2",
                "Paramether 'status_code' has invalid value : XXXactive. Valid values : active,finished,deleted");
        put(order("A-1"));
        assertRefused(
                pack("A-1", "{'code':'X','amount':'1'}"),
                "2",
                "Product with code X not found - unit must be set to add new product");
    }

    @Test
    void an_acceptance_note_brings_goods_in() {
        assertDone(mk.call(
                "put_document",
                "{'doc_type':'warehouse_acceptance_note','doc_date':'23.11.2026','status_code':'aktiven',"
                        + "'partner':{'mk_id':'1600100001','mk_address_id':'1600110001'},"
                        + "'product_list':[{'code':'ART-049','amount':'12.5'}]}"));
        assertThat(amount("ART-049")).isEqualTo("12,5");
    }

    // ---- invoices and credit notes

    @Test
    void an_invoice_takes_out_what_no_packing_list_took_and_releases_all() {
        var order = put(order("A-1"));
        assertDone(pack("A-1", "{'code':'ART-041','amount':'1'}"));
        assertDone(update(order, "{'create_invoice':'true'}"));

        assertThat(amount("ART-041")).isEqualTo("998");
        assertThat(amount("ART-042")).isEqualTo("999");
        assertThat(reserved("ART-041")).isEqualTo("0");
        var bill = get(order).path("doc_link_list").path(1);
        assertThat(bill.path("doc_type").asText()).isEqualTo("sales_bill_domestic");
        assertThat(bill.path("count_code").asText()).startsWith("1-MK-");
        var shown = document("sales_bill_domestic", bill.path("mk_id").asText());
        assertThat(shown.path("sum_all").asText()).isEqualTo("187.88");
        assertThat(shown.path("status_desc").asText()).isEqualTo("created");
        assertThat(shown.path("status_code").asText()).isEqualTo("Izdelan");
        assertThat(get(order, "return_document_info").path("document_info").toString())
                .contains(
                        "Naročilo preneseno na račun " + bill.path("count_code").asText());

        assertDone(update(order, "{'create_invoice':'true'}"));
        assertThat(get(order).path("doc_link_list")).hasSize(3);
        assertThat(amount("ART-041")).isEqualTo("998");
        mk.setting("secondInvoice", "'refuse'");
        assertThat(update(order, "{'create_invoice':'true'}").path("opr_code").asText())
                .isEqualTo("6");
    }

    @Test
    void an_invoice_can_make_a_packing_list_or_be_made_by_itself() {
        mk.setting("invoiceMakesPackingList", "true");
        mk.setting("autoInvoiceStatuses", "['ready_to_ship']");
        var order = put(order("A-1"));
        changeStatus(order, "ready_to_ship");

        assertThat(get(order).path("doc_link_list").toString())
                .contains("warehouse_packing_list")
                .contains("sales_bill_domestic");
        assertThat(amount("ART-041")).isEqualTo("998");
    }

    @Test
    void an_invoice_of_its_own_takes_goods_out_and_only_its_status_can_be_changed() {
        var answer = mk.call(
                "put_document",
                "{'doc_type':'sales_bill_domestic','doc_date':'23.11.2026','count_code':'COUNT_CODE_SELECT#I2026-',"
                        + "'partner':{'mk_id':'1600100001','mk_address_id':'1600110001'},"
                        + "'product_list':[{'code':'ART-041','amount':'1'}]}");
        assertDone(answer);
        assertThat(answer.path("count_code").asText()).isEqualTo("I2026-1");
        assertThat(amount("ART-041")).isEqualTo("999");
        var id = answer.path("mk_id").asText();
        assertDone(mk.call(
                "update_document",
                "{'doc_type':'sales_bill_domestic','mk_id':'" + id + "','status_code':'draft','notes':'N'}"));
        assertThat(document("sales_bill_domestic", id).path("status_desc").asText())
                .isEqualTo("draft");
        assertThat(document("sales_bill_domestic", id).has("notes")).isFalse();
    }

    @Test
    void credit_notes_come_in_three_kinds() {
        var order = put(order("A-1", "{'create_invoice':'true'}"));
        var bill = get(order).path("doc_link_list").path(0);
        var note = "{'doc_type':'sales_bill_credit_note','doc_date':'23.11.2026','credit_note_type':'%s',"
                + "'credit_note_bill':'" + bill.path("count_code").asText()
                + "','product_list':[{'code':'%s','amount':'1'}]}";

        assertDone(mk.call("put_document", note.formatted("goods", "ART-041")));
        assertThat(amount("ART-041")).isEqualTo("999");
        assertThat(get(order, "show_sum_credit").path("sum_credit").asText()).isEqualTo("62.22");
        assertDone(mk.call("put_document", note.formatted("financial", "DOSTAVA")));
        for (var wrong : List.of("goods:ART-043", "financial:ART-041", "standalone:ART-041", "other:ART-041")) {
            var parts = wrong.split(":");
            assertThat(mk.call("put_document", note.formatted(parts[0], parts[1]))
                            .path("opr_code")
                            .asText())
                    .as(wrong)
                    .isIn("2", "6");
        }
        assertThat(document("sales_bill_domestic", bill.path("mk_id").asText(), "return_credit_note_for_invoice")
                        .path("credit_note_list"))
                .hasSize(2);
    }

    // ---- splitting and rules

    @Test
    void a_split_makes_two_orders_of_one() {
        var order = put(order("A-1"));
        var children = mk.act("{'action':'split_order','buyer_order':'A-1','lines':[{'code':'ART-041','amount':'1'}]}")
                .path("split_orders");

        assertThat(children).hasSize(2);
        assertThat(children.path(0).path("buyer_order").asText()).isEqualTo("A-1/1");
        assertThat(get(order).path("status_desc").asText()).isEqualTo("split");
        assertThat(get(order, "show_split_orders").path("split_orders")).hasSize(2);
        assertThat(reserved("ART-041")).isEqualTo("2");
        assertThat(mk.state().path("duplicateReferences")).isEmpty();
    }

    @Test
    void orders_can_be_split_by_stock_as_they_come() {
        mk.setting("autoSplit", "true");
        mk.setting("splitKeepsBuyerOrder", "true");
        var order =
                put(order("A-1", "{'product_list':[{'code':'ART-048','amount':'9'},{'code':'ART-041','amount':'1'}]}"));
        var children = get(order, "show_split_orders").path("split_orders");
        assertThat(children.path(0).path("product_list")).hasSize(2);
        assertThat(children.path(1).path("product_list").path(0).path("amount").asText())
                .isEqualTo("4");
        assertThat(children.path(1).path("buyer_order").asText()).isEqualTo("A-1");
        assertThat(mk.state().path("duplicateReferences")).isEmpty();
    }

    @Test
    void the_first_rule_that_fits_moves_an_order() {
        mk.setting(
                "orderRules",
                "[{'code':'ART-041','to_warehouse':'trgovina','to_delivery_type':'GLS','to_status':'paused'},"
                        + "{'status':'paused','to_warehouse':'glavno'}]");
        var order = get(put(order("A-1")), "return_document_info");
        assertThat(order.path("warehouse").asText()).isEqualTo("trgovina");
        assertThat(order.path("delivery_type").asText()).isEqualTo("GLS");
        assertThat(order.path("status_desc").asText()).isEqualTo("paused");
        assertThat(order.path("document_info").toString()).contains("Samodejno pravilo");
    }

    // ---- sync_stock

    @Test
    void sync_stock_overwrites_everything_and_lists_what_was_wrong() {
        assertRefused(
                mk.call("sync_stock", "{'api_user_email':'nobody@example.com','stock_list':[]}"),
                "6",
                "Cannot find email 'nobody@example.com' for paramether api_user_email");
        var nothing = mk.call("sync_stock", "{'api_user_email':'api@example.test'}");
        assertThat(nothing.path("opr_desc").asText()).isEqualTo("Sync successful");
        assertThat(amount("ART-041")).isEqualTo("1000");

        var answer = mk.call(
                "sync_stock",
                "{'api_user_email':'api@example.test','stock_list':["
                        + "{'warehouse_id':'1601','product_code':'ART-041','amount':'7'},"
                        + "{'warehouse_id':'9','product_code':'ART-041','amount':'7'},"
                        + "{'warehouse_id':'1601','product_code':'X','amount':'7'}]}");
        assertDone(answer);
        assertThat(answer.path("stock_list")).hasSize(1);
        assertThat(answer.path("error_list").path(0).path("error").asText()).isEqualTo("Warehouse not found");
        assertThat(answer.path("error_list").path(1).path("error").asText()).isEqualTo("Product not found");
        assertThat(amount("ART-041")).isEqualTo("7");
        assertThat(amount("ART-042")).isEqualTo("");
        assertThat(mk.call("warehouse_stock", "{}").path("stock_list_count").asText())
                .isEqualTo("1");
    }

    private static JsonNode pack(String reference, String lines) {
        return mk.call(
                "put_document",
                "{'doc_type':'warehouse_packing_list','doc_date':'23.11.2026','warehouse':'glavno',"
                        + "'sales_order_list':[{'buyer_order':'" + reference + "'}],'product_list':[" + lines + "]}");
    }

    private static List<String> amounts(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path("amount").asText())
                .toList();
    }
}
