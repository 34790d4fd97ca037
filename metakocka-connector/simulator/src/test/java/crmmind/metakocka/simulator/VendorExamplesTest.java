package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.Simulator.Seed;
import crmmind.metakocka.simulator.VendorExamples.Example;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the vendor's examples: each request against a simulator that was prepared for it, the answer compared in shape,
 * codes and texts. Where the examples are not there, the run says so.
 */
class VendorExamplesTest {
    /** Examples that are not run here although their operation is simulated, and why. */
    private static final Map<String, String> EXCEPTIONS = new TreeMap<>(Map.of(
            "get_document.sales_order.purchase_price", "purchase prices need a set-up that no order desk touches",
            "webhook.warehouse_product_stock_update", "goes the other way: StockHookTest compares what it receives"));

    /** Fields of an example that its run does not compare, and why. */
    private static final Map<String, Map<String, String>> UNCHECKED = Map.of(
            "get_document.complaint",
                    Map.of(
                            "reclamation_reason", "entered by people only",
                            "reclamation_description", "entered by people only",
                            "warehouse_damaged", "entered by people only",
                            "damaged", "entered by people only"),
            "search.complaint.last_change",
                    Map.of(
                            "result.damaged", "entered by people only",
                            "result.warehouse_damaged", "entered by people only"),
            "get_document.sales_bill_domestic",
                    Map.of(
                            "furs_zoi", "fiscal register",
                            "furs_eor", "fiscal register",
                            "last_change_user", "of another installation",
                            "sales_pricelist_code", "sent with orders only"),
            "get_document.sales_bill_domestic.payment_detail",
                    Map.of("furs_zoi", "fiscal register", "furs_eor", "fiscal register"),
            "get_document.sales_order.delivery_stats",
                    Map.of(
                            "delivery_stats.date_first_delivery", "told by the carrier",
                            "delivery_stats.date_delivery_finished", "told by the carrier",
                            "delivery_stats.first_delivery_date", "told by the carrier",
                            "delivery_stats.last_delivery_service_event_place", "told by the carrier",
                            "delivery_stats.all_delivery_service_place", "told by the carrier"),
            "get_document.warehouse_delivery_note",
                    Map.of(
                            "product_list.price_purchase", "purchase prices",
                            "product_list.allocated_code_purchase", "purchase prices",
                            "product_list.allocated_cost_sales", "purchase prices",
                            "notes", "an empty text is not shown"),
            "get_partner.by_name", Map.of("partner_list.partner_delivery_address_list.currency_id", "internal"),
            "get_partner.discounts", Map.of("partner_list.discounts", "discounts of partners"),
            "product_list.with_stock",
                    Map.of(
                            "product_list.amount_detail.serial_number", "serial numbers",
                            "product_list.amount_detail.exp_date", "serial numbers"),
            "product_list.order_in_delivery", Map.of("purchase", "not in the request that it echoes"));

    /** What is compared nowhere: the vendor's examples do not agree on it among themselves. */
    private static final Set<String> NEVER = Set.of("purchase", "opr_time_no_lock_ms");

    /** Operations of Metakocka that the simulator answers as not simulated, and why. */
    private static final Map<String, Set<String>> OUT_OF_SCOPE = new TreeMap<>(Map.of(
            "changes the catalogue", Set.of("product_add", "product_update", "product_delete"),
            "labels and messages",
                    Set.of(
                            "generate_sticker",
                            "get_delivery_service_pricelist",
                            "get_proof_of_delivery",
                            "get_message",
                            "send_message"),
            "sets up shops and rules",
                    Set.of(
                            "create_webshop",
                            "get_order_change_warehouse",
                            "get_order_forbidden_products",
                            "replace_order_change_warehouse",
                            "replace_order_forbidden_products",
                            "search_blacklist_partner",
                            "search_query_advance_discovery"),
            "stock-taking, transfers and foreign stock",
                    Set.of("import_inventory", "put_document_transfer_order", "source_stock")));

    private static final String FAILED = "failed";
    private static final String RUN = "run";
    private static final Map<String, String> OUTCOMES = new TreeMap<>();

    private static Simulator simulator;
    private static SimulatorClient mk;

    @BeforeAll
    static void start() throws IOException {
        simulator = new Simulator(0, Seed.EMPTY, null, Clock.systemUTC());
        mk = new SimulatorClient(simulator.address());
    }

