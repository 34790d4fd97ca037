package crmmind.orders.web.order;

import crmmind.orders.activity.OrderEvent;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.Disagreement;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.sync.DisagreementService;
import crmmind.orders.sync.Disagreements.Choice;
import crmmind.orders.sync.Disagreements.Obstacle;
import crmmind.orders.sync.Disagreements.Side;
import crmmind.orders.web.shell.Me;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind the page of one order: shows it, says what may be done next, and passes on what the user decides. */
@Named
@ViewScoped
public class OrderView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofSeconds(8);
    private static final String DIFFERENCES = "differtexts";
    private static final String TIMELINE = "timelinetexts";
    private static final Set<String> CLOSED = Set.of("fulfilled", "returned", "cancelled");

    @Inject
    OrderService orderService;

    @Inject
    OrderTexts texts;

    @Inject
    Me me;

    @Inject
    Refusals refusals;

    @Inject
    DisagreementService settling;

    @Inject
    Texts words;

    @Inject
    Toasts toasts;

    @Inject
    Shown shown;

    @Inject
    UndoOffers undoOffers;

    private @Nullable OrderDetails order;
    private List<OrderEvent> events = List.of();
    private List<Choice> choices = List.of();
    private String timeline = "";
    private String comment = "";
    private @Nullable String commentError;
    private @Nullable String holdReason;

    /** A way to a part of the timeline. */
    public record TimelineTab(String side, int count, boolean current) implements Serializable {}

    /** Reads the order of the address. */
    public void load() {
        OrderAddress.read(this::read);
    }

    /** Adds what was written to the timeline. */
    public void addComment() {
        commentError = null;
        try {
            orderService.comment(getOrder().id(), comment);
        } catch (BusinessException e) {
            if (e.violations().isEmpty()) {
                throw e;
            }
            commentError = refusals.detail(e.violations().get(0));
            return;
        }
        Pages.goTo(Pages.here());
    }

    public String getComment() {
        return comment;
    }

    public void setComment(@Nullable String comment) {
        this.comment = comment == null ? "" : comment;
    }

    public @Nullable String getCommentError() {
        return commentError;
    }

    /** What Metakocka has otherwise than the desk, and what a person can decide about it. */
    public List<Choice> getChoices() {
        return choices;
    }

    /** Sends ours to Metakocka again, for one field. */
    public void keepOurs(Choice choice) {
        finish(settling.settle(id(), choice.about(), Side.OURS));
    }

    /** Lets theirs stand here from now on, for one field. */
    public void takeTheirs(Choice choice) {
        settling.settle(id(), choice.about(), Side.THEIRS);
        toasts.done(words.text(DIFFERENCES, "taken"));
        show();
    }

    /** Why a side cannot be chosen; empty where it can. */
    public String whyNot(@Nullable Obstacle obstacle) {
        if (!me.isSales()) {
            return text("role");
        }
        return obstacle == null
                ? ""
                : words.text(DIFFERENCES, "why." + obstacle.name().toLowerCase(Locale.ROOT));
    }

    /** What keeping ours or taking theirs leads to, in words. */
    public String consequence(Choice choice, boolean ours) {
        var about = choice.about();
        var key = (ours ? "ours." : "theirs.") + about.field();
        var values = Map.of("here", hereOf(about), "there", thereOf(choice));
        return words.find(DIFFERENCES, key + "." + choice.becomes(), values)
                .or(() -> words.find(DIFFERENCES, key, values))
                .or(() -> words.find(DIFFERENCES, "ours", values))
                .orElse("");
    }

    /** Our value as people know it. */
    public String hereOf(Disagreement about) {
        return value(about.field(), about.here());
    }

    /** Metakocka's value, a status with what it means here. */
    public String thereOf(Choice choice) {
        var about = choice.about();
        if (!about.field().equals("status")) {
            return value(about.field(), about.there());
        }
        var there = shown(about.there());
        return choice.becomes() == null ? there : there + " (" + texts.value("status", choice.becomes()) + ")";
    }

    /** A value with each line's part in its own line. */
    public String apart(String value) {
        return value.replace(", ", "\n").replace(" × ", "\u00a0×\u00a0");
    }

    private String value(String field, String value) {
        return switch (field) {
            case "status" -> texts.value("status", value);
            case "total" ->
                value.isEmpty()
                        ? "–"
                        : shown.money(new BigDecimal(value), getOrder().currency());
            default -> shown(value);
        };
    }

    private static String shown(String value) {
        return value.isEmpty() ? "–" : value;
    }

    private void read(UUID id) {
        var full = orderService.orderInFull(id);
        order = full.order();
        events = full.events();
        choices = full.disagreements().isEmpty() ? List.of() : settling.choices(id);
    }

    /** Sends the order to Metakocka; confirms a draft first. */
    public void sync() {
        orderService.refreshStock(List.of(id()));
        finish(orderService.sync(id()));
    }

    /** Confirms a draft, here only. */
    public void confirm() {
        orderService.refreshStock(List.of(id()));
        change(OrderStatus.CONFIRMED, null);
    }

    /** Starts picking. */
    public void process() {
        change(OrderStatus.PROCESSING, null);
    }

    /** Takes picking back. */
    public void unprocess() {
        change(OrderStatus.CONFIRMED, null);
    }

    /** Stops the order until it is released. */
    public void hold() {
        change(OrderStatus.ON_HOLD, holdReason);
    }

    /** Lets the order go on where it was held. */
    public void release() {
        var held = getOrder().allowedStatuses().stream()
                .filter(status -> !status.equals("cancelled"))
                .findFirst()
                .flatMap(OrderStatus::of)
                .orElse(OrderStatus.CONFIRMED);
        change(held, null);
    }

    private void change(OrderStatus target, @Nullable String reason) {
        var before = getOrder().status();
        var change = orderService.change(id(), target, reason);
        if (before.equals("draft")) {
            finish(change.submission());
            return;
        }
        var way = change.wayBack();
        texts.tell(
                texts.text("order.now." + (before.equals("on_hold") ? "released" : target.code())),
                orderService.await(change.submission(), WAIT),
                way == null ? null : undoOffers.offer(way));
        show();
    }

    private void finish(Submission submission) {
        texts.tell(orderService.await(submission, WAIT));
        show();
    }

    private void show() {
        Pages.goTo(Pages.here());
    }

    private UUID id() {
        return getOrder().id();
    }

    /** The action that comes next: sync, process, fulfil, release; empty for none, or none this user may do. */
    public String getNext() {
        var status = getOrder().status();
        if (status.equals("on_hold")) {
            return mayRelease() ? "release" : "";
        }
        // a draft that came from Metakocka stands there already, and is confirmed all the same
        if (me.isSales() && (needsSync() || refused() || status.equals("draft"))) {
            return "sync";
        }
        if (why("fulfil").isEmpty() && (me.isAdmin() || !me.isSales() || !status.equals("confirmed"))) {
            return "fulfil";
        }
        return why("process").isEmpty() ? "process" : "";
    }

    /** Why an action is not possible now; empty where it is. */
    public String why(String action) {
        return switch (action) {
            case "sync" -> whyNoSync();
            case "edit" -> sales().orElseGet(this::whyNoEdit);
            case "confirm" -> sales().orElseGet(() -> allowed("confirmed") && status("draft") ? "" : why("notNow"));
            case "process" -> whyNoProcess();
            case "unprocess" ->
                sales().orElseGet(() -> status("processing") && allowed("confirmed") ? "" : why("notNow"));
            case "hold" -> sales().orElseGet(() -> allowed("on_hold") ? "" : why("notNow"));
            case "release" -> status("on_hold") ? (mayRelease() ? "" : text("role")) : why("notNow");
            case "fulfil" -> whyNoFulfil();
            case "cancel" ->
                sales().orElseGet(() -> allowed("cancelled") || status("partially_fulfilled") ? "" : text("cancel"));
            default -> text("status", texts.value("status", getOrder().status()));
        };
    }

    private String whyNoSync() {
        if (!me.isSales()) {
            return text("role");
        }
        if (status("on_hold")) {
            return text("hold");
        }
        return status("cancelled") && getOrder().metakocka() == null ? text("neverSent") : "";
    }

    private String whyNoEdit() {
        if (status("on_hold")) {
            return text("hold");
        }
        return CLOSED.contains(getOrder().status()) ? why("notNow") : "";
    }

    private String whyNoProcess() {
        if (!me.isSales() && !me.isWarehouse()) {
            return text("role");
        }
        if (status("confirmed") && !allowed("processing")) {
            return text("sync");
        }
        return status("confirmed") ? "" : why("notNow");
    }

    private String whyNoFulfil() {
        if (!me.isWarehouse()) {
            return text("role");
        }
        if (status("on_hold")) {
            return text("hold");
        }
        if (allowed("fulfilled")) {
            return "";
        }
        return CLOSED.contains(getOrder().status()) ? why("notNow") : text("sync");
    }

    private boolean mayRelease() {
        return me.isSales();
    }

    private Optional<String> sales() {
        return me.isSales() ? Optional.empty() : Optional.of(text("role"));
    }

    private boolean needsSync() {
        return getOrder().syncStatus().equals("not_synced")
                && !CLOSED.contains(getOrder().status());
    }

    private boolean refused() {
        return getOrder().syncStatus().equals("error") && !status("cancelled");
    }

    private boolean allowed(String status) {
        return getOrder().allowedStatuses().contains(status);
    }

    private boolean status(String status) {
        return getOrder().status().equals(status);
    }

    private String text(String reason, Object... values) {
        return texts.text("order.why." + reason, values);
    }

    /** What became of a line, in words. */
    public String parts(OrderDetails.Item item) {
        return texts.text(
                "order.parts",
                shown.quantity(item.quantity()),
                shown.quantity(item.fulfilledQuantity()),
                shown.quantity(item.allocatedQuantity()),
                shown.quantity(item.cancelledQuantity()));
    }

    /** Whether anything of the order came back. */
    public boolean isReturned() {
        return getOrder().items().stream()
                .anyMatch(item -> item.returnedQuantity().signum() > 0);
    }

    /** The line of a shipment in words, as "2 × ART-001". */
    public String shippedLine(OrderDetails.FulfilledItem shipped) {
        return getOrder().items().stream()
                .filter(item -> item.id().equals(shipped.itemId()))
                .map(item -> shipped.quantity().stripTrailingZeros().toPlainString() + " × " + item.productCode())
                .findFirst()
                .orElse("");
    }

    public boolean isPending() {
        return getOrder().syncStatus().equals("pending");
    }

    public boolean isFound() {
        return order != null;
    }

    public OrderDetails getOrder() {
        return Objects.requireNonNull(order);
    }

    /** The log with the calls to Metakocka about this order. */
    public String getCallsAddress() {
        var there = getOrder().metakocka();
        var reference = there == null || there.reference() == null ? getOrder().orderNumber() : there.reference();
        return "/logs?order=" + URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }

    /** The lines of the timeline that are shown. */
    public List<OrderTimeline.Entry> getTimelineEntries() {
        return OrderTimeline.entries(events, timeline);
    }

    /** Ways to all of the timeline, and to one side's part of it. */
    public List<TimelineTab> getTimelineTabs() {
        var counts = OrderTimeline.counts(events);
        var tabs = new ArrayList<TimelineTab>();
        boolean one = OrderTimeline.SIDES.contains(timeline);
        tabs.add(new TimelineTab("all", events.size(), !one));
        OrderTimeline.SIDES.forEach(
                side -> tabs.add(new TimelineTab(side, counts.getOrDefault(side, 0), one && side.equals(timeline))));
        return tabs;
    }

    /** What an edit changed, in words. */
    public String change(OrderTimeline.Change change) {
        var values = Map.of(
                "what",
                change.what(),
                "before",
                changed(change.field(), change.before()),
                "after",
                changed(change.field(), change.after()));
        return words.find(TIMELINE, (change.field().equals("item") ? "item." : "value.") + change.how(), values)
                .orElse(change.what());
    }

    private String changed(String field, @Nullable String value) {
        if (value == null) {
            return "–";
        }
        if (field.equals("item")) {
            return shown.quantity(new BigDecimal(value));
        }
        return field.equals("expectedDeliveryDate") ? shown.day(LocalDate.parse(value)) : value;
    }

    public String getTimeline() {
        return timeline;
    }

    public void setTimeline(@Nullable String timeline) {
        this.timeline = timeline == null ? "" : timeline;
    }

    public @Nullable String getHoldReason() {
        return holdReason;
    }

    public void setHoldReason(@Nullable String holdReason) {
        this.holdReason = holdReason;
    }
}
