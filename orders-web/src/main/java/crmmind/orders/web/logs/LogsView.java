package crmmind.orders.web.logs;

import crmmind.orders.sync.SyncOverview;
import crmmind.orders.sync.SyncOverview.CallRow;
import crmmind.orders.sync.SyncOverview.EventRow;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Behind {@code logs.xhtml}: calls of Metakocka's API, or what happened to orders. */
@Named
@ViewScoped
public class LogsView implements Serializable {

    private static final int PAGE = 50;

    @Inject
    SyncOverview overview;

    private String kind = "calls";
    private String reference = "";
    private String outcome = "";
    private long before;
    private int page = 1;
    private List<CallRow> calls = List.of();
    private List<EventRow> events = List.of();

    /** Reads what the address asks for. */
    public void load() {
        page = Math.max(1, page);
        if (showsCalls()) {
            calls = overview.calls(reference, outcome, before, PAGE);
        } else {
            events = overview.events((page - 1) * PAGE, PAGE);
        }
    }

    public boolean showsCalls() {
        return !kind.equals("events");
    }

    /** Where the next page of calls begins; 0 where this is the last. */
    public long next() {
        return calls.size() < PAGE ? 0 : calls.get(calls.size() - 1).id();
    }

    public boolean moreEvents() {
        return events.size() == PAGE;
    }

    /** The colour of an outcome. */
    public String tone(String shownOutcome) {
        return switch (shownOutcome) {
            case "done" -> "success";
            case "refused" -> "danger";
            case "duplicate", "unknown" -> "warning";
            default -> "neutral";
        };
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
        this.reference = reference == null ? "" : reference;
    }

    public String getOutcome() {
        return outcome;
    }

    public void setOutcome(@Nullable String outcome) {
        this.outcome = outcome == null ? "" : outcome;
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
}
