package crmmind.orders.web.paper;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderDetails.Item;
import crmmind.orders.shared.Wording;
import crmmind.orders.web.paper.Sheet.Column;
import crmmind.orders.web.paper.Sheet.Fact;
import crmmind.orders.web.paper.Sheet.Kind;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What somebody takes to the shelves: the open lines of an order by warehouse and product code, with what is held for
 * each. What is open but not held is there, too, with nothing to pick.
 */
final class PickList {

    private final Shown shown;
    private final Wording texts;
    private final Locale locale;
    private final List<Column> columns;
    private final Map<String, String> warehouses;

    /** @param warehouses their names by their marks */
    PickList(Shown shown, Locale locale, Map<String, String> warehouses) {
        this.shown = shown;
        this.locale = locale;
        texts = Texts.of("papertexts", locale);
        columns = List.of(
                new Column("#", 0.5f, Kind.NUMBER),
                new Column(texts.text("pick.product"), 2, Kind.STRONG),
                new Column(texts.text("pick.name"), 4, Kind.TEXT),
                new Column(texts.text("pick.warehouse"), 2.2f, Kind.TEXT),
                new Column(texts.text("pick.open"), 1.1f, Kind.NUMBER),
                new Column(texts.text("pick.topick"), 1.2f, Kind.STRONG_NUMBER),
                new Column(texts.text("pick.picked"), 1, Kind.BOX));
        this.warehouses = warehouses;
    }

    /** So much of a line is taken from one warehouse. */
    private record Pick(Item item, String warehouse, BigDecimal quantity) {}

    /** Writes the list of one order. */
    void write(OrderDetails order, OutputStream out, String foot) {
        try (var sheet = new Sheet(out, locale, texts.text("pick.title"), order.orderNumber(), foot)) {
            sheet.facts(List.of(
                    List.of(
                            new Fact(
                                    texts.text("pick.customer"),
                                    order.customer().name()),
                            new Fact(texts.text("pick.note"), order.notes())),
                    List.of(
                            new Fact(texts.text("pick.warehouse"), name(order.warehouse())),
                            new Fact(
                                    texts.text("pick.ordered"),
                                    shown.day(LocalDate.ofInstant(order.createdAt(), Shown.ZONE)))),
                    List.of(
                            new Fact(texts.text("pick.carrier"), order.shippingMethod()),
                            Fact.of(texts.text("pick.expected"), order.expectedDeliveryDate(), shown))));
            var picks = picks(order);
            notice(order, picks, sheet);
            if (!picks.isEmpty()) {
                sheet.table(columns);
                picks.forEach(pick -> sheet.row(columns, row(pick)));
                sheet.endTable();
                sheet.signatures(texts.text("pick.by"), texts.text("pick.when"));
            }
        }
    }

    private void notice(OrderDetails order, List<Pick> picks, Sheet sheet) {
        if (order.status().equals("on_hold")) {
            var reason = order.holdReason();
            sheet.notice(texts.text("pick.onhold") + (reason == null || reason.isBlank() ? "" : " " + reason));
        } else if (order.status().equals("draft")) {
            sheet.notice(texts.text("pick.draft"));
        } else if (order.status().equals("cancelled")) {
            sheet.notice(texts.text("pick.cancelled"));
        } else if (picks.isEmpty()) {
            sheet.notice(texts.text("pick.nothing"));
        } else if (picks.stream()
                .anyMatch(pick ->
                        pick.item().allocatedQuantity().compareTo(pick.item().openQuantity()) < 0)) {
            sheet.notice(texts.text("pick.short"));
        }
    }

    private List<Pick> picks(OrderDetails order) {
        var picks = new ArrayList<Pick>();
        for (var item : order.items()) {
            if (item.service() || item.openQuantity().signum() <= 0) {
                continue;
            }
            var held = held(order, item.id());
            held.forEach(allocation -> picks.add(new Pick(item, allocation.warehouse(), allocation.quantity())));
            if (item.allocatedQuantity().compareTo(item.openQuantity()) < 0 && held.isEmpty()) {
                picks.add(new Pick(item, order.warehouse(), BigDecimal.ZERO));
            }
        }
        picks.sort(Comparator.comparing(Pick::warehouse)
                .thenComparing(pick -> pick.item().productCode())
                .thenComparing(pick -> pick.item().position()));
        return picks;
    }

    private static List<OrderDetails.Allocation> held(OrderDetails order, UUID item) {
        return order.allocations().stream()
                .filter(allocation ->
                        allocation.itemId().equals(item) && allocation.status().equals("allocated"))
                .toList();
    }

    private List<String> row(Pick pick) {
        return List.of(
                String.valueOf(pick.item().position()),
                pick.item().productCode(),
                pick.item().description(),
                name(pick.warehouse()),
                shown.quantity(pick.item().openQuantity()),
                shown.quantity(pick.quantity()),
                "");
    }

    private String name(String mark) {
        return warehouses.getOrDefault(mark, mark);
    }
}
