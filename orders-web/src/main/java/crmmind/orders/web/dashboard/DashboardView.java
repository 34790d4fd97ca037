package crmmind.orders.web.dashboard;

import static crmmind.orders.salesdocument.OrderStatus.CONFIRMED;
import static crmmind.orders.salesdocument.OrderStatus.DRAFT;
import static crmmind.orders.salesdocument.OrderStatus.ON_HOLD;
import static crmmind.orders.salesdocument.OrderStatus.PARTIALLY_FULFILLED;
import static crmmind.orders.salesdocument.OrderStatus.PROCESSING;
import static crmmind.orders.salesdocument.SyncStatus.ERROR;
import static crmmind.orders.salesdocument.SyncStatus.NEEDS_REVIEW;
import static crmmind.orders.salesdocument.SyncStatus.PENDING;

import crmmind.orders.dashboard.Dashboard;
import crmmind.orders.dashboard.Dashboard.Age;
import crmmind.orders.dashboard.Dashboard.Amount;
import crmmind.orders.dashboard.Dashboard.Day;
import crmmind.orders.dashboard.Dashboard.Shortage;
import crmmind.orders.dashboard.DashboardService;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Behind {@code dashboard.xhtml}: the numbers of the desk and the lists they lead to. */
@Named
@RequestScoped
public class DashboardView {

    private static final String BUNDLE = "dashboardtexts";
    private static final int DAYS_PER_LABEL = 6;
    private static final String NOTHING = "–";

    @Inject
    DashboardService service;

    @Inject
    Shown shown;

    @Inject
    Texts texts;

    private @Nullable Dashboard dashboard;
    private String currency = "EUR";

    /**
     * A number that is a link.
     *
     * @param tone its colour: neutral, info, warning or danger
     */
    public record Counter(String key, long count, String path, String icon, String tone) {}

    /** A row of the table of ages. */
    public record AgeRow(
            String label, long toShip, String toShipPath, long onHold, String onHoldPath, String amount, String tone) {}

    /** A row of the table of days. */
    public record DayRow(LocalDate date, String label, long orders, String path, String amount, boolean today) {}

    /** Reads how the desk stands. */
    public void load() {
        var now = service.now();
        dashboard = now;
        currency = mainCurrency(now);
    }

    /** The numbers on top. */
    public List<Counter> getCounters() {
        var now = getDashboard();
        long problems = now.count(ERROR, NEEDS_REVIEW);
        return List.of(
                counter("drafts", now.count(DRAFT), "/orders?view=drafts", "pi-pencil", "neutral"),
                counter(
                        "to-ship",
                        now.count(CONFIRMED, PROCESSING, PARTIALLY_FULFILLED),
                        "/orders?view=to-ship",
                        "pi-truck",
                        "info"),
                counter(
                        "partly",
                        now.count(PARTIALLY_FULFILLED),
                        "/orders?status=partially_fulfilled",
                        "pi-box",
                        "info"),
                counter("on-hold", now.count(ON_HOLD), "/orders?view=on-hold", "pi-pause", "warning"),
                counter("pending", now.count(PENDING), "/orders?sync=pending", "pi-clock", "info"),
                counter(
                        "sync-problems",
                        problems,
                        "/orders?view=sync-problems",
                        "pi-exclamation-triangle",
                        problems == 0 ? "neutral" : "danger"));
    }

    private static Counter counter(String key, long count, String path, String icon, String tone) {
        return new Counter(key, count, path, icon, count == 0 ? "neutral" : tone);
    }

    /** The ages of open orders, youngest first. */
    public List<AgeRow> getAges() {
        var today = getDashboard().ages().get(0).to();
        return getDashboard().ages().stream().map(age -> row(age, today)).toList();
    }

