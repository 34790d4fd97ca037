package crmmind.metakocka.simulator;

import static java.math.BigDecimal.ZERO;
import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a company in their simplest form: orders reserve, packing lists take out and release what they take,
 * invoices take out the rest and release all, credit notes and acceptance notes bring in. It knows nothing of the
 * simulator: stock and reservations are not kept but worked out of all papers whenever they are asked for.
 */
final class CompanyModel {
    static final String MAIN = "glavno";
    static final String SHOP = "trgovina";
    static final String SERVICE = "DOSTAVA";
    static final String PACKING_LIST = "warehouse_packing_list";
    static final String INVOICE = "sales_bill_domestic";
    static final String CREDIT_NOTE = "sales_bill_credit_note";
    static final String ACCEPTANCE_NOTE = "warehouse_acceptance_note";

    private static final Set<String> RELEASING = Set.of("canceled", "manually_closed");

    /** What the demo company has on its two warehouses of the products that the model looks after. */
    static final Map<String, Map<String, BigDecimal>> START = Map.of(
            MAIN, stock("1000", "5", "0", "-3"),
            SHOP, stock("100", "0", "0", "0"));

    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Paper> papers = new LinkedHashMap<>();

    /** A line, known by its row id as soon as the API has shown it. */
    static final class Line {
        final String code;
        BigDecimal amount;
        BigDecimal price;
        String row = "";

        Line(String code, BigDecimal amount, BigDecimal price) {
            this.code = code;
            this.amount = amount;
            this.price = price;
        }

        private BigDecimal total() {
            return amount.multiply(price).setScale(2, HALF_UP);
        }
    }

    /** A sales order. */
    static final class Order {
        final String id;
        final String reference;
        String number = "";
        String status = "created";
        String warehouse = MAIN;
        String notes = "";
        String tracking = "";
        String trackingType = "bill";
        BigDecimal paid = ZERO;
        boolean deleted;
        List<Line> lines = new ArrayList<>();
        private final List<Paper> papers = new ArrayList<>();

        Order(String id, String reference) {
            this.id = id;
            this.reference = reference;
        }

        /** The gross total, each line rounded to the cent. */
        BigDecimal total() {
            return lines.stream().map(Line::total).reduce(ZERO, BigDecimal::add);
        }
    }

    /** Anything that moves goods: it belongs to an order, or to none. */
    static final class Paper {
        final String id;
        final String type;
        final String number;
        final String warehouse;
        final @Nullable Order order;
        List<Line> lines;
        Map<String, BigDecimal> released = Map.of();
        Map<String, BigDecimal> taken = Map.of();

        @Nullable
        Paper invoice;

        Paper(String id, String type, String number, String warehouse, @Nullable Order order, List<Line> lines) {
            this.id = id;
            this.type = type;
            this.number = number;
            this.warehouse = warehouse;
            this.order = order;
            this.lines = lines;
        }
    }

    private static Map<String, BigDecimal> stock(String most, String few, String none, String negative) {
        var stock = new TreeMap<String, BigDecimal>();
        for (var n = 31; n <= 36; n++) {
            stock.put("ART-0" + n, new BigDecimal(most));
        }
        stock.put("ART-048", new BigDecimal(few));
        stock.put("ART-049", new BigDecimal(none));
        stock.put("ART-050", new BigDecimal(negative));
        return stock;
    }

    // ---- what is there

    List<Order> live() {
        return orders.values().stream().filter(order -> !order.deleted).toList();
    }

    List<Order> all() {
        return List.copyOf(orders.values());
    }

    boolean numberTaken(String number) {
        return orders.values().stream().anyMatch(order -> !order.deleted && order.number.equals(number));
    }

    List<Paper> papers(String type) {
        return papers.values().stream().filter(paper -> paper.type.equals(type)).toList();
    }

    /** The papers of an order, of one type. */
    List<Paper> papers(Order order, String type) {
        return order.papers.stream().filter(paper -> paper.type.equals(type)).toList();
    }

    boolean invoiced(Order order) {
        return !papers(order, INVOICE).isEmpty();
    }

    /** What lies in a warehouse, by product. */
    Map<String, BigDecimal> amounts(String warehouse) {
        var amounts = new TreeMap<>(START.getOrDefault(warehouse, Map.of()));
        papers.values().stream()
                .filter(paper -> paper.warehouse.equals(warehouse))
                .forEach(paper -> moved(paper).forEach((code, amount) -> amounts.merge(code, amount, BigDecimal::add)));
        return amounts;
    }

    private static Map<String, BigDecimal> moved(Paper paper) {
        var moved = new TreeMap<String, BigDecimal>();
        switch (paper.type) {
            case PACKING_LIST -> goods(paper.lines).forEach((code, amount) -> moved.put(code, amount.negate()));
            case INVOICE -> paper.taken.forEach((code, amount) -> moved.put(code, amount.negate()));
            default -> moved.putAll(goods(paper.lines));
        }
        return moved;
    }

