package crmmind.metakocka.simulator;

import static crmmind.metakocka.simulator.CompanyModel.ACCEPTANCE_NOTE;
import static crmmind.metakocka.simulator.CompanyModel.CREDIT_NOTE;
import static crmmind.metakocka.simulator.CompanyModel.INVOICE;
import static crmmind.metakocka.simulator.CompanyModel.MAIN;
import static crmmind.metakocka.simulator.CompanyModel.PACKING_LIST;
import static crmmind.metakocka.simulator.CompanyModel.SERVICE;
import static crmmind.metakocka.simulator.CompanyModel.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.CompanyModel.Line;
import crmmind.metakocka.simulator.CompanyModel.Order;
import crmmind.metakocka.simulator.CompanyModel.Paper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Operations as a desk, a warehouse and an accountant would send them, at random, done to both. */
final class RandomOperations {
    private static final List<String> CODES =
            new ArrayList<>(CompanyModel.START.getOrDefault(MAIN, Map.of()).keySet());
    private static final List<String> STATUSES =
            DifferentialCompany.STATUSES.keySet().stream().sorted().toList();
    private static final List<String> MANUAL = List.of("created", "draft", "paused", "canceled", "manually_closed");

    private final DifferentialCompany company;
    private final CompanyModel model;
    private final Random random;
    private final Map<String, Integer> weights = new LinkedHashMap<>();
    private final Map<String, Runnable> operations = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private int lastNumber;

    RandomOperations(DifferentialCompany company, Random random) {
        this.company = company;
        this.model = company.model;
        this.random = random;
        add(18, "put order", this::putOrder);
        add(4, "put wrong order", this::putWrongOrder);
        add(5, "replace order", this::replace);
        add(8, "update head", this::updateHead);
        add(8, "add line", this::addLine);
        add(8, "change line", this::changeLine);
        add(4, "delete line", this::deleteLine);
        add(5, "remove product", this::removeProduct);
        add(12, "change status", this::changeStatus);
        add(2, "change several", this::changeSeveral);
        add(2, "wrong status", this::wrongStatus);
        add(2, "mark shipped", this::markShipped);
        add(10, "pack", this::pack);
        add(4, "repack", this::repack);
        add(3, "unpack", this::unpack);
        add(5, "invoice", this::invoice);
        add(1, "invoice without order", this::invoiceAlone);
        add(2, "credit", this::credit);
        add(2, "receive goods", this::receive);
        add(4, "delete order", this::delete);
        add(4, "track", this::track);
        add(4, "pay", this::pay);
        add(3, "search reference", () -> company.compareReference(order()));
    }

    private void add(int weight, String name, Runnable operation) {
        weights.put(name, weight);
        operations.put(name, operation);
    }

    /** Does one operation to both and answers its name. */
    String next() {
        var die = random.nextInt(
                weights.values().stream().mapToInt(Integer::intValue).sum());
        if (model.live().isEmpty()) {
            die = 0;
        }
        for (var entry : weights.entrySet()) {
            die -= entry.getValue();
            if (die < 0) {
                counts.merge(entry.getKey(), 1, Integer::sum);
                operations.getOrDefault(entry.getKey(), () -> {}).run();
                return entry.getKey();
            }
        }
        throw new IllegalStateException("no operation");
    }

    Map<String, Integer> counts() {
        return counts;
    }

    // ---- what chance gives

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** One of the newer orders, now and then any. */
    private Order order() {
        var live = model.live();
        var newest = Math.min(live.size(), chance(80) ? 40 : live.size());
        return live.get(live.size() - 1 - random.nextInt(newest));
    }

    private BigDecimal amount() {
        return chance(15)
                ? new BigDecimal(1 + random.nextInt(1000)).movePointLeft(2)
                : new BigDecimal(1 + random.nextInt(9));
    }

    private BigDecimal price() {
        return new BigDecimal(random.nextInt(20_000)).movePointLeft(2);
    }

    private String code() {
        return chance(12) ? SERVICE : one(CODES);
    }

    private List<Line> lines(int least) {
        var lines = new ArrayList<Line>();
        for (var left = least + random.nextInt(4); left > 0; left--) {
            lines.add(new Line(code(), amount(), price()));
        }
        return lines;
    }

    /** Numbers go as text or as numbers, with a dot or a comma: the API takes them all. */
    private void number(ObjectNode object, String field, BigDecimal number) {
        switch (random.nextInt(3)) {
            case 0 -> object.put(field, number);
            case 1 -> object.put(field, number.toPlainString());
            default -> object.put(field, number.toPlainString().replace('.', ','));
        }
    }

