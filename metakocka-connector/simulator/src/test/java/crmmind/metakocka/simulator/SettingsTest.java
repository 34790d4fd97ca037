package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is not known of the real system can be set, and each setting makes the difference it says. */
class SettingsTest extends SimulatorTest {
    private static final String NO_INVOICE = "No invoice for given sales order. Tracking code cannot be add.";
    private static final String INLINE = "{'partner':{'customer':'Nova stranka','street':'Cesta 1','country':'%s'}}";

    // ---- transport

    @Test
    void wrong_credentials_malformed_bodies_and_other_methods() throws IOException {
        var wrong = SimulatorClient.json("{'secret_key':'x','company_id':'16'}");
        var path = SimulatorClient.path("search");
        assertThat(mk.post(path, wrong).statusCode()).isEqualTo(200);
        assertRefused(body(mk.post(path, wrong)), "1", "Napačen secret_key ali company_id.");
        mk.setting("wrongCredentialsHttpStatus", "401");
        mk.setting("wrongCredentialsOprCode", "'6'");
        mk.setting("wrongCredentialsText", "'Denied'");
        assertThat(mk.post(path, wrong).statusCode()).isEqualTo(401);
        assertRefused(body(mk.post(path, wrong)), "6", "Denied");

        var malformed = "{".getBytes(UTF_8);
        assertThat(mk.sendOnce("POST", path, malformed).statusCode()).isEqualTo(200);
        assertThat(code(body(mk.sendOnce("POST", path, malformed)))).isEqualTo("1");
        mk.setting("malformedRequestHttpStatus", "400");
        mk.setting("malformedRequestOprCode", "'2'");
        assertThat(mk.sendOnce("POST", path, malformed).statusCode()).isEqualTo(400);
        assertThat(code(body(mk.sendOnce("POST", path, malformed)))).isEqualTo("2");

        assertThat(mk.send("GET", path, new byte[0]).statusCode()).isEqualTo(405);
        mk.setting("wrongMethodHttpStatus", "404");
        assertThat(mk.send("GET", path, new byte[0]).statusCode()).isEqualTo(404);
    }

    @Test
    void latency() {
        put(order("A-1"));
        assertThat(lastDuration()).isLessThan(600);
        mk.setting("latencyMs", "{'put_document':600}");
        put(order("A-2"));
        assertThat(lastDuration()).isGreaterThanOrEqualTo(600);
    }

    private static int lastDuration() {
        var calls = mk.calls("operation=put_document");
        return calls.path(calls.size() - 1).path("durationMs").asInt();
    }

    @Test
    void searches_one_after_another_or_side_by_side() throws InterruptedException {
        mk.setting("latencyMs", "{'search':300}");
        assertThat(threeSearches()).isGreaterThanOrEqualTo(900);
        mk.setting("searchSerialised", "false");
        assertThat(threeSearches()).isLessThan(900);
    }

