package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.CompanyModel.Line;
import crmmind.metakocka.simulator.CompanyModel.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One company twice: the simulator behind its API, and the model; compared through what the API shows. */
final class DifferentialCompany implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> WAREHOUSES = Map.of("1601", CompanyModel.MAIN, "1602", CompanyModel.SHOP);

    /** Codes of the order register and what people see. */
    static final Map<String, String> STATUSES = Map.of(
            "draft", "Draft",
            "created", "Novo",
            "ready_to_ship", "Pripravljen za odpremo",
            "shipped", "Odpremljen",
            "completed", "Zaključena",
            "paused", "Pavziran",
            "canceled", "Preklican",
            "manually_closed", "Brisan",
            "duplicate", "Duplikat",
            "package_returned", "Vračilo paketa");

    final CompanyModel model = new CompanyModel();

    private final LoadClient client;
    private final Set<String> seeded = new HashSet<>();
    private final Set<String> rowsSeen = new HashSet<>();
    private final Set<Order> touched = new HashSet<>();
    private int calls;
    private String lastRequest = "";

    DifferentialCompany(URI address) throws IOException {
        client = new LoadClient(address);
        STATUSES.keySet().forEach(status -> seeded.addAll(found("status_list", status)));
    }

    /** Calls an operation of the API. */
    ObjectNode call(String operation, ObjectNode body) {
        calls++;
        body.put("secret_key", SimulatorClient.SECRET).put("company_id", 16);
        if (!operation.startsWith("get_") && !operation.equals("search") && !operation.endsWith("_stock")) {
            body.remove("secret_key");
            lastRequest = operation + " " + body;
            body.put("secret_key", SimulatorClient.SECRET);
        }
        try {
            return (ObjectNode) JSON.readTree(client.post(SimulatorClient.path(operation), body.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    int calls() {
        return calls;
    }

    String lastRequest() {
        return lastRequest;
    }

    void touch(Order order) {
        touched.add(order);
    }

    // ---- comparing

    void compareTouched() {
        touched.forEach(this::compare);
        touched.clear();
    }

    void compareEverything() {
        model.all().forEach(this::compare);
        compareStock();
        compareSearches();
    }

    private void compare(Order order) {
        var request = object().put("doc_type", "sales_order").put("show_product_detail", true);
        var shown = call("get_document", request.put("doc_id", order.id));
        if (order.deleted) {
            assertThat(shown.path("opr_code").asText()).isEqualTo("2");
            assertThat(shown.path("opr_desc").asText())
                    .isEqualTo("Cannot find document type sales_order with id = " + order.id);
            return;
        }
        assertThat(shown.path("opr_code").asText()).isEqualTo("0");
        var about = "order " + order.id;
        assertThat(shown.path("buyer_order").asText()).as(about).isEqualTo(order.reference);
        assertThat(shown.path("count_code").asText()).as(about).isEqualTo(order.number);
        assertThat(shown.path("status_desc").asText()).as(about).isEqualTo(order.status);
        assertThat(shown.path("status_code").asText()).as(about).isEqualTo(STATUSES.get(order.status));
        assertThat(shown.path("warehouse").asText()).as(about).isEqualTo(order.warehouse);
        assertThat(shown.path("notes").asText()).as(about).isEqualTo(order.notes);
        assertThat(shown.path("salesOrderTrackingType").asText()).as(about).isEqualTo(order.trackingType);
        assertThat(tracking(shown)).as("tracking of " + about).isEqualTo(order.tracking);
        assertSum(shown, "sum_all", order.lines.isEmpty() ? null : order.total());
        assertSum(shown, "sum_paid", order.paid.signum() == 0 ? null : order.paid);
        assertLines(shown, order.lines, about);
        var links = new ArrayList<String>();
        shown.path("doc_link_list")
                .forEach(link -> links.add(link.path("doc_type").asText()));
        var expected = new ArrayList<String>();
        for (var type : List.of(CompanyModel.PACKING_LIST, CompanyModel.INVOICE, CompanyModel.CREDIT_NOTE)) {
            model.papers(order, type).forEach(paper -> expected.add(paper.type));
        }
        assertThat(links).as("links of " + about).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String tracking(JsonNode shown) {
        for (var column : shown.path("extra_column")) {
            if (column.path("name").asText().equals("tracking_number")) {
                return column.path("value").asText();
            }
        }
        return "";
    }

    private static void assertSum(JsonNode shown, String field, @Nullable BigDecimal expected) {
        if (expected == null) {
            assertThat(shown.has(field)).as(field).isFalse();
        } else {
            assertThat(shown.path(field).isTextual()).as(field).isTrue();
            assertThat(new BigDecimal(shown.path(field).asText())).as(field).isEqualByComparingTo(expected);
        }
    }

    /** Lines in their order; a row id that is new has never been seen, one that is known stays. */
    void assertLines(JsonNode shown, List<Line> lines, String about) {
        var list = shown.path("product_list");
        assertThat(list).as("lines of " + about).hasSize(lines.size());
        for (var n = 0; n < lines.size(); n++) {
            var line = lines.get(n);
            var row = list.path(n);
            assertThat(row.path("code").asText()).as(about).isEqualTo(line.code);
            assertThat(row.path("amount").asText()).as(about).isEqualTo(plain(line.amount));
            assertThat(row.path("price_with_tax").asText()).as(about).isEqualTo(plain(line.price));
            var id = row.path("mk_row_id").asText();
            if (line.row.isEmpty()) {
                assertThat(rowsSeen.add(id)).as("row %s is new", id).isTrue();
                line.row = id;
            }
            assertThat(id).as(about).isEqualTo(line.row);
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    void compareStock() {
        var codes = CompanyModel.START.getOrDefault(CompanyModel.MAIN, Map.of()).keySet();
        var answer = call(
                "warehouse_stock",
                object().put("product_code_list", String.join(",", codes))
                        .put("return_reservation_without_stock", true));
        var shown = new HashMap<String, JsonNode>();
        for (var row : answer.path("stock_list")) {
            var place = WAREHOUSES.get(row.path("warehouse_id").asText()) + " "
                    + row.path("code").asText();
            assertThat(shown.put(place, row)).as(place + " once").isNull();
        }
        for (var warehouse : WAREHOUSES.values()) {
            var amounts = model.amounts(warehouse);
            var reservations = model.reserved(warehouse);
            for (var code : codes) {
                var place = warehouse + " " + code;
                var amount = amounts.getOrDefault(code, BigDecimal.ZERO);
                var reserved = reservations.getOrDefault(code, BigDecimal.ZERO);
                var row = shown.remove(place);
                if (amount.signum() == 0 && reserved.signum() == 0) {
                    assertThat(row).as(place + " has no row").isNull();
                } else {
                    assertThat(row)
                            .as(place + ": " + amount + ", reserved " + reserved)
                            .isNotNull();
                    assertThat(row.path("amount").asText())
                            .as("amount of " + place)
                            .isEqualTo(comma(amount));
                    assertThat(row.path("reserved_amount").asText())
                            .as("reserved of " + place)
                            .isEqualTo(comma(reserved));
                    assertThat(row.path("free_amount").asText())
                            .as("free of " + place)
                            .isEqualTo(comma(amount.subtract(reserved)));
                }
            }
        }
        assertThat(shown).isEmpty();
    }

    private static String comma(BigDecimal number) {
        return plain(number).replace('.', ',');
    }

    /** Every status, and some references, find the orders that the model has there, page by page. */
    void compareSearches() {
        for (var status : STATUSES.keySet()) {
            var found = found("status_list", status);
            found.removeAll(seeded);
            var expected = new TreeSet<String>();
            model.live().stream().filter(order -> order.status.equals(status)).forEach(order -> expected.add(order.id));
            assertThat(found).as("orders in status " + status).isEqualTo(expected);
        }
    }

    void compareReference(Order order) {
        assertThat(found("customer_order", order.reference))
                .as("orders with buyer_order " + order.reference)
                .isEqualTo(order.deleted ? Set.of() : Set.of(order.id));
    }

    private Set<String> found(String filter, String value) {
        var found = new TreeSet<String>();
        var all = 1;
        for (var offset = 0; offset < all; offset += 100) {
            var request =
                    object().put("doc_type", "sales_order").put("limit", 100).put("offset", offset);
            request.withArray("query_advance").addObject().put("type", filter).put("value", value);
            var answer = call("search", request);
            all = answer.path("result_all_records").asInt();
            for (var row : answer.path("result")) {
                assertThat(found.add(row.path("mk_id").asText())).isTrue();
            }
        }
        assertThat(found).hasSize(all);
        return found;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
