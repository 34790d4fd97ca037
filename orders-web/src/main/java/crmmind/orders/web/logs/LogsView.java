package crmmind.orders.web.logs;

import crmmind.orders.sync.SyncOverview;
import crmmind.orders.sync.SyncOverview.CallFilter;
import crmmind.orders.sync.SyncOverview.CallRow;
import crmmind.orders.sync.SyncOverview.EventRow;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Behind {@code logs.xhtml}: calls of Metakocka's API, or what happened to orders. The address holds the filters. */
@Named
@ViewScoped
public class LogsView implements Serializable {

    private static final int PAGE = 50;
    private static final List<String> OUTCOMES = List.of("done", "refused", "duplicate", "unknown", "not_sent");

    /** Text is searched by reading every call: this long back where nobody says how long. */
    private static final Duration TEXT_WINDOW = Duration.ofDays(7);

    @Inject
    SyncOverview overview;

    @Inject
    Clock clock;

    private String kind = "calls";
    private String reference = "";
    private String operation = "";
    private String outcome = "";
    private String text = "";
    private String from = "";
    private String to = "";
    private long before;
    private int page = 1;
    private boolean windowed;
    private @Nullable String unreadable;
    private List<CallRow> calls = List.of();
    private List<EventRow> events = List.of();
    private long retention;

    /** Reads what the address asks for. */
    public void load() {
        page = Math.max(1, page);
        if (!showsCalls()) {
            events = overview.events((page - 1) * PAGE, PAGE);
            return;
        }
        retention = overview.retention();
        var start = moment(from);
        var end = moment(to);
        if (unreadable != null) {
            return;
        }
        if (!text.isBlank() && start == null) {
            windowed = true;
            start = (end == null ? clock.instant() : end).minus(TEXT_WINDOW).truncatedTo(ChronoUnit.MINUTES);
            from = LocalDateTime.ofInstant(start, Shown.ZONE).toString();
        }
        calls = overview.calls(new CallFilter(operation, outcome, reference, text, start, end, before), PAGE);
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
        return !kind.equals("events");
    }

    /** Whether a filter is set. */
    public boolean filtered() {
        return !(reference.isBlank()
                && operation.isBlank()
                && outcome.isBlank()
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
        var query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isBlank())
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue().strip(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/logs" : "/logs?" + query;
    }

    public boolean moreEvents() {
        return events.size() == PAGE;
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
        this.kind = kind == null ? "calls" : kind;
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

    public int getPage() {
        return page;
    }

    public void setPage(int page) {
        this.page = page;
    }

    private static String given(@Nullable String value) {
        return value == null ? "" : value;
    }
}