    private void put(ObjectNode request, String list, List<Line> lines) {
        for (var line : lines) {
            put(array(request, list).addObject(), line);
        }
    }

    private void put(ObjectNode sent, Line line) {
        sent.put("code", line.code);
        number(sent, "amount", line.amount);
        number(sent, "price_with_tax", line.price);
        sent.put("tax", "EX4");
    }

    private static ArrayNode array(ObjectNode object, String name) {
        return object.withArray(name);
    }

    private static ObjectNode document(String type) {
        var document = DifferentialCompany.object().put("doc_type", type).put("doc_date", "23.11.2026");
        return document;
    }

    private static void partner(ObjectNode document) {
        document.putObject("partner").put("mk_id", "1600100001").put("mk_address_id", "1600110001");
    }

    private static void assertCode(JsonNode answer, String code) {
        assertThat(answer.path("opr_code").asText()).as(answer.toString()).isEqualTo(code);
    }

    private static void assertRefused(JsonNode answer) {
        assertThat(answer.path("opr_code").asText("0")).as(answer.toString()).isNotEqualTo("0");
    }

    // ---- orders

    private void putOrder() {
        var reference = "D-" + ++lastNumber;
        var request = document("sales_order").put("buyer_order", reference);
        partner(request);
        var lines = lines(1);
        put(request, "product_list", lines);
        var wanted = chance(10) ? "N-" + random.nextInt(50) : "";
        if (!wanted.isEmpty()) {
            request.put("count_code", wanted);
        }
        var free = !model.numberTaken(wanted);
        var order = head(request, new Order("", reference));
        var paid = chance(10) ? amount() : null;
        if (paid != null) {
            pay(request, paid);
        }
        var invoiced = chance(5);
        if (invoiced) {
            request.put("create_invoice", "true");
        }
        var answer = company.call("put_document", request);
        assertCode(answer, "0");
        var made = new Order(answer.path("mk_id").asText(), reference);
        made.number = answer.path("count_code").asText();
        if (!wanted.isEmpty()) {
            assertThat(made.number.equals(wanted))
                    .as("number %s for %s", made.number, wanted)
                    .isEqualTo(free);
        }
        assertThat(model.numberTaken(made.number)).as(made.number + " was free").isFalse();
        made.status = order.status;
        made.warehouse = order.warehouse;
        made.notes = order.notes;
        made.trackingType = order.trackingType;
        made.lines = lines;
        made.paid = paid == null ? BigDecimal.ZERO : paid;
        assertThat(new BigDecimal(answer.path("total_price").asText())).isEqualByComparingTo(made.total());
        model.ordered(made);
        if (invoiced) {
            var bill = answer.path("attachment_list").path(0).path("bill_mk_id").asText();
            invoiced(made, bill);
        }
        company.touch(made);
    }

    private void pay(ObjectNode request, BigDecimal amount) {
        var payment = array(request, "mark_paid").addObject();
        payment.put("payment_type", "Transakcijski račun").put("date", "23.11.2026");
        number(payment, "amount", amount);
    }

    /** Sends a status, warehouse, notes and tracking type, or leaves them out; answers what the order has then. */
    private Order head(ObjectNode request, Order order) {
        if (chance(60)) {
            order.status = one(STATUSES);
            request.put("status_code", order.status);
        }
        switch (random.nextInt(4)) {
            case 0 -> order.warehouse = MAIN;
            case 1 -> {
                request.put("warehouse", SHOP);
                order.warehouse = SHOP;
            }
            case 2 -> {
                request.put("warehouse", "neznano");
                order.warehouse = MAIN;
            }
            default -> {
                request.put("warehouse", MAIN);
                order.warehouse = MAIN;
            }
        }
        order.notes = chance(30) ? "Opomba " + random.nextInt(100) : "";
        if (!order.notes.isEmpty()) {
            request.put("notes", order.notes);
        }
        order.trackingType = "bill";
        if (chance(15)) {
            order.trackingType = "packing_list";
            request.put("salesOrderTrackingType", "packing_list");
        }
        return order;
    }

