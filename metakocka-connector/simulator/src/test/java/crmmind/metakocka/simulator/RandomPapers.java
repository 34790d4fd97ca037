package crmmind.metakocka.simulator;

import static crmmind.metakocka.simulator.CompanyModel.ACCEPTANCE_NOTE;
import static crmmind.metakocka.simulator.CompanyModel.CREDIT_NOTE;
import static crmmind.metakocka.simulator.CompanyModel.INVOICE;
import static crmmind.metakocka.simulator.CompanyModel.MAIN;
import static crmmind.metakocka.simulator.CompanyModel.PACKING_LIST;
import static crmmind.metakocka.simulator.CompanyModel.SHOP;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.metakocka.simulator.CompanyModel.Line;
import crmmind.metakocka.simulator.CompanyModel.Order;
import crmmind.metakocka.simulator.CompanyModel.Paper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Packing lists, invoices, credit and acceptance notes at random. */
final class RandomPapers extends RandomChoices {
    RandomPapers(DifferentialCompany company, Random random) {
        super(company, random);
    }

    void pack() {
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

    void repack() {
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

    void unpack() {
        var list = anyPaper(PACKING_LIST);
        if (list == null) {
            return;
        }
        var request = DifferentialCompany.object().put("doc_type", PACKING_LIST).put("mk_id", list.id);
        assertCode(company.call("delete_document", request), "0");
        model.removed(list);
        touch(list.order);
    }

    void invoiceAlone() {
        enter(INVOICE);
    }

    void receive() {
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
    void credit() {
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
        shuffle(lines);
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