    /** What open orders hold in a warehouse, by product. */
    Map<String, BigDecimal> reserved(String warehouse) {
        var reserved = new TreeMap<String, BigDecimal>();
        orders.values().stream()
                .filter(order -> !order.deleted)
                .filter(order -> order.warehouse.equals(warehouse) && !RELEASING.contains(order.status))
                .forEach(order -> open(order, null)
                        .forEach((code, amount) -> reserved.merge(code, amount.max(ZERO), BigDecimal::add)));
        return reserved;
    }

    /** What an order still has to get, without what one of its packing lists released. */
    private Map<String, BigDecimal> open(Order order, @Nullable Paper without) {
        if (invoiced(order)) {
            return Map.of();
        }
        var open = goods(order.lines);
        for (var paper : papers(order, PACKING_LIST)) {
            if (paper != without) {
                paper.released.forEach(
                        (code, amount) -> open.computeIfPresent(code, (same, left) -> left.subtract(amount)));
            }
        }
        return open;
    }

    static Map<String, BigDecimal> goods(List<Line> lines) {
        var goods = new TreeMap<>(amounts(lines));
        goods.remove(SERVICE);
        return goods;
    }

    private static Map<String, BigDecimal> amounts(List<Line> lines) {
        var amounts = new TreeMap<String, BigDecimal>();
        lines.forEach(line -> amounts.merge(line.code, line.amount, BigDecimal::add));
        return amounts;
    }

    // ---- what happens

    void ordered(Order order) {
        orders.put(order.id, order);
    }

    /** Lowers amounts of a product, running on to the next equal line; without an amount all its lines go. */
    static void remove(Order order, String code, @Nullable BigDecimal amount) {
        var left = amount;
        for (Iterator<Line> lines = order.lines.iterator(); lines.hasNext(); ) {
            var line = lines.next();
            if (line.code.equals(code)) {
                if (left == null || left.compareTo(line.amount) >= 0) {
                    left = left == null ? null : left.subtract(line.amount);
                    lines.remove();
                } else {
                    line.amount = line.amount.subtract(left);
                    left = ZERO;
                }
            }
        }
    }

    private void file(Paper paper) {
        if (papers.put(paper.id, paper) == null && paper.order != null) {
            paper.order.papers.add(paper);
        }
    }

    /** Goods were packed, or what was packed has changed. */
    void packed(Paper list) {
        file(list);
        if (list.order != null && !list.order.deleted) {
            var open = open(list.order, list);
            var released = new TreeMap<String, BigDecimal>();
            goods(list.lines).forEach((code, amount) -> {
                var taken = amount.min(open.getOrDefault(code, ZERO));
                if (taken.signum() > 0) {
                    released.put(code, taken);
                }
            });
            list.released = released;
        }
    }

    /** Anything else that moves goods by its own lines. */
    void entered(Paper paper) {
        file(paper);
        if (paper.type.equals(INVOICE)) {
            paper.taken = goods(paper.lines);
        }
    }

    /** An order got its invoice, which takes out what its packing lists did not. */
    void invoiced(Order order, Paper bill) {
        var rest = goods(bill.lines);
        for (var list : papers(order, PACKING_LIST)) {
            goods(list.lines)
                    .forEach((code, amount) -> rest.computeIfPresent(
                            code, (same, left) -> left.subtract(amount).max(ZERO)));
        }
        bill.taken = rest;
        file(bill);
    }

    /** The paper is gone, and with it what it did. */
    void removed(Paper paper) {
        papers.remove(paper.id);
        if (paper.order != null) {
            paper.order.papers.remove(paper);
        }
    }

    /** Moves an order; an invoiced one that is canceled is credited in goods with all that is not credited yet. */
    void moved(Order order, String status, String nextId) {
        var changes = !order.status.equals(status);
        order.status = status;
        if (!changes || !RELEASING.contains(status)) {
            return;
        }
        for (var bill : papers(order, INVOICE)) {
            var rest = amounts(bill.lines);
            for (var note : papers(order, CREDIT_NOTE)) {
                if (bill.equals(note.invoice)) {
                    amounts(note.lines)
                            .forEach((code, amount) -> rest.computeIfPresent(
                                    code, (same, left) -> left.subtract(amount).max(ZERO)));
                }
            }
            var lines = new ArrayList<Line>();
            rest.forEach((code, amount) -> {
                if (amount.signum() > 0) {
                    lines.add(new Line(code, amount, ZERO));
                }
            });
            if (!lines.isEmpty()) {
                var note = new Paper(nextId + bill.id, CREDIT_NOTE, "", bill.warehouse, order, lines);
                note.invoice = bill;
                entered(note);
            }
        }
    }
}
