package crmmind.metakocka.simulator;

import static crmmind.metakocka.simulator.CompanyModel.INVOICE;
import static crmmind.metakocka.simulator.CompanyModel.MAIN;
import static crmmind.metakocka.simulator.CompanyModel.PACKING_LIST;
import static crmmind.metakocka.simulator.CompanyModel.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.CompanyModel.Line;
import crmmind.metakocka.simulator.CompanyModel.Order;
import crmmind.metakocka.simulator.CompanyModel.Paper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Orders, taken, changed, moved, paid and deleted at random. */
final class RandomOrders extends RandomChoices {
    private static final List<String> STATUSES =
            DifferentialCompany.STATUSES.keySet().stream().sorted().toList();
    private static final List<String> MANUAL = List.of("created", "draft", "paused", "canceled", "manually_closed");

    private int lastNumber;

    RandomOrders(DifferentialCompany company, Random random) {
        super(company, random);
    }

    void putOrder() {
        var reference = "D-" + ++lastNumber;
        var request = document("sales_order").put("buyer_order", reference);
        partner(request);
        var lines = lines(1);
        put(request, "product_list", lines);
        var wanted = chance(10) ? "N-" + below(50) : "";
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
        switch (below(4)) {
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
        order.notes = chance(30) ? "Opomba " + below(100) : "";
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

    void putWrongOrder() {
        var request = document("sales_order").put("buyer_order", "wrong");
        partner(request);
        put(request, "product_list", lines(1));
        var code = "6";
        switch (below(6)) {
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

    void replace() {
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

    void updateHead() {
        var order = order();
        var request = update(order);
        if (chance(50)) {
            order.notes = "Opomba " + below(100);
            request.put("notes", order.notes);
        }
        if (chance(40)) {
            order.warehouse = one(List.of(MAIN, SHOP));
            request.put("warehouse", order.warehouse);
        }
        if (chance(20)) {
            var wanted = "R-" + below(10_000);
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

    void addLine() {
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

    void changeLine() {
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

    void deleteLine() {
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

    void removeProduct() {
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

    void changeStatus() {
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

    void changeSeveral() {
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

    void wrongStatus() {
        var order = order();
        var answer = company.call("change_document_status", update(order).put("status_code", "neznan"));
        assertCode(answer, "1");
        assertThat(answer.path("opr_desc").asText())
                .isEqualTo("Dinamični šifrant z vrednostjo ''neznan'' tipa ''Prodajna naročila - status'' mora biti"
                        + " nastavljen");
        company.touch(order);
    }

    void markShipped() {
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

    void delete() {
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

    void track() {
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

    void pay() {
        var order = order();
        var amount = amount();
        var request = update(order).put("payment_mode", "payment").put("payment_type", "Transakcijski račun");
        request.put("date", "23.11.2026");
        number(request, "price", amount);
        assertCode(company.call("put_transaction", request), "0");
        order.paid = order.paid.add(amount);
        company.touch(order);
    }

    void invoice() {
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
}