    private static long threeSearches() throws InterruptedException {
        var start = System.nanoTime();
        var threads = new Thread[3];
        for (var i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> search("{'limit':1}"));
            threads[i].start();
        }
        for (var thread : threads) {
            thread.join();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    // ---- statuses

    @Test
    void the_status_register_its_names_and_transitions() {
        var id = put(order("A-1"));
        assertThat(get(id).path("status_desc").asText()).isEqualTo("created");
        mk.setting("defaultStatus", "'draft'");
        assertThat(get(put(order("A-2"))).path("status_desc").asText()).isEqualTo("draft");

        assertThat(code(changeStatus(id, "lost"))).isEqualTo("1");
        assertThat(code(mk.call("put_document", order("A-3", "{'status_code':'lost'}"))))
                .isEqualTo("2");
        mk.setting("unknownStatusOnPutOprCode", "'1'");
        assertThat(code(mk.call("put_document", order("A-3", "{'status_code':'lost'}"))))
                .isEqualTo("1");
        assertDone(changeStatus(id, "Pavziran"));
        mk.setting("acceptDisplayStatus", "false");
        assertThat(code(changeStatus(id, "Novo"))).isEqualTo("1");

        mk.setting("statusRegister", "[{'code':'lost','display':'Izgubljen'},{'code':'paused','display':'Ustavljen'}]");
        assertThat(get(id).path("status_code").asText()).isEqualTo("Ustavljen");
        mk.setting("allowedTransitions", "{'paused':['paused']}");
        assertThat(code(changeStatus(id, "lost"))).isEqualTo("6");
        mk.setting("allowedTransitions", "{}");
        assertDone(changeStatus(id, "lost"));
    }

    @Test
    void status_fields() {
        var id = put(order("A-1"));
        assertThat(get(id).path("status_code").asText()).isEqualTo("Novo");
        assertThat(get(id).path("status_desc").asText()).isEqualTo("created");
        mk.setting("statusDescPresent", "false");
        assertThat(get(id).has("status_desc")).isFalse();
        assertThat(get(id).has("status_code")).isTrue();
        mk.setting("statusFieldsPresent", "false");
        assertThat(get(id).has("status_code")).isFalse();
    }

    // ---- references, dates, registers

    @Test
    void the_check_of_references() {
        put(order("A-1"));
        put(order("A-1"));
        mk.setting("uniqueBuyerOrder", "'on'");
        assertThat(code(mk.call("put_document", order("A-1", INLINE.formatted("Croatia")))))
                .isEqualTo("6");
        mk.setting("uniqueBuyerOrder", "'per_country'");
        assertThat(code(mk.call("put_document", order("A-1")))).isEqualTo("6");
        put(order("A-1", INLINE.formatted("Croatia")));

        var canceled = put(order("B-1"));
        assertDone(changeStatus(canceled, "canceled"));
        assertThat(code(mk.call("put_document", order("B-1")))).isEqualTo("6");
        mk.setting("uniqueBuyerOrderCountsCanceled", "false");
        var again = put(order("B-1"));

        var find = "{'doc_type':'sales_order','buyer_order':'B-1'}";
        assertThat(mk.call("get_document", find).path("mk_id").asText()).isEqualTo(again);
        mk.setting("sameBuyerOrderFinds", "'oldest'");
        assertThat(mk.call("get_document", find).path("mk_id").asText()).isEqualTo(canceled);
    }

    @Test
    void the_forms_of_dates() {
        var plain = "{'doc_date':'2026-11-23'}";
        assertRefused(mk.call("put_document", order("A-1", plain)), "6", "Not valid date for doc_date");
        assertThat(code(search("doc_date_from", "2026-11-23"))).isEqualTo("2");
        mk.setting("docDateStrict", "false");
        assertThat(get(put(order("A-1", plain))).path("doc_date").asText()).isEqualTo("2026-11-23+02:00");
        assertDone(search("doc_date_from", "2026-11-23"));
    }

    @Test
    void unknown_warehouses_carriers_and_profit_centers() {
        assertThat(ordered("{'warehouse':'neznano'}").path("warehouse").asText())
                .isEqualTo("glavno");
        mk.setting("unknownWarehouse", "'refuse'");
        assertThat(refused("{'warehouse':'neznano'}")).isEqualTo("6");
        assertThat(ordered("{'warehouse':'zunanje'}").path("warehouse").asText())
                .isEqualTo("zunanje");
        mk.setting("inactiveWarehouse", "'main'");
        assertThat(ordered("{'warehouse':'zunanje'}").path("warehouse").asText())
                .isEqualTo("glavno");
        mk.setting("inactiveWarehouse", "'refuse'");
        assertThat(refused("{'warehouse':'zunanje'}")).isEqualTo("6");

        assertThat(ordered("{'delivery_type':'Golob'}").has("delivery_type")).isFalse();
        mk.setting("unknownCarrier", "'keep'");
        assertThat(ordered("{'delivery_type':'Golob'}").path("delivery_type").asText())
                .isEqualTo("Golob");
        mk.setting("unknownCarrier", "'refuse'");
        assertThat(refused("{'delivery_type':'Golob'}")).isEqualTo("6");
        mk.setting("carriers", "[{'code':'golob','display':'Golob'},{'code':'dhl','display':'DHL'}]");
        assertThat(ordered("{'delivery_type':'golob'}").path("delivery_type").asText())
                .isEqualTo("Golob");

        assertRefused(
                mk.call("put_document", order("A-1", "{'profit_center':'X'}")),
                "6",
                "Profit center 'X' doesn't exist.");
        mk.setting("unknownProfitCenter", "'drop'");
        assertThat(ordered("{'profit_center':'X'}").has("profit_center")).isFalse();
        mk.setting("profitCenters", "[{'code':'X','display':'Center X'}]");
        assertThat(ordered("{}").path("profit_center_desc").asText()).isEqualTo("Center X");
    }

    private static JsonNode ordered(String fields) {
        return get(put(order("A-1", fields)));
    }

    private static String refused(String fields) {
        return code(mk.call("put_document", order("A-1", fields)));
    }

    @Test
    void unknown_products_and_inline_partners() {
        var unknown = "{'product_list':[{'code':'X','amount':'1'}]}";
        assertThat(refused(unknown)).isEqualTo("8");
        mk.setting("unknownProductOprCode", "'2'");
        assertThat(refused(unknown)).isEqualTo("2");

        var inline = INLINE.formatted("Slovenia");
        var first = ordered(inline).path("partner").path("mk_id");
        assertThat(ordered(inline).path("partner").path("mk_id")).isNotEqualTo(first);
        mk.setting("partnerPerInlineOrder", "false");
        var known = ordered(inline).path("partner").path("mk_id");
        assertThat(ordered(inline).path("partner").path("mk_id")).isEqualTo(known);
    }

    @Test
    void payment_types_taxes_and_users() {
        var paid = "{'mark_paid':[{'payment_type':'%s','date':'23.11.2026','amount':'1'}]}";
        assertRefused(
                mk.call("put_document", order("A-1", paid.formatted("Bon"))),
                "2",
                "Paramether 'payment_type' has invalid value : Bon. Valid values : "
                        + "Transakcijski račun,Gotovina,Prenos preplačila,Kartica BA");
        mk.setting("paymentTypes", "['Bon','Gotovina']");
        put(order("A-1", paid.formatted("Bon")));
        assertRefused(
                mk.call("put_document", order("A-1", paid.formatted("Gotovina"))),
                "6",
                "Plačilni inštrument Gotovina, je potrebno davčno potrditi, vendar nimate vklopljenih davčnih blagajn.");
        mk.setting("fiscalPaymentTypes", "[]");
        put(order("A-1", paid.formatted("Gotovina")));

        var taxed = "{'product_list':[{'code':'ART-041','amount':'1','price':'100','tax':'EX9'}]}";
        assertThat(refused(taxed)).isEqualTo("2");
        mk.setting("taxes", "{'EX9':'0.09'}");
        assertThat(ordered(taxed).path("sum_tax_ex9").asText()).isEqualTo("9");

        var change = "{'doc_type':'sales_order','buyer_order':'A-1','status_code':'paused',"
                + "'api_user_email':'nova@example.test'}";
        assertRefused(
                mk.call("change_document_status", change),
                "6",
                "Cannot find email 'nova@example.test' for paramether api_user_email");
        mk.setting("users", "['nova@example.test']");
        assertDone(mk.call("change_document_status", change));
    }

    @Test
    void statuses_of_papers() {
        var bill = get(put(order("A-1", "{'create_invoice':'true'}")))
                .path("doc_link_list")
                .path(0)
                .path("mk_id")
                .asText();
        var change = "{'doc_type':'sales_bill_domestic','mk_id':'" + bill + "','status_code':'poslano'}";
        assertThat(code(mk.call("update_document", change))).isEqualTo("1");
        mk.setting("billStatusRegister", "[{'code':'poslano','display':'Poslano'}]");
        assertDone(mk.call("update_document", change));

        var note = "{'doc_type':'warehouse_delivery_note','doc_date':'23.11.2026','status_code':'%s',"
                + "'partner':{'mk_id':'1600100001','mk_address_id':'1600110001'}}";
        assertRefused(
                mk.call("put_document", note.formatted("odprt")),
                "2",
                "Paramether 'status_code' has invalid value : odprt. Valid values : active,finished,deleted");
        mk.setting("warehouseStatuses", "['odprt']");
        assertDone(mk.call("put_document", note.formatted("odprt")));
        mk.setting("warehouseStatusRegister", "[{'code':'napol','display':'Napol'}]");
        assertDone(mk.call("put_document", note.formatted("Napol")));

        var complaint = "{'api_user_email':'api@example.test','claim_type':'return','claim_status':'nov',"
                + "'sales_order_customer_order':'A-1','complaint_products':[{'code':'ART-041','amount':'1'}]}";
        assertThat(code(mk.call("create_complaint", complaint))).isEqualTo("2");
        mk.setting("complaintStatuses", "['nov']");
        assertDone(mk.call("create_complaint", complaint));
    }

    // ---- stock and reservations

    @Test
    void reservations_and_what_releases_them() {
        var id = put(order("A-1"));
        assertThat(reserved("ART-041")).isEqualTo("2");
        changeStatus(id, "canceled");
        assertThat(reserved("ART-041")).isEqualTo("0");
        mk.setting("releaseStatuses", "['paused']");
        changeStatus(id, "manually_closed");
        assertThat(reserved("ART-041")).isEqualTo("2");
        changeStatus(id, "paused");
        assertThat(reserved("ART-041")).isEqualTo("0");

        var deleted = put(order("A-2"));
        assertDone(mk.call("delete_document", "{'doc_type':'sales_order','mk_id':'" + deleted + "'}"));
        assertThat(reserved("ART-041")).isEqualTo("0");
        mk.setting("deleteReleasesReservation", "false");
        deleted = put(order("A-3"));
        assertDone(mk.call("delete_document", "{'doc_type':'sales_order','mk_id':'" + deleted + "'}"));
        assertThat(reserved("ART-041")).isEqualTo("2");

        mk.setting("reservations", "false");
        put(order("A-4"));
        assertThat(stock("ART-041").has("reserved_amount")).isFalse();
        mk.setting("reservations", "true");
        assertThat(reserved("ART-041")).isEqualTo("2");
    }

    @Test
    void what_a_packing_list_releases() {
        put(order("A-1"));
        pack("A-1");
        assertThat(reserved("ART-041")).isEqualTo("1");
        mk.reset();
        mk.setting("partialRelease", "false");
        put(order("A-1"));
        pack("A-1");
        assertThat(reserved("ART-041")).isEqualTo("0");
    }

    private static void pack(String reference) {
        mk.act("{'action':'create_packing_list','buyer_order':'" + reference
                + "','lines':[{'code':'ART-041','amount':'1'}]}");
    }

    @Test
    void how_stock_is_written() {
        put(order("A-1"));
        mk.act("{'action':'adjust_stock','code':'ART-041','amount':'8.5'}");
        assertThat(amount("ART-041")).isEqualTo("8,5");
        assertThat(stock("ART-041").path("free_amount").asText()).isEqualTo("6,5");
        mk.setting("commaDecimals", "false");
        assertThat(amount("ART-041")).isEqualTo("8.5");
        mk.setting("reservedAmountPresent", "false");
        assertThat(stock("ART-041").has("reserved_amount")).isFalse();

        var rows = "{'product_code_list':'ART-041','wh_id_list':'1601'}";
        assertThat(mk.call("warehouse_stock", rows).path("stock_list")).hasSize(1);
        mk.setting("stockRowsPerLocation", "true");
        assertThat(mk.call("warehouse_stock", rows).path("stock_list")).hasSize(2);

        assertThat(mk.call("product_list", "{'code':'ART-041'}")
                        .path("product_list")
                        .isObject())
                .isTrue();
        mk.setting("listOfOneAsObject", "false");
        assertThat(mk.call("product_list", "{'code':'ART-041'}")
                        .path("product_list")
                        .isArray())
                .isTrue();
    }

    // ---- invoices, tracking, what happens by itself

    @Test
    void what_tracking_waits_for() {
        var id = put(order("A-1"));
        var tracked = "{'tracking_code':'T-1','notes':'N'}";
        assertRefused(update(id, tracked), "6", NO_INVOICE);
        assertThat(get(id).has("notes")).isFalse();
        mk.setting("trackingRefusalOprCode", "'2'");
        mk.setting("trackingRefusalKeepsOtherFields", "true");
        assertRefused(update(id, tracked), "2", NO_INVOICE);
        assertThat(get(id).path("notes").asText()).isEqualTo("N");
        mk.setting("trackingNeedsInvoice", "false");
        assertDone(update(id, tracked));

        var packed = put(order("A-2", "{'salesOrderTrackingType':'packing_list'}"));
        assertThat(code(update(packed, tracked))).isEqualTo("2");
        mk.setting("trackingNeedsPackingList", "false");
        assertDone(update(packed, tracked));
    }

    @Test
    void what_an_invoice_closes() {
        var id = put(order("A-1", "{'create_invoice':'true'}"));
        var change = "{'product_add':[{'code':'ART-043','amount':'1'}]}";
        assertThat(code(update(id, change))).isEqualTo("6");
        mk.setting("lineEditsAfterInvoice", "'apply'");
        assertDone(update(id, change));
        assertThat(get(id).path("product_list")).hasSize(3);

        assertDone(update(id, "{'create_invoice':'true'}"));
        mk.setting("secondInvoice", "'refuse'");
        assertThat(code(update(id, "{'create_invoice':'true'}"))).isEqualTo("6");

        var delete = "{'doc_type':'sales_order','mk_id':'" + id + "'}";
        assertThat(code(mk.call("delete_document", delete))).isEqualTo("6");
        mk.setting("deleteWithInvoice", "'delete'");
        assertDone(mk.call("delete_document", delete));
    }

    @Test
    void what_metakocka_does_by_itself() {
        assertThat(links(put(order("A-1")))).isEmpty();
        mk.setting("autoInvoiceStatuses", "['created']");
        assertThat(links(put(order("A-2")))).containsExactly("sales_bill_domestic");
        mk.setting("invoiceMakesPackingList", "true");
        var packed = put(order("A-3"));
        assertThat(links(packed)).containsExactly("warehouse_packing_list", "sales_bill_domestic");
        mk.setting("invoiceMakesPackingList", "false");

        changeStatus(packed, "canceled");
        assertThat(links(packed)).contains("sales_bill_credit_note");
        mk.setting("creditNoteOnCancel", "false");
        var kept = put(order("A-4"));
        changeStatus(kept, "canceled");
        assertThat(links(kept)).containsExactly("sales_bill_domestic");
        mk.setting("autoInvoiceStatuses", "[]");

        var beyond = "{'product_list':[{'code':'ART-048','amount':'9'}]}";
        assertThat(get(put(order("B-1", beyond))).path("status_desc").asText()).isEqualTo("created");
        mk.reset();
        mk.setting("autoSplit", "true");
        mk.setting("splitStatus", "'draft'");
        var split = put(order("B-2", beyond));
        assertThat(get(split).path("status_desc").asText()).isEqualTo("draft");
        assertThat(child(split)).isEqualTo("B-2/1");
        mk.setting("splitKeepsBuyerOrder", "true");
        mk.act("{'action':'adjust_stock','code':'ART-048','amount':'20'}");
        assertThat(child(put(order("B-3", "{'product_list':[{'code':'ART-048','amount':'19'}]}"))))
                .isEqualTo("B-3");
        mk.setting("autoSplit", "false");

        assertThat(ordered("{}").path("warehouse").asText()).isEqualTo("glavno");
        mk.setting("orderRules", "[{'status':'created','to_warehouse':'trgovina'}]");
        assertThat(ordered("{}").path("warehouse").asText()).isEqualTo("trgovina");
    }

    private static List<String> links(String id) {
        return get(id).path("doc_link_list").findValuesAsText("doc_type");
    }

    private static String child(String id) {
        return get(id, "show_split_orders")
                .path("split_orders")
                .path(0)
                .path("buyer_order")
                .asText();
    }

    @Test
    void completed_complaints_and_notes_for_the_change_log() {
        var id = put(order("A-1", "{'create_invoice':'true'}"));
        var complaint = "{'api_user_email':'api@example.test','claim_type':'return','claim_status':'completed',"
                + "'sales_order_customer_order':'A-1','complaint_products':[{'code':'ART-041','amount':'1'}]}";
        mk.setting("completedComplaintMakesDocuments", "false");
        assertDone(mk.call("create_complaint", complaint));
        assertThat(links(id)).doesNotContain("sales_bill_credit_note");
        mk.setting("completedComplaintMakesDocuments", "true");
        assertDone(mk.call("create_complaint", complaint));
        assertThat(links(id)).contains("sales_bill_credit_note");

        assertDone(update(id, "{'notes':'1','document_change_log_notes':'Prvi zapis'}"));
        mk.setting("changeLogNotesOnUpdate", "false");
        assertDone(update(id, "{'notes':'2','document_change_log_notes':'Drugi zapis'}"));
        assertThat(get(id, "return_document_info").path("document_info").toString())
                .contains("Prvi zapis")
                .doesNotContain("Drugi zapis");
    }

    // ---- changes

    @Test
    void what_moves_the_last_change_and_whether_bounds_belong() {
        var noon = "2026-11-23T12:00:00+02:00";
        var id = put(order("A-1"));
        assertThat(found("last_change_from", noon)).contains(id);
        mk.setting("lastChangeInclusive", "false");
        assertThat(found("last_change_from", noon)).doesNotContain(id);
        mk.setting("lastChangeInclusive", "true");

        changed("statusMovesLastChange", each -> changeStatus(each, "paused"));
        changed("linkMovesLastChange", each -> mk.act("{'action':'create_packing_list','mk_id':'" + each + "'}"));
        changed("trackingMovesLastChange", each -> mk.act("{'action':'make_label','mk_id':'" + each + "'}"));
        changed(
                "paymentMovesLastChange",
                each -> mk.call(
                        "put_transaction",
                        "{'doc_type':'sales_order','mk_id':'" + each + "','payment_mode':'payment',"
                                + "'payment_type':'Kartica BA','price':'1'}"));

        assertThat(found("customer_order", "a-1")).isEmpty();
        mk.setting("customerOrderMatch", "'ignore_case'");
        assertThat(found("customer_order", "a-1")).contains(id);
    }

    /** A change an hour later is found with the setting on and not found with it off. */
    private static void changed(String setting, Consumer<String> change) {
        for (var moves : List.of(true, false)) {
            CLOCK.turnTo(NOON);
            var id = put(order("C-1"));
            mk.setting(setting, moves.toString());
            CLOCK.turnTo(NOON.plusSeconds(3600));
            change.accept(id);
            assertThat(found("last_change_from", "2026-11-23T12:30:00+02:00").contains(id))
                    .as(setting + " " + moves)
                    .isEqualTo(moves);
        }
    }

    private static List<String> found(String filter, String value) {
        return search(filter, value).path("result").findValuesAsText("mk_id");
    }

    // ---- the settings themselves

    @Test
    void every_setting_is_turned_by_a_test() throws IOException {
        var sources = new StringBuilder();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.append(Files.readString(file));
            }
        }
        for (var name : names()) {
            var turned = Pattern.compile("(setting|changed)\\(\\s*\"" + name + "\"|'" + name + "':");
            assertThat(turned.matcher(sources).find()).as(name).isTrue();
        }
    }

    @Test
    void the_readme_names_settings_that_exist_for_what_is_not_known() throws IOException {
        var rows = Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.startsWith("| Not known |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).hasSize(18);
        for (var row : rows) {
            var named = Pattern.compile("`(\\w+)`")
                    .matcher(row.substring(row.lastIndexOf("|", row.length() - 2)))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(named).as(row).isNotEmpty();
            assertThat(names()).containsAll(named);
        }
    }

    private static List<String> names() {
        return mk.control("GET", "/_sim/settings", "").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String code(JsonNode answer) {
        return answer.path("opr_code").asText();
    }

    private static ObjectNode body(HttpResponse<byte[]> response) {
        return SimulatorClient.object(response.body());
    }
}
