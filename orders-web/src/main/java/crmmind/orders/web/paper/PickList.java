package crmmind.orders.web.paper;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderDetails.Item;
import crmmind.orders.web.paper.Sheet.Column;
import crmmind.orders.web.paper.Sheet.Fact;
import crmmind.orders.web.paper.Sheet.Kind;
import crmmind.orders.web.shown.Shown;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What somebody takes to the shelves: the open lines of an order by warehouse and product code, with what is held for
 * each. What is open but not held is there, too, with nothing to pick.
 */
final class PickList {

    private static final List<Column> COLUMNS = List.of(
            new Column("#", 0.5f, Kind.NUMBER),
            new Column("Product", 2, Kind.STRONG),
            new Column("Name", 4, Kind.TEXT),
            new Column("Warehouse", 2.2f, Kind.TEXT),
            new Column("Open", 1.1f, Kind.NUMBER),
            new Column("To pick", 1.2f, Kind.STRONG_NUMBER),
            new Column("Picked", 1, Kind.BOX));

    private final Shown shown;
    private final Map<String, String> warehouses;

    /** @param warehouses their names by their marks */
    PickList(Shown shown, Map<String, String> warehouses) {
        this.shown = shown;
        this.warehouses = warehouses;
    }

    /** So much of a line is taken from one warehouse. */
    private record Pick(Item item, String warehouse, BigDecimal quantity) {}

    /** Writes the list of one order. */
    void write(OrderDetails order, OutputStream out, String foot) {
        try (var sheet = new Sheet(out, "Pick list", order.orderNumber(), foot)) {
            sheet.facts(List.of(
                    List.of(new Fact("Customer", order.customer().name()), new Fact("Note", order.notes())),
                    List.of(
                            new Fact("Warehouse", name(order.warehouse())),
                            new Fact("Ordered", shown.day(LocalDate.ofInstant(order.createdAt(), Shown.ZONE)))),
                    List.of(
                            new Fact("Carrier", order.shippingMethod()),
                            Fact.of("Expected delivery", order.expectedDeliveryDate(), shown))));
            var picks = picks(order);
            notice(order, picks, sheet);
            if (!picks.isEmpty()) {
                sheet.table(COLUMNS);
                picks.forEach(pick -> sheet.row(COLUMNS, row(pick)));
                sheet.endTable();
                sheet.signatures("Picked by", "Date and time");
            }
        }
    }

    private void notice(OrderDetails order, List<Pick> picks, Sheet sheet) {
        if (order.status().equals("on_hold")) {
            var reason = order.holdReason();
            sheet.notice("On hold: do not ship." + (reason == null || reason.isBlank() ? "" : " " + reason));
        } else if (order.status().equals("draft")) {
            sheet.notice("Draft: nothing is held for it yet.");
        } else if (order.status().equals("cancelled")) {
            sheet.notice("Cancelled: nothing is to be picked.");
        } else if (picks.isEmpty()) {
            sheet.notice("Nothing is left to pick.");
        } else if (picks.stream()
                .anyMatch(pick ->
                        pick.item().allocatedQuantity().compareTo(pick.item().openQuantity()) < 0)) {
            sheet.notice("Not everything that is open is in stock.");
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
