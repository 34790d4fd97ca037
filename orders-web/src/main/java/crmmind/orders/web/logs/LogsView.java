package crmmind.orders.web.logs;

import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.WarehouseView;
import crmmind.orders.logs.EventGroup;
import crmmind.orders.logs.LogBook;
import crmmind.orders.logs.LogBook.EventRow;
import crmmind.orders.logs.LogBook.MovementRow;
import crmmind.orders.logs.LogFilter;
import crmmind.orders.sync.SyncOverview;
import crmmind.orders.sync.SyncOverview.CallFilter;
import crmmind.orders.sync.SyncOverview.CallRow;
import crmmind.orders.web.shown.Shown;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Behind {@code logs.xhtml}: calls of Metakocka's API, what happened to orders, what failed, and how stock moved. The
 * address holds the filters.
 */
@Named
@ViewScoped
public class LogsView implements Serializable {

    private static final int PAGE = 50;
    private static final String CALLS = "calls";
    private static final String INVENTORY = "inventory";

    /** The tabs, by what they are called in addresses. */
    private static final List<String> KINDS = List.of(CALLS, "sync", "errors", INVENTORY, "events");

    private static final List<String> MOVEMENTS =
            List.of("allocate", "release", "ship", "ship_unallocated", "unship", "book", "receive", "adjust");
    private static final List<String> ACTIVITY = List.of(
            "created",
            "edited",
            "status_changed",
            "held",
            "released",
            "warehouse_chosen",
            "backorder_allocated",
            "fulfilled",
            "cancelled",
            "comment",
            "imported",
            "books_repaired");
    private static final List<String> OUTCOMES = List.of("done", "refused", "duplicate", "unknown", "not_sent");

    /** Text is searched by reading every call: this long back where nobody says how long. */
    private static final Duration TEXT_WINDOW = Duration.ofDays(7);

    @Inject
    SyncOverview overview;

    @Inject
    LogBook book;

    @Inject
    InventoryService inventory;

    @Inject
    Clock clock;

    private String kind = CALLS;
    private String reference = "";
    private String operation = "";
    private String outcome = "";
    private String text = "";
    private String from = "";
    private String to = "";
    private long before;
    private String type = "";
    private String actor = "";
    private String product = "";
    private String warehouse = "";
    private String after = "";
    private boolean windowed;
    private @Nullable String unreadable;
    private List<CallRow> calls = List.of();
    private List<EventRow> events = List.of();
    private List<MovementRow> movements = List.of();
    private List<WarehouseView> warehouses = List.of();
    private long retention;

    /** Reads what the address asks for. */
    public void load() {
        var start = moment(from);
        var end = moment(to);
        if (kind.equals(INVENTORY)) {
            warehouses = inventory.warehouses();
        }
        if (kind.equals(CALLS)) {
            retention = overview.retention();
        }
        if (unreadable != null) {
            return;
        }
        switch (kind) {
            case CALLS -> calls(start, end);
            case INVENTORY -> movements = book.movements(filter(start, end), PAGE);
            default -> events = book.events(group(), filter(start, end), PAGE);
        }
    }

    private LogFilter filter(@Nullable Instant start, @Nullable Instant end) {
        return new LogFilter(reference, type, actor, product, warehouse, start, end, after.isBlank() ? null : after);
    }

    private EventGroup group() {
        return switch (kind) {
            case "sync" -> EventGroup.SYNC;
            case "errors" -> EventGroup.ERRORS;
            default -> EventGroup.ACTIVITY;
        };
    }

    private void calls(@Nullable Instant start, @Nullable Instant end) {
        var begin = start;
        if (!text.isBlank() && begin == null) {
            windowed = true;
            begin = (end == null ? clock.instant() : end).minus(TEXT_WINDOW).truncatedTo(ChronoUnit.MINUTES);
            from = LocalDateTime.ofInstant(begin, Shown.ZONE).toString();
        }
        calls = overview.calls(new CallFilter(operation, outcome, reference, text, begin, end, before), PAGE);
    }

    /** A time typed into the page, in Ljubljana's time. */
    private @Nullable Instant moment(String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(typed.strip()).atZone(Shown.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            unreadable = typed;
            return null;
        }
    }

    public boolean showsCalls() {
        return kind.equals(CALLS);
    }

    public boolean showsMovements() {
        return kind.equals(INVENTORY);
    }

    /** Whether this log has nothing to show. */
    public boolean nothing() {
        return calls.isEmpty() && movements.isEmpty() && events.isEmpty() && unreadable == null;
    }

