package crmmind.orders.web.queue;

import crmmind.orders.sync.SyncQueue;
import crmmind.orders.sync.SyncQueue.Filter;
import crmmind.orders.sync.SyncQueue.Row;
import crmmind.orders.sync.SyncQueue.Taken;
import crmmind.orders.sync.SyncQueue.Waiting;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Behind {@code queue.xhtml}: what Metakocka has still to learn, and what it refused. The address holds the filters.
 */
@Named
@ViewScoped
public class QueueView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String BUNDLE = "queuetexts";
    private static final int PAGE = 50;
    private static final int LAST_PAGE = 100_000;
    private static final List<String> STATES =
            List.of("pending", "sending", "unknown", "review", "refused", "done", "superseded", "cancelled");
    private static final List<String> KINDS =
            List.of("create_order", "update_order", "change_status", "fulfill", "tracking", "cancel");
    private static final List<String> REASONS =
            List.of("connection", "settings", "answer", "quiet_period", "create", "invoice", "decision");

    @Inject
    SyncQueue queue;

    @Inject
    Toasts toasts;

    @Inject
    Texts texts;

    private String state = "";
    private String kind = "";
    private String waitingFor = "";
    private String text = "";
    private String page = "1";
    private @Nullable String reason;
    private long total;
    private List<Row> rows = List.of();
    private Waiting waiting = Waiting.NOTHING;

    /** A number that is a way to what it counts. */
    public record Counter(String key, long number, String path, boolean shown) implements Serializable {}

    /** Reads what the address asks for. */
    public void load() {
        waiting = queue.waiting();
        var found = queue.list(new Filter(state, kind, waitingFor, text), (getPage() - 1) * PAGE, PAGE);
        rows = found.rows();
        total = found.total();
    }

    /** What waits, by state. */
    public List<Counter> getCounters() {
        return List.of(
                counter("open", waiting.open(), ""),
                counter("waiting", waiting.waiting(), "pending"),
                counter("doubt", waiting.inDoubt(), "unknown"),
                counter("person", waiting.needsPerson(), "review"),
                counter("refused", waiting.refused(), "refused"));
    }

    private Counter counter(String key, long number, String wanted) {
        return new Counter(
                key,
                number,
                wanted.isEmpty() ? "/queue" : "/queue?state=" + wanted,
                state.equals(wanted) && kind.isEmpty() && waitingFor.isEmpty() && text.isEmpty());
    }

    /** Takes an operation up now. */
    public void retry(UUID operation) {
        tell(queue.retry(List.of(operation)));
    }

    /** Takes the ticked ones up now. */
    public void retrySelected() {
        var ticked = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterValuesMap()
                .get("operation");
        var wanted = ticked == null ? List.<String>of() : Arrays.asList(ticked);
        tell(queue.retry(rows.stream()
                .map(Row::id)
                .filter(id -> wanted.contains(id.toString()))
                .toList()));
    }

    /** Sends everything again that was refused. */
    public void retryRefused() {
        tell(queue.retryRefused());
    }

    private void tell(Taken taken) {
        if (taken.taken() > 0) {
            toasts.done(texts.count(BUNDLE, "toast.taken", taken.taken()));
        }
        if (taken.left() > 0) {
            toasts.say("info", texts.count(BUNDLE, "toast.left", taken.left()));
        }
        if (taken.taken() + taken.left() == 0) {
            toasts.say("info", texts.text(BUNDLE, "toast.none"));
        }
        Pages.goTo(Pages.here());
    }

    /** Lets orders be looked for before they are sent, after a restore. */
    public void beginEpoch() {
        queue.beginEpoch(reason);
        toasts.done(texts.text(BUNDLE, "toast.epoch"));
        Pages.goTo("/queue");
    }

    /** The address of another page of the same list. */
    public String path(int number) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("state", state);
        parameters.put("kind", kind);
        parameters.put("waits", waitingFor);
        parameters.put("q", text);
        parameters.put("page", number > 1 ? Integer.toString(number) : "");
        var query = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/queue" : "/queue?" + query;
    }

    /** Which rows these are, of how many. */
    public String getCount() {
        long first = (getPage() - 1L) * PAGE + 1;
        return texts.text(BUNDLE, "queue.count", first, first + rows.size() - 1, total);
    }

    public boolean isMore() {
        return (long) getPage() * PAGE < total;
    }

    public boolean isFiltered() {
        return !(state.isEmpty() && kind.isEmpty() && waitingFor.isEmpty() && text.isEmpty());
    }

    public List<String> getStates() {
        return STATES;
    }

    public List<String> getKinds() {
        return KINDS;
    }

    public List<String> getReasons() {
        return REASONS;
    }

    public List<Row> getRows() {
        return rows;
    }

    public Waiting getWaiting() {
        return waiting;
    }

    public String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = given(state);
    }

    public String getKind() {
        return kind;
    }

    public void setKind(@Nullable String kind) {
        this.kind = given(kind);
    }

    public String getWaitingFor() {
        return waitingFor;
    }

    public void setWaitingFor(@Nullable String waitingFor) {
        this.waitingFor = given(waitingFor);
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = given(text);
    }

    /** The number in the address; the first page where that is none. */
    public int getPage() {
        return page.matches("\\d{1,6}") ? Math.max(1, Math.min(LAST_PAGE, Integer.parseInt(page))) : 1;
    }

    public String getWantedPage() {
        return page;
    }

    public void setWantedPage(@Nullable String wantedPage) {
        page = given(wantedPage);
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    private static String given(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