    private AgeRow row(Age age, LocalDate today) {
        long youngest = today.toEpochDay() - age.to().toEpochDay();
        var from = age.from();
        String label;
        if (from == null) {
            label = texts.count(BUNDLE, "ages.over", youngest);
        } else {
            long oldest = today.toEpochDay() - from.toEpochDay();
            label = oldest == 0 ? texts.text(BUNDLE, "ages.today") : texts.text(BUNDLE, "ages.range", youngest, oldest);
        }
        var days = (from == null ? "" : "&from=" + from) + "&to=" + age.to();
        var tone = "info";
        if (youngest >= 30) {
            tone = "danger";
        } else if (youngest >= 14) {
            tone = "warning";
        }
        return new AgeRow(
                label,
                age.toShip(),
                "/orders?view=to-ship" + days,
                age.onHold(),
                "/orders?view=on-hold" + days,
                age.toShip() == 0 ? NOTHING : money(age.amount()),
                tone);
    }

    /** The largest number of orders to ship of one age; one where there are none. */
    public long getFullestAge() {
        return Math.max(
                1, getDashboard().ages().stream().mapToLong(Age::toShip).max().orElse(0));
    }

    /** The last days, newest first. */
    public List<DayRow> getDays() {
        var rows = new ArrayList<DayRow>();
        var days = getDashboard().days();
        for (var day : days) {
            rows.add(new DayRow(
                    day.date(),
                    shown.weekday(day.date()),
                    day.orders(),
                    path(day),
                    day.amount().isEmpty() ? NOTHING : money(day.amount()),
                    day.equals(days.get(days.size() - 1))));
        }
        Collections.reverse(rows);
        return rows;
    }

    /** Orders per day. */
    public Columns getOrdersPerDay() {
        return columns(
                day -> BigDecimal.valueOf(day.orders()), day -> texts.count(BUNDLE, "days.orders.count", day.orders()));
    }

    /** Value per day in the currency most of it is in. */
    public Columns getValuePerDay() {
        return columns(this::amount, day -> shown.money(amount(day), currency));
    }

    private Columns columns(Function<Day, BigDecimal> amount, Function<Day, String> words) {
        var days = getDashboard().days();
        var labels = new ArrayList<String>();
        for (int i = DAYS_PER_LABEL - 1; i < days.size(); i += DAYS_PER_LABEL) {
            labels.add(shown.shortDay(days.get(i).date()));
        }
        return Columns.of(
                days.stream()
                        .map(day -> new Columns.Value(
                                amount.apply(day), shown.weekday(day.date()) + ": " + words.apply(day), path(day)))
                        .toList(),
                labels);
    }

    private BigDecimal amount(Day day) {
        return day.amount().stream()
                .filter(amount -> amount.currency().equals(currency))
                .map(Amount::value)
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static String path(Day day) {
        return "/orders?from=" + day.date() + "&to=" + day.date();
    }

    private static Map<String, BigDecimal> sums(Dashboard dashboard) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        dashboard
                .days()
                .forEach(day ->
                        day.amount().forEach(amount -> sums.merge(amount.currency(), amount.value(), BigDecimal::add)));
        return sums;
    }

    private static String mainCurrency(Dashboard dashboard) {
        return sums(dashboard).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("EUR");
    }

    /** All orders of the days shown. */
    public long getOrdersInAll() {
        return getDashboard().days().stream().mapToLong(Day::orders).sum();
    }

    /** The value of the days shown. */
    public String getValueInAll() {
        return money(sums(getDashboard()).entrySet().stream()
                .map(sum -> new Amount(sum.getKey(), sum.getValue()))
                .toList());
    }

    /** What is to be shipped is worth. */
    public String getToShipValue() {
        return money(getDashboard().toShipAmount());
    }

    private String money(List<Amount> amounts) {
        return amounts.isEmpty()
                ? shown.money(BigDecimal.ZERO, currency)
                : amounts.stream()
                        .map(amount -> shown.money(amount.value(), amount.currency()))
                        .collect(Collectors.joining(" + "));
    }

    /** Where a product's stock is shown. */
    public String stockPath(Shortage shortage) {
        return "/inventory?q=" + encoded(shortage.productCode()) + "&warehouse=" + encoded(shortage.warehouse());
    }

    /** The orders that have this product. */
    public String ordersPath(Shortage shortage) {
        return "/orders?q=" + encoded(shortage.productCode());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** How the desk stands. Forms of the page ask for it before they do what they are for. */
    public Dashboard getDashboard() {
        if (dashboard == null) {
            load();
        }
        return Objects.requireNonNull(dashboard);
    }

    public String getCurrency() {
        return currency;
    }
}
