package crmmind.metakocka.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import crmmind.metakocka.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** As much of Metakocka as the ledger touches, with faults: what the protocol must survive. */
final class FakeMetakocka implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or every answer waits 40 ms for an acknowledgement
    }

    /** What goes wrong. */
    enum Fault {
        /** Closed without doing it. */
        DROP_BEFORE,
        /** Done, and closed without an answer. */
        DROP_AFTER,
        /** Done, and answered with a web page. */
        HTML_AFTER,
        /** Done, and answered with 500. */
        HTTP_500_AFTER,
        /** Not done, and answered with 500. */
        HTTP_500_BEFORE,
        /** Done some time after the client has gone. */
        LATE
    }

    private record Trouble(Predicate<String> operation, Fault fault) {}

    private final HttpServer server;
    private final Map<String, ObjectNode> orders = new LinkedHashMap<>();
    private final Map<String, ObjectNode> partners = new LinkedHashMap<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private long nextId = 1000;
    boolean refuseDoubles;
    boolean trackingNeedsInvoice = true;
    String knownWarehouse = "glavno";
    boolean givesMarksBack = true;
    /** What Metakocka makes of a new order without a word. */
    Consumer<ObjectNode> substitute = order -> {};

    private final Map<String, ObjectNode> papers = new LinkedHashMap<>();
    private final List<ObjectNode> requests = new ArrayList<>();

    FakeMetakocka() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/rest/eshop/v1/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool(runnable -> {
            var thread = new Thread(runnable, "fake-metakocka");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void next(String operation, Fault fault) {
        troubles.add(new Trouble(operation::equals, fault));
    }

    synchronized List<ObjectNode> orders(String reference) {
        return orders.values().stream()
                .filter(order -> order.path("buyer_order").asText().equals(reference))
                .toList();
    }

    synchronized ObjectNode order(String reference) {
        var found = orders(reference);
        if (found.size() != 1) {
            throw new AssertionError("There are " + found.size() + " orders " + reference);
        }
        return found.get(0);
    }

    /** The references of the orders made, in the order in which they came. */
    synchronized List<String> references() {
        return List.copyOf(references);
    }

    /** Somebody deletes an order. */
    synchronized void delete(String mkId) {
        orders.remove(mkId);
    }

    synchronized int partnerCount() {
        return partners.size();
    }

    synchronized long calls(String operation) {
        return calls.stream().filter(operation::equals).count();
    }

    /** What was sent, credentials and all. */
    synchronized List<ObjectNode> requests(String docType) {
        return requests.stream()
                .filter(request -> request.path("doc_type").asText().equals(docType))
                .toList();
    }

    /** The papers of a kind, oldest first. */
    synchronized List<ObjectNode> papers(String docType) {
        return papers.values().stream()
                .filter(paper -> paper.path("doc_type").asText().equals(docType))
                .toList();
    }

    /** A packing list somebody made by hand for an order. */
    synchronized ObjectNode putPackingList(String reference, String day, String code, String amount) {
        var request = Json.object().put("doc_type", "warehouse_packing_list").put("doc_date", day);
        request.put("warehouse", knownWarehouse);
        request.putArray("sales_order_list").addObject().put("buyer_order", reference);
        request.putArray("product_list").addObject().put("code", code).put("amount", amount);
        return papers.get(putPackingList(request).path("mk_id").asText());
    }

    private ObjectNode putPackingList(ObjectNode request) {
        var named = request.path("sales_order_list").path(0).path("buyer_order").asText();
        if (orders(named).isEmpty()) {
            return refused("6", "Cannot find sales order with buyer order '" + named + "'");
        }
        if (request.path("product_list").path(0).path("code").asText().startsWith("OUT-")) {
            return refused("6", "Zaloga artikla ne sme biti negativna.");
        }
        var paper = request.deepCopy();
        paper.remove(List.of("secret_key", "company_id"));
        if (!givesMarksBack) {
            paper.remove(List.of("title", "meta_data"));
        }
        if (!paper.path("warehouse").asText().equals(knownWarehouse)) {
            paper.put("warehouse", knownWarehouse);
        }
        paper.put("doc_date", toDecorated(paper.path("doc_date").asText()));
        return add(paper, orders(named).get(0), "SK1_");
    }

    private static String toDecorated(String day) {
        var parts = day.split("\\.");
        return parts[2] + "-" + parts[1] + "-" + parts[0] + "+02:00";
    }

    /** Somebody makes the invoice of an order. */
    synchronized ObjectNode putInvoice(String reference) {
        return add(Json.object().put("doc_type", "sales_bill_domestic"), order(reference), "1-MK-");
    }

    private ObjectNode add(ObjectNode paper, ObjectNode order, String prefix) {
        var id = Long.toString(nextId++);
        paper.put("mk_id", id).put("opr_code", "0").put("count_code", prefix + id);
        papers.put(id, paper);
        order.withArray("doc_link_list")
                .addObject()
                .put("mk_id", id)
                .put("count_code", prefix + id)
                .put("doc_type", paper.path("doc_type").asText());
        return Json.object().put("opr_code", "0").put("mk_id", id).put("count_code", prefix + id);
    }

    synchronized void doLate() {
        late.forEach(Runnable::run);
        late.clear();
    }

    /** An order somebody else made. */
    synchronized ObjectNode putForeign(String reference, String customer, String total) {
        var order = Json.object();
        var id = Long.toString(nextId++);
        order.put("mk_id", id)
                .put("opr_code", "0")
                .put("buyer_order", reference)
                .put("sum_all", total);
        order.putObject("partner").put("mk_id", "1").put("customer", customer);
        orders.put(id, order);
        return order;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var operation = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        var request = (ObjectNode) Json.MAPPER.readTree(exchange.getRequestBody());
        Fault fault;
        synchronized (this) {
            calls.add(operation);
            requests.add(request);
            fault = troubles.stream()
                    .filter(trouble -> trouble.operation().test(operation))
                    .findFirst()
                    .map(trouble -> {
                        troubles.remove(trouble);
                        return trouble.fault();
                    })
                    .orElse(null);
        }
        if (fault == Fault.DROP_BEFORE) {
            exchange.close();
            return;
        } else if (fault == Fault.HTTP_500_BEFORE) {
            answer(exchange, 500, "text/html", "<html>500</html>");
            return;
        } else if (fault == Fault.LATE) {
            synchronized (this) {
                late.add(() -> perform(operation, request));
            }
            exchange.close();
            return;
        }
        String body;
        synchronized (this) {
            body = perform(operation, request).toString();
        }
        if (fault == Fault.DROP_AFTER) {
            exchange.close();
        } else if (fault == Fault.HTML_AFTER) {
            answer(exchange, 200, "text/html", "<html>Maintenance</html>");
        } else if (fault == Fault.HTTP_500_AFTER) {
            answer(exchange, 500, "text/html", "<html>500</html>");
        } else {
            answer(exchange, 200, "application/json", body);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private ObjectNode perform(String operation, ObjectNode request) {
        return switch (operation) {
            case "put_document" -> put(request);
            case "get_document" -> get(request);
            case "update_document", "change_document_status" -> update(request);
            case "search" -> search(request);
            case "get_partner" -> getPartner(request);
            case "add_partner" -> addPartner(request);
            default -> refused("2", "Unknown operation " + operation);
        };
    }

    private static ObjectNode refused(String code, String text) {
        return Json.object().put("opr_code", code).put("opr_desc", text);
    }

    private ObjectNode put(ObjectNode request) {
        if (request.path("doc_type").asText().equals("warehouse_packing_list")) {
            return putPackingList(request);
        }
        var reference = request.path("buyer_order").asText();
        if (refuseDoubles && !orders(reference).isEmpty()) {
            var answer = Json.object().put("opr_code", "6").put("opr_code_app", "7");
            answer.put("opr_desc_app", "Documents with some buyer order already exist");
            var list = answer.putArray("duplicate_doc_list");
            orders(reference)
                    .forEach(order ->
                            list.addObject().put("mk_id", order.path("mk_id").asText()));
            return answer;
        }
        for (var line : request.withArray("product_list")) {
            if (line.path("code").asText().startsWith("NO-")) {
                return refused(
                        "8",
                        "Product with code " + line.path("code").asText()
                                + " not found - unit must be set to add new product");
            }
        }
        var buyer = request.path("partner");
        if (buyer.has("mk_id") && !buyer.has("mk_address_id") && !(buyer.has("customer") && buyer.has("street"))) {
            return refused("2", "Partner must have mk_address_id or customer and street for address identification.");
        }
        references.add(reference);
        var order = request.deepCopy();
        order.remove(List.of("secret_key", "company_id"));
        var id = Long.toString(nextId++);
        order.put("mk_id", id).put("opr_code", "0").put("count_code", "PP-" + id);
        if (!order.path("warehouse").asText().equals(knownWarehouse)) {
            order.put("warehouse", knownWarehouse);
        }
        order.set("status_desc", order.get("status_code"));
        rowsAndSums(order);
        substitute.accept(order);
        orders.put(id, order);
        return Json.object().put("opr_code", "0").put("mk_id", id).put("count_code", "PP-" + id);
    }

    private void rowsAndSums(ObjectNode order) {
        var net = BigDecimal.ZERO;
        var gross = BigDecimal.ZERO;
        for (var row : order.withArray("product_list")) {
            var line = (ObjectNode) row;
            if (!line.has("mk_row_id")) {
                line.put("mk_row_id", Long.toString(nextId++));
            }
            var discount = new BigDecimal(line.path("discount").asText("0"));
            var lineNet = new BigDecimal(line.path("amount").asText())
                    .multiply(new BigDecimal(line.path("price").asText()))
                    .multiply(BigDecimal.ONE.subtract(discount.movePointLeft(2)))
                    .setScale(2, RoundingMode.HALF_UP);
            net = net.add(lineNet);
            gross = gross.add(lineNet)
                    .add(lineNet.multiply(new BigDecimal(line.path("tax_factor").asText("0")))
                            .setScale(2, RoundingMode.HALF_UP));
        }
        order.put("sum_basic", net.toPlainString()).put("sum_all", gross.toPlainString());
    }

    private ObjectNode get(ObjectNode request) {
        JsonNode found = papers.containsKey(request.path("doc_id").asText())
                ? papers.get(request.path("doc_id").asText())
                : request.has("doc_id")
                        ? orders.get(request.path("doc_id").asText())
                        : orders(request.path("buyer_order").asText()).stream()
                                .findFirst()
                                .orElse(null);
        return found == null
                ? refused(
                        "2",
                        "Cannot find document type sales_order with id = "
                                + request.path("doc_id").asText("null"))
                : (ObjectNode) found.deepCopy();
    }

    private ObjectNode update(ObjectNode request) {
        var order = orders.get(request.path("mk_id").asText());
        if (order == null) {
            return refused(
                    "2",
                    "Cannot find document type sales_order with id = "
                            + request.path("mk_id").asText());
        }
        if (request.path("create_invoice").asBoolean()) {
            return add(Json.object().put("doc_type", "sales_bill_domestic"), order, "1-MK-");
        }
        if (request.has("tracking_code")
                && trackingNeedsInvoice
                && order.path("doc_link_list").findValuesAsText("doc_type").stream()
                        .noneMatch(type -> type.startsWith("sales_bill"))) {
            return refused("1", "No invoice for given sales order. Tracking code cannot be add.");
        }
        if (request.path("status_code").asText().startsWith("no_")) {
            return refused(
                    "1",
                    "Dinamični šifrant z vrednostjo ''"
                            + request.path("status_code").asText()
                            + "'' tipa ''Prodajna naročila - status'' mora biti nastavljen");
        }
        for (var field : List.of("shipped_date", "delivery_type", "warehouse", "notes", "tracking_code")) {
            if (request.has(field)) {
                order.set(field, request.get(field));
            }
        }
        if (request.has("status_code")) {
            order.set("status_desc", request.get("status_code"));
            order.set("status_code", request.get("status_code"));
        }
        if (request.has("extra_column")) {
            order.set("extra_column", request.get("extra_column"));
        }
        for (var change : request.path("product_list")) {
            change(order, (ObjectNode) change);
        }
        rowsAndSums(order);
        return Json.object().put("opr_code", "0");
    }

    private static void change(ObjectNode order, ObjectNode change) {
        var lines = order.withArray("product_list");
        if (!change.has("mk_row_id")) {
            lines.add(change.deepCopy());
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i)
                    .path("mk_row_id")
                    .asText()
                    .equals(change.path("mk_row_id").asText())) {
                if (change.has("mark_delete")) {
                    lines.remove(i);
                } else {
                    ((ObjectNode) lines.get(i)).setAll(change);
                }
                return;
            }
        }
    }

    private ObjectNode search(ObjectNode request) {
        var condition = request.path("query_advance").path(0);
        var found = condition.path("type").asText().equals("last_change_from")
                ? List.copyOf(orders.values())
                : orders(condition.path("value").asText());
        var answer = Json.object().put("opr_code", "0").put("result_all_records", Integer.toString(found.size()));
        found.forEach(order -> answer.withArray("result").add(order.deepCopy()));
        return answer;
    }

    private ObjectNode getPartner(ObjectNode request) {
        var found = partners.values().stream()
                .filter(partner -> fits(request, "partner_id", partner.path("mk_id"))
                        && fits(request, "partner_tax_number", partner.path("tax_id_number"))
                        && fits(
                                request,
                                "partner_email",
                                partner.path("partner_contact_list").path(0).path("email"))
                        && fits(request, "partner_name", partner.path("customer")))
                .toList();
        if (found.isEmpty()) {
            return refused("2", "No partner with such properties.");
        }
        var answer = Json.object().put("partner_list_count", Integer.toString(found.size()));
        found.forEach(partner -> answer.withArray("partner_list").add(partner.deepCopy()));
        return answer;
    }

    private static boolean fits(ObjectNode request, String field, JsonNode value) {
        return !request.has(field) || request.path(field).asText().equals(value.asText());
    }

    private ObjectNode addPartner(ObjectNode request) {
        var partner = (ObjectNode) request.path("partner").deepCopy();
        var id = Long.toString(nextId++);
        var address = Long.toString(nextId++);
        partner.put("mk_id", id);
        var contact = partner.remove("partner_contact");
        if (contact != null) {
            partner.putArray("partner_contact_list").add(contact);
        }
        partner.putArray("partner_delivery_address_list")
                .addObject()
                .put("mk_id", address)
                .put("address_type", "Račun")
                .put("street", partner.path("street").asText())
                .put("post_number", partner.path("post_number").asText());
        partners.put(id, partner);
        var answer = Json.object().put("mk_id", id);
        answer.putArray("mk_address_id_list").addObject().put("mk_id", address);
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
