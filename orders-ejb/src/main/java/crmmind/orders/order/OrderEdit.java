package crmmind.orders.order;

import crmmind.orders.inventory.Allocations.Demand;
import crmmind.orders.inventory.Allocations.Place;
import crmmind.orders.order.OrderEntryRules.Entry;
import crmmind.orders.order.OrderEntryRules.EntryLine;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentItem;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import crmmind.orders.shared.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The difference between an order and what somebody wants it to be, what of it the order's status allows (the edit
 * matrix), and what it means for stock: only quantities do, never prices.
 */
final class OrderEdit {

    private final SalesDocument order;
    private final Entry wish;
    private final Map<String, String> differences = new TreeMap<>();
    private final List<Violation> forbidden = new ArrayList<>();
    private final Violations violations = new Violations();

    OrderEdit(SalesDocument order, Entry wish) {
        this.order = order;
        this.wish = wish;
        compare();
    }

    /**
     * What an edit asks of stock.
     *
     * @param moves whether everything goes to another warehouse
     * @param less what each line gives back
     * @param more what lines need in addition
     * @param places every place that is touched
     */
    record StockChange(boolean moves, Map<UUID, BigDecimal> less, List<Demand> more, Collection<Place> places) {

        /** Whether stock has to follow at all: a change of prices or texts never touches it. */
        boolean any() {
            return moves || !less.isEmpty() || !more.isEmpty();
        }
    }

    /** Refuses with EDIT_NOT_ALLOWED what the status does not allow, and with VALIDATION_FAILED what never works. */
    void refuse() {
        if (!forbidden.isEmpty()) {
            throw new BusinessException(
                    Problem.EDIT_NOT_ALLOWED,
                    Sentence.of(
                            "order.not-editable",
                            order.number(),
                            order.orderStatus().code(),
                            String.join(", ", differences.keySet())),
                    forbidden);
        }
        violations.refuse();
    }

    /** Whether anything differs. */
    boolean changes() {
        return !differences.isEmpty();
    }

    boolean customerChanges() {
        return differences.containsKey("customer");
    }

    Entry wish() {
        return wish;
    }

    /** What differs: field to old and new value. */
    Map<String, String> differences() {
        return Map.copyOf(differences);
    }

    /** Writes header and lines; says what stock has to follow. */
    StockChange apply() {
        boolean moves = !order.warehouse().equals(wish.warehouse());
        var places = new TreeSet<Place>();
        for (var item : order.items()) {
            places.add(new Place(item.productCode(), order.warehouse()));
            places.add(new Place(item.productCode(), wish.warehouse()));
        }
        order.agree(
                wish.currency(), wish.warehouse(), wish.shippingMethod(), wish.expectedDeliveryDate(), wish.notes());
        var less = new HashMap<UUID, BigDecimal>();
        var more = new ArrayList<Demand>();
        remove(less);
        int index = 0;
        int position = order.items().stream()
                .mapToInt(SalesDocumentItem::position)
                .max()
                .orElse(0);
        for (var line : wish.lines()) {
            var item = line.id() == null ? null : order.item(line.id()).orElseThrow();
            var before = BigDecimal.ZERO;
            if (item == null) {
                position++;
                item = OrderCommands.item(line, position);
                order.add(item);
            } else {
                before = item.openQuantity();
                change(item, line);
            }
            var delta = item.openQuantity().subtract(before);
            var place = new Place(item.productCode(), wish.warehouse());
            if (!item.service() && delta.signum() > 0) {
                more.add(new Demand(item.id(), "/items/" + index, place, delta));
                places.add(place);
            } else if (!item.service() && delta.signum() < 0) {
                less.put(item.id(), delta.negate());
            }
            index++;
        }
        if (order.orderStatus() == OrderStatus.DRAFT) {
            int place = 0;
            for (var line : order.items()) {
                place++;
                line.move(place);
            }
        }
        order.sumUp();
        order.recompute();
        return new StockChange(moves, less, more, places);
    }

    private void remove(Map<UUID, BigDecimal> less) {
        for (var item : order.items()) {
            if (kept().contains(item.id())) {
                continue;
            }
            if (order.orderStatus() == OrderStatus.DRAFT) {
                order.remove(item);
            } else if (item.openQuantity().signum() > 0) {
                if (!item.service()) {
                    less.put(item.id(), item.openQuantity());
                }
                item.cancelOpen();
            }
        }
    }

