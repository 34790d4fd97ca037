package crmmind.orders.web.order;

import crmmind.orders.order.OrderQuery;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import java.io.Serializable;
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
            List.of("view", "status", "sync", "q", "warehouse", "from", "to", "sort", "after");

    private static final long serialVersionUID = 1;
    private static final int PAGE = 50;
    private static final int LONGEST = 200;

    private final LinkedHashMap<String, String> values = new LinkedHashMap<>();

    /** From the parameters of the request. */
    ListAddress(Map<String, String> parameters) {
        for (var name : NAMES) {
            var value = parameters.get(name);
            if (value != null && !value.isBlank() && value.length() <= (name.equals("after") ? 2000 : LONGEST)) {
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

    /** The same list with one value changed, or left out where empty; from its first page. */
    ListAddress with(String name, String value) {
        var changed = new ListAddress(this);
        changed.values.remove("after");
        if (value.isEmpty()) {
            changed.values.remove(name);
        } else {
            changed.values.put(name, value);
        }
        return changed;
    }

    /** The next page. */
    ListAddress after(String cursor) {
        var changed = new ListAddress(this);
        changed.values.put("after", cursor);
        return changed;
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
                .anyMatch(name ->
                        Set.of("status", "sync", "q", "warehouse", "from", "to").contains(name));
    }

    /** The view with all filters off. */
    ListAddress cleared() {
        var changed = new ListAddress(Map.of());
        if (values.containsKey("view")) {
            changed.values.put("view", get("view"));
        }
        return changed;
    }

    /** What to ask for: the view's statuses, narrowed by the filters. */
    OrderQuery query() {
        return query(PAGE, get("after").isEmpty() ? null : get("after"));
    }

    /** The same for another part of the list. */
    OrderQuery query(int limit, @Nullable String cursor) {
        Set<OrderStatus> statuses = new BuiltInViews(get("view")).statuses();
        Set<SyncStatus> syncs = new BuiltInViews(get("view")).syncs();
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
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) { // an address typed by hand: as if there were no date
            return null;
        }
    }
}
