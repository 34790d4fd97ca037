package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkJob;
import crmmind.orders.bulk.BulkJob.Filter;
import crmmind.orders.bulk.BulkJob.Forecast;
import crmmind.orders.bulk.BulkJob.Group;
import crmmind.orders.bulk.BulkJob.Row;
import crmmind.orders.bulk.BulkRules;
import crmmind.orders.bulk.BulkService;
import crmmind.orders.bulk.BulkTerms;
import crmmind.orders.bulk.JobState;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Toasts;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Behind {@code job.xhtml}: the dry run of a job, its progress, and what became of each of its orders. */
@Named
@ViewScoped
public class JobView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int PAGE = 50;
    private static final int TYPED_ABOVE = 10;
    private static final Set<String> STATES = Set.of("waiting", "done", "unchanged", "failed", "left");

    @Inject
    BulkService bulk;

    @Inject
    Toasts toasts;

    @Inject
    JobTexts texts;

    private @Nullable BulkJob job;
    private Forecast forecast = new Forecast(List.of());
    private List<Group> failures = List.of();
    private List<Group> inMetakocka = List.of();
    private List<Row> rows = List.of();
    private boolean steered;
    private int after;
    private boolean more;
    private @Nullable String state;
    private @Nullable String code;
    private @Nullable String reason;
    private @Nullable String carrier;
    private @Nullable String tracking;
    private @Nullable String typed;
    private Map<String, String> wrong = Map.of();

    /** Reads the job and the rows its address names. */
    public void load() {
        try {
            job = bulk.job(UUID.fromString(Pages.id()));
        } catch (IllegalArgumentException e) { // no id: there is no such job
            Pages.notFound();
            return;
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            Pages.notFound();
            return;
        }
        var parameters = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        var wantedState = parameters.getOrDefault("state", "");
        state = STATES.contains(wantedState) ? wantedState : null;
        var wantedCode = parameters.getOrDefault("reason", "");
        code = wantedCode.matches("[A-Za-z_.]{1,80}") ? wantedCode : null;
        var wantedAfter = parameters.getOrDefault("after", "");
        after = wantedAfter.matches("\\d{1,8}") ? Integer.parseInt(wantedAfter) : 0;
        read();
    }

    private void read() {
        var id = getJob().id();
        job = bulk.job(id);
        forecast = bulk.forecast(id);
        failures = bulk.failures(id);
        inMetakocka = bulk.inMetakocka(id);
        steered = bulk.maySteer(getJob());
        var found = bulk.rows(id, new Filter(state, code), after, PAGE + 1);
        more = found.size() > PAGE;
        rows = more ? found.subList(0, PAGE) : found;
    }

    /** Lets it begin. What is wrong is shown at its field. */
    public void start() {
        try {
            bulk.start(getJob().id(), new BulkTerms(reason, carrier, tracking, typed));
        } catch (BusinessException e) {
            if (e.violations().isEmpty()) {
                throw e;
            }
            wrong = e.violations().stream()
                    .collect(Collectors.toMap(
                            found -> found.pointer().substring(1),
                            found -> words(found.pointer(), found.code(), found.detail()),
                            (first, second) -> first));
            read();
            return;
        }
        back();
    }

    private String words(String pointer, String problem, String detail) {
        return switch (problem) {
            case "REASON_REQUIRED", "TOO_SHORT" -> texts.text("wrong.reason");
            case "NUMBER_REQUIRED" -> texts.text("wrong.typed", forecast.will());
            case "TOO_LONG" -> texts.text("wrong.long", pointer.equals("/reason") ? 500 : 100);
            default -> detail;
        };
    }

    /** Looks again what it would do. */
    public void lookAgain() {
        bulk.lookAgain(getJob().id());
        back();
    }

    /** Forgets it. */
    public void discard() {
        bulk.discard(getJob().id());
        Pages.goTo(getJob().chosen().equals("picked") ? "/orders" : getJob().chosen());
    }

    /** Takes no more orders for now. */
    public void pause() {
        bulk.pause(getJob().id());
        back();
    }

    /** Goes on. */
    public void resume() {
        bulk.resume(getJob().id());
        back();
    }

    /** Ends it. */
    public void stop() {
        bulk.stop(getJob().id());
        back();
    }

    /** Takes the refused ones up again. */
    public void retryFailed() {
        toasts.say("info", texts.count("told.retry", bulk.retryFailed(getJob().id())));
        back();
    }

    private void back() {
        Pages.goTo("/jobs/" + getJob().id());
    }

    public BulkJob getJob() {
        return Objects.requireNonNull(job);
    }

    public boolean isFound() {
        return job != null;
    }

    public Forecast getForecast() {
        return forecast;
    }

    /** Why orders were refused. */
    public List<Group> getFailures() {
        return failures;
    }

    /** Where those that were done stand with Metakocka. */
    public List<Group> getInMetakocka() {
        return inMetakocka;
    }

    public List<Row> getRows() {
        return rows;
    }

    /** Whether nothing was done yet. */
    public boolean isPlanned() {
        return getJob().state() == JobState.PLANNED;
    }

    public boolean isLive() {
        return getJob().state().live();
    }

    public boolean isEnded() {
        return getJob().state().ended();
    }

    /** Whether the page offers its buttons. */
    public boolean isSteered() {
        return steered;
    }

    /** Whether the person has to type how many orders will be cancelled. */
    public boolean isTypedNeeded() {
        return getJob().action().code().equals("cancel") && forecast.will() > TYPED_ABOVE;
    }

    /** Whether starting it would do anything. */
    public boolean isWorthwhile() {
        return forecast.will() > 0;
    }

    /** The code of a row to show: what is foreseen, or what came of it. */
    public @Nullable String shownCode(Row row) {
        return row.state().equals("waiting") || row.state().equals("left") ? row.expected() : row.code();
    }

    /** How a row is shown before the start. */
    public String shownState(Row row) {
        var expected = row.expected();
        if (!isPlanned() || expected == null) {
            return row.state();
        }
        return switch (BulkRules.kind(expected)) {
            case WILL -> "will";
            case SAME -> "unchanged";
            case REFUSED -> "failed";
        };
    }

    /** The address of the rows of a state; of all where it is empty. */
    public String statePath(String wanted) {
        return path(wanted.isEmpty() ? null : wanted, null, 0);
    }

    /** The address of the rows with a reason. */
    public String codePath(String wanted) {
        return path(null, wanted, 0);
    }

    /** The address of the next page; null on the last. */
    public @Nullable String getNextPath() {
        return more ? path(state, code, rows.get(rows.size() - 1).position()) : null;
    }

    /** The address of the first page; null there. */
    public @Nullable String getFirstPath() {
        return after == 0 ? null : path(state, code, 0);
    }

    private String path(@Nullable String wantedState, @Nullable String wantedCode, int position) {
        var path = new StringBuilder("/jobs/").append(getJob().id());
        char separator = '?';
        if (wantedState != null) {
            path.append(separator).append("state=").append(wantedState);
            separator = '&';
        }
        if (wantedCode != null) {
            path.append(separator).append("reason=").append(URLEncoder.encode(wantedCode, StandardCharsets.UTF_8));
            separator = '&';
        }
        if (position > 0) {
            path.append(separator).append("after=").append(position);
        }
        return path.append("#rows").toString();
    }

    /** The state the rows are narrowed to; empty for all. */
    public String getState() {
        return state == null ? "" : state;
    }

    /** The reason the rows are narrowed to; empty for all. */
    public String getCode() {
        return code == null ? "" : code;
    }

    /** What is wrong in a field, in words; empty where nothing is. */
    public String wrong(String field) {
        return wrong.getOrDefault(field, "");
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }

    public @Nullable String getCarrier() {
        return carrier;
    }

    public void setCarrier(@Nullable String carrier) {
        this.carrier = carrier;
    }

    public @Nullable String getTracking() {
        return tracking;
    }

    public void setTracking(@Nullable String tracking) {
        this.tracking = tracking;
    }

    public @Nullable String getTyped() {
        return typed;
    }

    public void setTyped(@Nullable String typed) {
        this.typed = typed;
    }
}