    private static void change(SalesDocumentItem item, EntryLine line) {
        if (!line.description().equals(item.description())) {
            item.describe(line.description());
        }
        if (pricesDiffer(item, line)) {
            item.price(line.unitPrice(), line.discountPercent(), line.taxRate());
        }
        if (line.quantity().compareTo(item.quantity()) != 0) {
            item.order(line.quantity());
        }
    }

    private void compare() {
        var status = order.orderStatus();
        boolean draft = status == OrderStatus.DRAFT;
        boolean early = draft || status == OrderStatus.CONFIRMED;
        boolean open = early || status == OrderStatus.PROCESSING || status == OrderStatus.PARTIALLY_FULFILLED;
        differ("customer", order.customer(), wish.customer(), early);
        differ("shippingAddress", order.shippingAddress(), wish.shippingAddress(), open);
        differ("currency", order.currency(), wish.currency(), early);
        differ("warehouse", order.warehouse(), wish.warehouse(), early);
        differ("shippingMethod", order.shippingMethod(), wish.shippingMethod(), open);
        differ("expectedDeliveryDate", order.expectedDeliveryDate(), wish.expectedDeliveryDate(), open);
        differ("notes", order.notes(), wish.notes(), true);
        int index = 0;
        for (var line : wish.lines()) {
            compareLine("/items/" + index, line, open);
            index++;
        }
        var kept = kept();
        for (var item : order.items()) {
            if (!kept.contains(item.id()) && (draft || item.openQuantity().signum() > 0)) {
                note("items", "/items", item.productCode() + " removed", open);
            }
        }
        boolean anythingLeft = wish.lines().stream()
                .anyMatch(line -> line.id() == null
                        || line.quantity()
                                        .compareTo(order.item(line.id())
                                                .orElseThrow()
                                                .cancelledQuantity())
                                > 0);
        if (!anythingLeft) {
            violations.add("/items", "REQUIRED", "Nothing would be left: cancel the order instead");
        }
    }

    private void compareLine(String pointer, EntryLine line, boolean allowed) {
        if (line.id() == null) {
            note("items", pointer, line.productCode() + " x " + plain(line.quantity()) + " added", allowed);
            return;
        }
        var item = order.item(line.id()).orElseThrow();
        if (line.quantity().compareTo(item.quantity()) != 0) {
            note(
                    "items",
                    pointer + "/quantity",
                    item.productCode() + " " + plain(item.quantity()) + " → " + plain(line.quantity()),
                    allowed);
            var done = item.cancelledQuantity().add(item.fulfilledQuantity());
            if (line.quantity().compareTo(done) < 0) {
                violations.add(
                        pointer + "/quantity",
                        "BELOW_DONE",
                        "Not less than what was shipped and cancelled already: " + plain(done),
                        plain(done));
            }
        }
        if (pricesDiffer(item, line)) {
            note("items", pointer + "/unitPrice", item.productCode() + " has another price", allowed);
        }
        if (!line.description().equals(item.description())) {
            note("items", pointer + "/description", item.productCode() + " has another description", allowed);
        }
    }

    private void differ(String field, @Nullable Object old, @Nullable Object wished, boolean allowed) {
        if (!Objects.equals(old, wished)) {
            boolean personal = field.equals("customer") || field.equals("shippingAddress");
            note(field, "/" + field, personal ? "changed" : old + " → " + wished, allowed);
        }
    }

    private void note(String field, String pointer, String difference, boolean allowed) {
        differences.merge(field, difference, (one, other) -> one + "; " + other);
        if (!allowed) {
            forbidden.add(new Violation(
                    pointer,
                    Problem.EDIT_NOT_ALLOWED.code(),
                    "Not while the order is " + order.orderStatus().code(),
                    List.of(order.orderStatus().code())));
        }
    }

    private Set<UUID> kept() {
        var kept = new HashSet<UUID>();
        for (var line : wish.lines()) {
            if (line.id() != null) {
                kept.add(line.id());
            }
        }
        return kept;
    }

    private static boolean pricesDiffer(SalesDocumentItem item, EntryLine line) {
        return line.unitPrice().compareTo(item.unitPrice()) != 0
                || line.discountPercent().compareTo(item.discountPercent()) != 0
                || line.taxRate().compareTo(item.taxRate()) != 0;
    }

    private static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
