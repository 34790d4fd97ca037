package crmmind.orders.web.order;

import crmmind.orders.order.OrderQuery;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import java.io.Serializable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the order list shows is in its address: reload, back and a link sent to a colleague give the same list.
 * What cannot be read is left out.
 */
final class ListAddress implements Serializable {

    /** The names in the address, in their order. */
    static final List<String> NAMES =
            List.of("view", "base", "status", "sync", "q", "warehouse", "from", "to", "sort", "cols", "after", "at");

    /** The view that shows all orders, also to somebody whose list opens with another one. */
    static final String ALL = "all";

    private static final long serialVersionUID = 1;
    /** Orders on a page. */
    static final int PAGE = 50;

    private static final int LONGEST = 200;
    private static final int DAY = "2026-12-01".length();

    private final LinkedHashMap<String, String> values = new LinkedHashMap<>();

    /** From the parameters of the request. */
    ListAddress(Map<String, String> parameters) {
        for (var name : NAMES) {
            var value = parameters.get(name);
            if (value != null
                    && !value.isBlank()
                    && value.indexOf('\0') < 0 // no text of the database has one
                    && value.length() <= (name.equals("after") ? 2000 : LONGEST)) {
                values.put(name, value.strip());
            }
        }
    }

    private ListAddress(ListAddress other) {
        values.putAll(other.values);
    }

    /** A value; empty where there is none. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** The list of a saved view, or of what a person wants to keep. */
    static ListAddress of(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var part : query.split("&")) {
            var at = part.indexOf('=');
            if (at > 0) {
                parameters.put(
                        part.substring(0, at), URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return new ListAddress(parameters);
    }

    /** Whether nothing is named: the list as it opens. */
    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The same list with one value changed, or left out where empty; from its first page. */
    ListAddress with(String name, String value) {
        var changed = new ListAddress(this);
        changed.values.remove("after");
        changed.values.remove("at");
        if (value.isEmpty()) {
            changed.values.remove(name);
        } else {
            changed.values.put(name, value);
        }
        return changed;
    }

    /**
     * Another page.
     *
     * @param at how many orders come before it, as far as was counted
     */
    ListAddress after(String cursor, int at) {
        var changed = new ListAddress(this);
        changed.values.put("after", cursor);
        changed.values.put("at", Integer.toString(Math.max(0, at)));
        return changed;
    }

    /** The same page with other columns. */
    ListAddress withColumns(String columns) {
        var changed = new ListAddress(this);
        if (columns.isEmpty()) {
            changed.values.remove("cols");
        } else {
            changed.values.put("cols", columns);
        }
        return changed;
    }

    /** What is chosen belongs to this: the filters, however the list is sorted and whatever it shows of each order. */
    String narrowed() {
        var changed = new ListAddress(this);
        changed.values.keySet().removeAll(Set.of("after", "at", "sort", "cols"));
        changed.values.remove("view", ALL);
        return changed.path("");
    }

    /** The same page of the same list, whatever it shows of each order. */
    String place() {
        var changed = new ListAddress(this);
        changed.values.keySet().removeAll(Set.of("at", "cols"));
        changed.values.remove("view", ALL);
        return changed.path("");
    }

    /** How many orders come before this page, as far as was counted. */
    int at() {
        return get("at").matches("\\d{1,7}") ? Integer.parseInt(get("at")) : 0;
    }

    /** What a saved view keeps: everything but the page, and the view's own name. */
    String kept() {
        var changed = new ListAddress(this);
        changed.values.keySet().removeAll(Set.of("after", "at"));
        var view = changed.values.remove("view");
        if (view != null && BuiltInViews.NAMES.contains(view)) {
            changed.values.putIfAbsent("base", view);
        }
        var sorted = new ListAddress(changed.values); // in the order of their names
        var path = sorted.path("");
        return path.isEmpty() ? "" : path.substring(1);
    }

    /** The list a saved view keeps, under its id. */
    ListAddress under(String view) {
        var changed = new ListAddress(this);
        changed.values.put("view", view);
        return new ListAddress(changed.values);
    }

    /** Where an order of this list is, which knows its neighbours. */
    String orderPath(String id) {
        var kept = path("");
        return "/orders/" + id + "?list="
                + URLEncoder.encode(kept.isEmpty() ? "view=" + ALL : kept.substring(1), StandardCharsets.UTF_8);
    }

    /** The path with its parameters, from the context root. */
    String path() {
        return path("/orders");
    }

    /** Where the whole list, on all its pages, can be had as a file. */
    String exportPath(String extension) {
        return with("after", "").path("/orders/export." + extension);
    }

    private String path(String page) {
        var path = new StringBuilder(page);
        char separator = '?';
        for (var entry : values.entrySet()) {
            path.append(separator)
                    .append(entry.getKey())
                    .append('=')
                    .append(URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return path.toString();
    }

    /** Whether something narrows the view. */
    boolean filtered() {
        return values.keySet().stream()
                .anyMatch(name -> Set.of("base", "status", "sync", "q", "warehouse", "from", "to")
                        .contains(name));
    }

    /** The view with all filters off. */
    ListAddress cleared() {
        var changed = new ListAddress(Map.of());
        changed.values.put("view", BuiltInViews.NAMES.contains(get("view")) ? get("view") : ALL);
        if (values.containsKey("cols")) {
            changed.values.put("cols", get("cols"));
        }
        return changed;
    }

    /** What to ask for: the view's statuses, narrowed by the filters. */
    OrderQuery query() {
        return query(PAGE, get("after").isEmpty() ? null : get("after"));
    }

    /** The same for another part of the list. */
    OrderQuery query(int limit, @Nullable String cursor) {
        var view = new BuiltInViews(get("base").isEmpty() ? get("view") : get("base"));
        Set<OrderStatus> statuses = view.statuses();
        Set<SyncStatus> syncs = view.syncs();
        var status = OrderStatus.of(get("status"));
        if (status.isPresent()) {
            statuses = EnumSet.of(status.get());
        }
        var sync = SyncStatus.of(get("sync"));
        if (sync.isPresent()) {
            syncs = EnumSet.of(sync.get());
        }
        return new OrderQuery(
                statuses,
                syncs,
                get("q").isEmpty() ? null : get("q"),
                day(get("from")),
                day(get("to")),
                get("warehouse").isEmpty() ? null : get("warehouse"),
                Set.of(
                                        "createdAt",
                                        "-createdAt",
                                        "orderNumber",
                                        "-orderNumber",
                                        "updatedAt",
                                        "-updatedAt",
                                        "totalAmount",
                                        "-totalAmount",
                                        "customerName",
                                        "-customerName")
                                .contains(get("sort"))
                        ? get("sort")
                        : null,
                limit,
                cursor);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.length() == DAY ? LocalDate.parse(text) : null; // years of four digits
        } catch (DateTimeParseException e) { // an address typed by hand: as if there were no date
            return null;
        }
    }
}