    private void putWrongOrder() {
        var request = document("sales_order").put("buyer_order", "wrong");
        partner(request);
        put(request, "product_list", lines(1));
        var code = "6";
        switch (random.nextInt(6)) {
            case 0 -> {
                array(request, "product_list").addObject().put("code", "NEZNAN").put("amount", "1");
                code = "8";
            }
            case 1 -> request.put("doc_date", one(List.of("2026-11-23", "2026-11-23+01:00", "23.13.2026")));
            case 2 -> request.put("profit_center", "neznan");
            case 3 -> {
                request.remove("partner");
                code = "2";
            }
            case 4 -> {
                ((ObjectNode) request.path("product_list").path(0)).put("discount", "10%");
                code = "2";
            }
            default -> {
                request.put("doc_type", "sales_ordre");
                code = "2";
            }
        }
        assertCode(company.call("put_document", request), code);
        assertThat(company.call(
                                "get_document",
                                DifferentialCompany.object()
                                        .put("doc_type", "sales_order")
                                        .put("buyer_order", "wrong"))
                        .path("opr_code")
                        .asText())
                .isEqualTo("2");
    }

    private void replace() {
        var order = order();
        if (model.invoiced(order)) {
            return;
        }
        var request = document("sales_order").put("mk_id", order.id).put("buyer_order", order.reference);
        partner(request);
        var lines = lines(0);
        put(request, "product_list", lines);
        var status = one(STATUSES);
        head(request, order);
        request.put("status_code", status);
        order.status = status;
        order.lines = lines;
        assertCode(company.call("put_document", request), "0");
        company.touch(order);
    }

    private ObjectNode update(Order order) {
        var request = DifferentialCompany.object().put("doc_type", "sales_order");
        return chance(30) ? request.put("buyer_order", order.reference) : request.put("mk_id", order.id);
    }

    private void updateHead() {
        var order = order();
        var request = update(order);
        if (chance(50)) {
            order.notes = "Opomba " + random.nextInt(100);
            request.put("notes", order.notes);
        }
        if (chance(40)) {
            order.warehouse = one(List.of(MAIN, SHOP));
            request.put("warehouse", order.warehouse);
        }
        if (chance(20)) {
            var wanted = "R-" + random.nextInt(10_000);
            if (!model.numberTaken(wanted)) {
                order.number = wanted;
                request.put("count_code_new", wanted);
            }
        }
        if (chance(15)) {
            order.notes = "";
            request.putArray("clear").add("notes");
        }
        if (chance(15) && !order.tracking.isEmpty()) {
            order.tracking = "";
            array(request, "clear").add("tracking_code");
        }
        assertCode(company.call("update_document", request), "0");
        company.touch(order);
    }

    /** Lines are changed until there is an invoice; then nothing of the request is done. */
    private boolean lineUpdate(Order order, ObjectNode request) {
        var answer = company.call("update_document", request);
        company.touch(order);
        if (model.invoiced(order)) {
            assertRefused(answer);
            return false;
        }
        assertCode(answer, "0");
        return true;
    }

    private void addLine() {
        var order = order();
        var request = update(order);
        var lines = lines(1);
        put(request, chance(50) ? "product_add" : "product_list", lines);
        request.put("notes", "Dodano");
        if (lineUpdate(order, request)) {
            order.lines.addAll(lines);
            order.notes = "Dodano";
        }
    }

    private void changeLine() {
        var order = order();
        if (order.lines.isEmpty()) {
            return;
        }
        var line = one(order.lines);
        var request = update(order);
        var sent = array(request, chance(50) ? "product_add" : "product_list")
                .addObject()
                .put("mk_row_id", line.row);
        var amount = chance(70) ? amount() : line.amount;
        var price = chance(40) ? price() : line.price;
        if (amount.compareTo(line.amount) != 0) {
            number(sent, "amount", amount);
        }
        if (price.compareTo(line.price) != 0) {
            number(sent, "price_with_tax", price);
        }
        if (lineUpdate(order, request)) {
            line.amount = amount;
            line.price = price;
        }
    }

    private void deleteLine() {
        var order = order();
        if (order.lines.isEmpty()) {
            return;
        }
        var line = one(order.lines);
        var request = update(order);
        var sent = array(request, "product_list").addObject().put("mk_row_id", line.row);
        if (chance(50)) {
            sent.put("mark_delete", "true");
        } else {
            sent.put("mark_delete", true);
        }
        if (lineUpdate(order, request)) {
            order.lines.remove(line);
        }
    }

    private void removeProduct() {
        var order = order();
        if (order.lines.isEmpty()) {
            return;
        }
        var code = one(order.lines).code;
        var amount = chance(70) ? amount() : null;
        var request = update(order);
        var sent = array(request, "product_remove").addObject().put("code", code);
        if (amount != null) {
            number(sent, "amount", amount);
        }
        if (lineUpdate(order, request)) {
            CompanyModel.remove(order, code, amount);
        }
    }

    // ---- statuses