    /** Whether a filter is set. */
    public boolean filtered() {
        return !(reference.isBlank()
                && operation.isBlank()
                && outcome.isBlank()
                && type.isBlank()
                && actor.isBlank()
                && product.isBlank()
                && warehouse.isBlank()
                && text.isBlank()
                && from.isBlank()
                && to.isBlank());
    }

    /** Where the next page of calls begins; 0 where this is the last. */
    public long next() {
        return calls.size() < PAGE ? 0 : calls.get(calls.size() - 1).id();
    }

    /** The address of a page of the same filters. */
    public String address(long beforeId) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("order", reference);
        parameters.put("operation", operation);
        parameters.put("outcome", outcome);
        parameters.put("text", text);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("before", beforeId == 0 ? "" : Long.toString(beforeId));
        var query = query(parameters);
        return query.isEmpty() ? "/logs" : "/logs?" + query;
    }

    /** The address of a log with no filters. */
    public String tab(String name) {
        return name.equals(CALLS) ? "/logs" : "/logs?kind=" + name;
    }

    /** The address of the older rows of the same log and filters; empty where these are the last. */
    public String older() {
        var last = showsMovements()
                ? (movements.size() < PAGE
                        ? ""
                        : movements.get(movements.size() - 1).cursor())
                : (events.size() < PAGE ? "" : events.get(events.size() - 1).cursor());
        return last.isEmpty() ? "" : address(last);
    }

    /** The address of the newest rows of the same log and filters. */
    public String newest() {
        return address("");
    }

    private String address(String cursor) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("kind", kind);
        parameters.put("order", reference);
        parameters.put("type", type);
        parameters.put("actor", actor);
        parameters.put("product", product);
        parameters.put("warehouse", warehouse);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("after", cursor);
        return "/logs?" + query(parameters);
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isBlank())
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue().strip(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The tabs. */
    public List<String> getKinds() {
        return KINDS;
    }

    /** What can be chosen as the kind of an entry or a movement. */
    public List<String> getTypes() {
        return switch (kind) {
            case INVENTORY -> MOVEMENTS;
            case "events" -> ACTIVITY;
            default -> group().kinds().stream().sorted().toList();
        };
    }

    public List<WarehouseView> getWarehouses() {
        return warehouses;
    }

    public List<MovementRow> getMovements() {
        return movements;
    }

    public List<String> getOperations() {
        return overview.operations();
    }

    public List<String> getOutcomes() {
        return OUTCOMES;
    }

    /** Whether the page chose how far back a text is looked for. */
    public boolean isWindowed() {
        return windowed;
    }

    /** What was typed as a time and is none; null where all is well. */
    public @Nullable String getUnreadable() {
        return unreadable;
    }

    /** How long calls are kept, in words. */
    public long getRetention() {
        return retention;
    }

    public List<CallRow> getCalls() {
        return calls;
    }

    public List<EventRow> getEvents() {
        return events;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(@Nullable String kind) {
        this.kind = kind != null && KINDS.contains(kind) ? kind : CALLS;
    }

    public String getReference() {
        return reference;
    }

    public void setReference(@Nullable String reference) {
        this.reference = given(reference);
    }

    public String getOperation() {
        return operation;
    }

    public void setOperation(@Nullable String operation) {
        this.operation = given(operation);
    }

    public String getOutcome() {
        return outcome;
    }

    public void setOutcome(@Nullable String outcome) {
        this.outcome = given(outcome);
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = given(text);
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = given(from);
    }

    public String getTo() {
        return to;
    }

    public void setTo(@Nullable String to) {
        this.to = given(to);
    }

    public long getBefore() {
        return before;
    }

    public void setBefore(long before) {
        this.before = before;
    }

    public String getType() {
        return type;
    }

    public void setType(@Nullable String type) {
        this.type = given(type);
    }

    public String getActor() {
        return actor;
    }

    public void setActor(@Nullable String actor) {
        this.actor = given(actor);
    }

    public String getProduct() {
        return product;
    }

    public void setProduct(@Nullable String product) {
        this.product = given(product);
    }

    public String getWarehouse() {
        return warehouse;
    }

    public void setWarehouse(@Nullable String warehouse) {
        this.warehouse = given(warehouse);
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(@Nullable String after) {
        this.after = given(after);
    }

    private static String given(@Nullable String value) {
        return value == null ? "" : value;
    }
}