    @AfterAll
    static void report() {
        simulator.close();
        if (OUTCOMES.isEmpty()) {
            System.out.println(VendorExamples.absent() + ": our own cases ran alone");
            return;
        }
        var counts = new TreeMap<String, Integer>();
        OUTCOMES.values().forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        var run = counts.getOrDefault(RUN, 0);
        var failed = counts.getOrDefault(FAILED, 0);
        counts.keySet().removeAll(Set.of(RUN, FAILED));
        counts.keySet().removeIf(EXCEPTIONS::containsValue);
        var outside = counts.values().stream().mapToInt(Integer::intValue).sum();
        var exceptions = OUTCOMES.size() - run - failed - outside;
        System.out.println("Vendor examples: " + OUTCOMES.size() + " files; in scope " + (run + failed + exceptions)
                + ": run " + run + ", failed " + failed + ", exceptions " + exceptions + " " + EXCEPTIONS
                + "; out of scope " + outside + " " + counts);
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_a_simulated_operation_is_answered_in_its_shape() throws IOException {
        var examples = VendorExamples.all();
        return examples.isEmpty()
                ? Stream.of(dynamicTest("examples", () -> abort(VendorExamples.absent())))
                : examples.stream().map(example -> dynamicTest(example.name(), () -> run(example)));
    }

    private static void run(Example example) throws IOException {
        if (EXCEPTIONS.containsKey(example.name())) {
            OUTCOMES.put(example.name(), EXCEPTIONS.get(example.name()));
            return;
        }
        OUTCOMES.put(example.name(), FAILED);
        mk.reset();
        var reason = outOfScope(example);
        if (!reason.isEmpty()) {
            assertThat(answer(example, example.request()).path("opr_desc").asText())
                    .startsWith("Not simulated: ");
            OUTCOMES.put(example.name(), reason);
            return;
        }
        var request = new ExamplePreparation(mk).prepared(example);
        if (example.response().isTextual()) {
            var response = post(example, request);
            assertThat(response.headers().firstValue("content-type")).contains("application/pdf");
        } else {
            compare(example, answer(example, request));
        }
        OUTCOMES.put(example.name(), RUN);
    }

    private static ObjectNode answer(Example example, ObjectNode request) {
        return SimulatorClient.object(post(example, request).body());
    }

    private static HttpResponse<byte[]> post(Example example, ObjectNode request) {
        request.remove(List.of("secret_key", "company_id"));
        var response = mk.post(example.path(), SimulatorClient.withCredentials(request));
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static void compare(Example example, ObjectNode answer) {
        if (!example.response().isObject()) {
            assertThat(answer.path("opr_code").asText("0"))
                    .as(answer.toString())
                    .isEqualTo("0");
            return;
        }
        var unchecked = new HashSet<>(NEVER);
        unchecked.addAll(UNCHECKED.getOrDefault(example.name(), Map.of()).keySet());
        var expected = expected(example);
        // of a search the vendor sometimes shows what one row has more
        var rowOnly = example.operation().equals("search") && !expected.has("opr_code");
        var compared = rowOnly ? answer.path("result").path(0) : answer;
        assertThat(Shape.differences(expected, compared, unchecked))
                .as(answer.toString())
                .isEmpty();
        if (!example.fragment()) {
            assertThat(answer.has("opr_code")).as("opr_code of " + answer).isEqualTo(expected.has("opr_code"));
        }
    }

    /** The answer with the placeholder of the vendor's text filled in. */
    private static JsonNode expected(Example example) {
        var expected = (ObjectNode) example.response().deepCopy();
        if (example.name().equals("search_tracking_code.error.not_found")) {
            expected.put("opr_desc", "Tracking code TRACKING_CODE not found");
        }
        return expected;
    }

    /** Why an example is not in scope; empty when it is. */
    private static String outOfScope(Example example) {
        var type = example.request().path("doc_type").asText();
        if (!example.operation().equals("search")
                && Set.of("transfer_order", "warehouse_transfer_order", "warehouse_inventory")
                        .contains(type)) {
            return "stock-taking, transfers and foreign stock";
        }
        return OUT_OF_SCOPE.entrySet().stream()
                .filter(entry -> entry.getValue().contains(example.operation()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