    private void changeStatus() {
        var order = order();
        var status = chance(40) ? one(MANUAL) : one(STATUSES);
        var request = update(order).put("status_code", status);
        var operation = chance(70) ? "change_document_status" : "update_document";
        if (chance(10)) {
            request.put("status_code", DifferentialCompany.STATUSES.get(status));
        }
        assertCode(company.call(operation, request), "0");
        moved(order, status);
    }

    private void moved(Order order, String status) {
        model.moved(order, status, "auto-" + ++lastNumber + "-");
        company.touch(order);
    }

    private void changeSeveral() {
        var chosen = new ArrayList<Order>();
        for (var n = 0; n < 3; n++) {
            var order = order();
            if (!chosen.contains(order)) {
                chosen.add(order);
            }
        }
        var status = one(STATUSES);
        var request =
                DifferentialCompany.object().put("doc_type", "sales_order").put("status_code", status);
        chosen.forEach(order -> array(request, "mk_id_list").add(Long.parseLong(order.id)));
        assertCode(company.call("change_document_status", request), "0");
        chosen.forEach(order -> moved(order, status));
    }

    private void wrongStatus() {
        var order = order();
        var answer = company.call("change_document_status", update(order).put("status_code", "neznan"));
        assertCode(answer, "1");
        assertThat(answer.path("opr_desc").asText())
                .isEqualTo("Dinamični šifrant z vrednostjo ''neznan'' tipa ''Prodajna naročila - status'' mora biti"
                        + " nastavljen");
        company.touch(order);
    }

    private void markShipped() {
        var first = order();
        var second = order();
        var request = DifferentialCompany.object();
        if (chance(50)) {
            array(request, "sales_order_id_list").add(first.id).add(second.id);
        } else {
            array(request, "customer_order_list").add(first.reference).add(second.reference);
        }
        assertCode(company.call("mark_orders_as_shipped", request), "0");
        moved(first, "shipped");
        moved(second, "shipped");
    }

    private void delete() {
        var order = order();
        var answer = company.call("delete_document", update(order).put("mk_id", order.id));
        if (model.invoiced(order)) {
            assertRefused(answer);
        } else {
            assertCode(answer, "0");
            order.deleted = true;
        }
        company.touch(order);
    }

    private void track() {
        var order = order();
        var code = "T-" + ++lastNumber;
        var allowed = order.trackingType.equals("bill")
                ? model.invoiced(order)
                : !model.papers(order, PACKING_LIST).isEmpty();
        var answer = company.call("update_document", update(order).put("tracking_code", code));
        if (allowed) {
            assertCode(answer, "0");
            order.tracking = code;
        } else {
            assertRefused(answer);
            if (order.trackingType.equals("bill")) {
                assertThat(answer.path("opr_desc").asText())
                        .isEqualTo("No invoice for given sales order. Tracking code cannot be add.");
            }
        }
        company.touch(order);
    }

    private void pay() {
        var order = order();
        var amount = amount();
        var request = update(order).put("payment_mode", "payment").put("payment_type", "Transakcijski račun");
        request.put("date", "23.11.2026");
        number(request, "price", amount);
        assertCode(company.call("put_transaction", request), "0");
        order.paid = order.paid.add(amount);
        company.touch(order);
    }

    // ---- papers

    private void pack() {
        var order = chance(90) ? order() : null;
        var request = document(PACKING_LIST);
        var lines = new ArrayList<Line>();
        if (order == null) {
            partner(request);
            lines.addAll(lines(1));
        } else {
            for (var line : order.lines) {
                if (chance(70)) {
                    lines.add(new Line(line.code, chance(60) ? line.amount : amount(), line.price));
                }
            }
            if (lines.isEmpty()) {
                lines.add(new Line(one(CODES), amount(), price()));
            }
            var link = array(request, "sales_order_list").addObject();
            if (chance(50)) {
                link.put("count_code", order.number);
            }
            if (chance(50) || link.isEmpty()) {
                link.put("buyer_order", order.reference);
            }
        }
        var warehouse = order == null ? MAIN : order.warehouse;
        if (chance(50)) {
            warehouse = one(List.of(MAIN, SHOP));
            request.put("warehouse", warehouse);
        }
        put(request, "product_list", lines);
        var answer = company.call("put_document", request);
        assertCode(answer, "0");
        model.packed(paper(answer, PACKING_LIST, warehouse, order, lines));
        touch(order);
    }

    private static Paper paper(
            JsonNode answer, String type, String warehouse, @Nullable Order order, List<Line> lines) {
        var id = answer.path("mk_id").asText();
        return new Paper(id, type, answer.path("count_code").asText(), warehouse, order, lines);
    }

    private void touch(@Nullable Order order) {
        if (order != null) {
            company.touch(order);
        }
    }

    /** One of the newer papers of a type; none when there is none. */
    private @Nullable Paper anyPaper(String type) {
        var papers = model.papers(type);
        return papers.isEmpty() ? null : papers.get(papers.size() - 1 - random.nextInt(Math.min(30, papers.size())));
    }

    private void repack() {
        var list = anyPaper(PACKING_LIST);
        if (list == null) {
            return;
        }
        compare(list);
        var request = DifferentialCompany.object().put("doc_type", PACKING_LIST).put("mk_id", list.id);
        var added = new ArrayList<Line>();
        if (chance(40) || list.lines.isEmpty()) {
            added.addAll(lines(1));
            put(request, "product_list", added);
        }
        var line = list.lines.isEmpty() ? null : one(list.lines);
        var amount = amount();
        var deleted = line != null && chance(30);
        if (line != null) {
            var sent = array(request, "product_list").addObject().put("mk_row_id", line.row);
            if (deleted) {
                sent.put("mark_delete", "true");
            } else {
                number(sent, "amount", amount);
            }
        }
        assertCode(company.call("update_document", request), "0");
        if (deleted) {
            list.lines.remove(line);
        } else if (line != null) {
            line.amount = amount;
        }
        list.lines.addAll(added);
        model.packed(list);
        compare(list);
        touch(list.order);
    }

    private void compare(Paper paper) {
        var shown = company.call(
                "get_document",
                DifferentialCompany.object()
                        .put("doc_type", paper.type)
                        .put("doc_id", paper.id)
                        .put("show_product_detail", "true"));
        assertCode(shown, "0");
        company.assertLines(shown, paper.lines, paper.type + " " + paper.id);
    }

    private void unpack() {
        var list = anyPaper(PACKING_LIST);
        if (list == null) {
            return;
        }
        var request = DifferentialCompany.object().put("doc_type", PACKING_LIST).put("mk_id", list.id);
        assertCode(company.call("delete_document", request), "0");
        model.removed(list);
        touch(list.order);
    }

    private void invoice() {
        var order = order();
        if (model.invoiced(order) || order.lines.isEmpty()) {
            return;
        }
        assertCode(company.call("update_document", update(order).put("create_invoice", true)), "0");
        var shown = company.call(
                "get_document",
                DifferentialCompany.object().put("doc_type", "sales_order").put("doc_id", order.id));
        var bill = "";
        for (var link : shown.path("doc_link_list")) {
            if (link.path("doc_type").asText().equals(INVOICE)) {
                bill = link.path("mk_id").asText();
            }
        }
        invoiced(order, bill);
        company.touch(order);
    }

    private void invoiced(Order order, String id) {
        var shown = company.call(
                "get_document",
                DifferentialCompany.object().put("doc_type", INVOICE).put("doc_id", id));
        assertCode(shown, "0");
        assertThat(new BigDecimal(shown.path("sum_all").asText())).isEqualByComparingTo(order.total());
        var lines = new ArrayList<Line>();
        order.lines.forEach(line -> lines.add(new Line(line.code, line.amount, line.price)));
        model.invoiced(order, new Paper(id, INVOICE, shown.path("count_code").asText(), order.warehouse, order, lines));
    }

    private void invoiceAlone() {
        enter(INVOICE);
    }

    private void receive() {
        enter(ACCEPTANCE_NOTE);
    }

    private void enter(String type) {
        var request = document(type);
        partner(request);
        var lines = lines(1);
        put(request, "product_list", lines);
        var warehouse = one(List.of(MAIN, SHOP));
        request.put("warehouse", warehouse);
        var answer = company.call("put_document", request);
        assertCode(answer, "0");
        model.entered(paper(answer, type, warehouse, null, lines));
    }

    /** Credits some of what an invoice has, in goods. */
    private void credit() {
        var bill = anyPaper(INVOICE);
        if (bill == null) {
            return;
        }
        var lines = new ArrayList<Line>();
        for (var line : bill.lines) {
            if (chance(60) || lines.isEmpty()) {
                lines.add(new Line(line.code, amount(), line.price));
            }
        }
        Collections.shuffle(lines, random);
        var request = document(CREDIT_NOTE).put("credit_note_type", "goods").put("credit_note_bill", bill.number);
        put(request, "product_list", lines);
        var answer = company.call("put_document", request);
        assertCode(answer, "0");
        var note = paper(answer, CREDIT_NOTE, bill.warehouse, bill.order, lines);
        note.invoice = bill;
        model.entered(note);
        touch(bill.order);
    }
}
