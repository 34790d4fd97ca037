package crmmind.orders.web.order;

import crmmind.orders.entry.EntryDraft;
import crmmind.orders.entry.EntryDraftService;
import crmmind.orders.inventory.AllocationStrategy;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.WarehouseView;
import crmmind.orders.order.NewOrder;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Violation;
import crmmind.orders.web.shell.Me;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.FacesException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.text.Collator;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Behind {@code order/form.xhtml}: an order as it is typed, new or changed, and saving it once. */
@Named("orderForm")
@ViewScoped
public class OrderFormView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofSeconds(8);
    private static final String FORM = "formtexts";
    private static final String LINES = "lines";
    private static final String ENTRY = "entrytexts";
    private static final String SCRIPT = "js.";
    private static final Pattern LINE = Pattern.compile("/items/(\\d+)(?:/(\\w+))?");

    /** The fields of a line by the last part of a pointer; everything else about a line is said at its product. */
    private static final Map<String, String> LINE_FIELDS = Map.of(
            "quantity", "quantity", "unitPrice", "unit-price", "discountPercent", "discount", "taxRate", "tax-rate");

    /** The inputs above the lines by what a refusal points at. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("/customer", "customer-name"),
            Map.entry("/customer/name", "customer-name"),
            Map.entry("/customer/email", "customer-email"),
            Map.entry("/customer/phone", "customer-phone"),
            Map.entry("/customer/taxNumber", "customer-tax-number"),
            Map.entry("/customer/address/street", "customer-street"),
            Map.entry("/customer/address/postCode", "customer-post-code"),
            Map.entry("/customer/address/city", "customer-city"),
            Map.entry("/customer/address/country", "customer-country"),
            Map.entry("/shippingAddress/name", "ship-name"),
            Map.entry("/shippingAddress/street", "ship-street"),
            Map.entry("/shippingAddress/postCode", "ship-post-code"),
            Map.entry("/shippingAddress/city", "ship-city"),
            Map.entry("/shippingAddress/country", "ship-country"),
            Map.entry("/warehouse", "warehouse"),
            Map.entry("/currency", "currency"),
            Map.entry("/shippingMethod", "shipping-method"),
            Map.entry("/expectedDeliveryDate", "expected-delivery-date"),
            Map.entry("/notes", "notes"),
            Map.entry("/items", "line:0:product"));

    @Inject
    OrderService orders;

    @Inject
    InventoryService inventory;

    @Inject
    EntryDraftService drafts;

    @Inject
    Toasts toasts;

    @Inject
    Me me;

    @Inject
    Texts texts;

    @Inject
    Language language;

    @Inject
    OrderTexts orderTexts;

    @Inject
    Refusals refusals;

    private @Nullable OrderDetails present;
    private long expectedVersion;
    private @Nullable UUID saved;
    private OrderHead head = new OrderHead();
    private ArrayList<OrderLine> lines = new ArrayList<>();
    private List<WarehouseView> warehouses = List.of();
    private boolean warehouseByRule;
    private LinkedHashMap<String, String> errors = new LinkedHashMap<>();
    private ArrayList<OrderMerge.Difference> clash = new ArrayList<>();
    private String draft = UUID.randomUUID().toString();
    private long draftRevision;
    private boolean continued;
    private List<EntryDraft> drafted = List.of();

    /**
     * One wrong value, for the list above the form.
     *
     * @param field the id of its input; empty where it is no single one
     */
    public record Wrong(String field, String label, String text) implements Serializable {}

    /** Reads the order the address names, or starts a new one; goes on with the draft the address names. */
    public void load() {
        warehouses =
                inventory.warehouses().stream().filter(WarehouseView::active).toList();
        var id = Pages.id();
        if (id.isEmpty()) {
            warehouseByRule = inventory.allocationRules().strategy() != AllocationStrategy.MANUAL;
            head.getValues().put("warehouse", warehouseByRule ? null : mainWarehouse());
            lines.add(new OrderLine());
        } else if (!read(id)) {
            return;
        }
        if (me.isSales()) {
            goOn();
        }
        lookUp();
    }

    private boolean read(String id) {
        OrderDetails order;
        try {
            order = orders.order(UUID.fromString(id));
        } catch (IllegalArgumentException e) { // not an id at all
            Pages.notFound();
            return false;
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            Pages.notFound();
            return false;
        }
        present = order;
        expectedVersion = order.version();
        head = new OrderHead(order);
        lines = new ArrayList<>();
        order.items().stream()
                .filter(item -> item.quantity().compareTo(item.cancelledQuantity()) > 0)
                .forEach(item -> lines.add(new OrderLine(item, locale())));
        return true;
    }

    private @Nullable String mainWarehouse() {
        return warehouses.stream()
                .filter(WarehouseView::main)
                .map(WarehouseView::mark)
                .findFirst()
                .orElse(null);
    }

    /** Takes over the draft the address names; where it names none, offers those there are. */
    private void goOn() {
        var order = present == null ? null : present.id();
        var wanted = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("draft");
        var kept = id(wanted)
                .flatMap(drafts::find)
                .filter(found -> Objects.equals(found.orderId(), order))
                .orElse(null);
        if (kept == null) {
            drafted = drafts.open(order);
            return;
        }
        try {
            var content = EntryJson.read(kept.content());
            var typed = EntryJson.texts(content.path("head"));
            lines = new ArrayList<>(EntryJson.lines(content.path("lines"), present));
            head.takeOver(typed);
            expectedVersion = content.path("version").asLong(expectedVersion);
        } catch (EntryJson.UnreadableException e) { // written by an older release: it stays offered until it is too old
            drafted = drafts.open(order);
            return;
        }
        if (lines.isEmpty()) {
            lines.add(new OrderLine());
        }
        draft = kept.id().toString();
        draftRevision = kept.revision();
        continued = true;
    }

    private static Optional<UUID> id(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Reads what the desk knows of the products named, all at once. */
    private void lookUp() {
        var codes = lines.stream()
                .map(line -> line.productCode().strip())
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        if (codes.isEmpty()) {
            return;
        }
        var found = inventory.offers(codes);
        var near = OrderEntry.near(
                inventory,
                codes.stream().filter(code -> !found.containsKey(code)).toList());
        for (var line : lines) {
            var code = line.productCode().strip();
            line.know(found.get(code), near.getOrDefault(code, List.of()));
        }
    }

    /** Saves a new order as a draft. */
    public synchronized void saveDraft() {
        save(false);
    }

    /** Saves a new order and sends it to Metakocka. */
    public synchronized void saveAndSync() {
        save(true);
    }

    private void save(boolean sync) {
        if (saved != null) { // the second click on the same form
            Pages.goTo("/orders/" + saved);
            return;
        }
        var wish = wish();
        if (wish == null) {
            return;
        }
        UUID id;
        try {
            var order = orders.create(wish);
            id = order.id();
            saved = id;
        } catch (BusinessException e) {
            refused(e);
            return;
        }
        id(draft).ifPresent(drafts::close);
        if (sync) {
            send(id);
        } else {
            toasts.done(form("toast.draft"));
        }
        Pages.goTo("/orders/" + id);
    }

    private void send(UUID id) {
        try {
            orders.refreshStock(List.of(id));
            tell(orders.await(orders.sync(id), WAIT));
        } catch (BusinessException e) { // the draft is there: say why it was not sent, where it is
            toasts.say("warning", form("toast.notSent") + " " + refusals.detail(e));
        }
    }

    /** Saves the changes of an order. */
    public synchronized void saveChanges() {
        var order = present;
        var wish = wish();
        if (order == null || wish == null) {
            return;
        }
        try {
            orders.refreshStock(List.of(order.id()));
            var submission = orders.edit(order.id(), expectedVersion, wish);
            id(draft).ifPresent(drafts::close);
            tell(orders.await(submission, WAIT));
        } catch (BusinessException e) {
            refused(e);
            if (e.problem() == Problem.VERSION_CONFLICT) {
                compare(order.id());
            }
            return;
        }
        Pages.goTo("/orders/" + order.id());
    }

    private void tell(SyncResult result) {
        if (!result.success()) {
            toasts.say("warning", result.message() == null ? form("toast.problem") : String.valueOf(result.message()));
        } else {
            toasts.done(form(
                    present != null
                            ? "toast.changed"
                            : result.syncStatus().equals("synced") ? "toast.synced" : "toast.pending"));
        }
    }

    /** Goes on from what somebody else saved meanwhile, with the values typed here. */
    private void compare(UUID id) {
        var theirs = orders.order(id);
        var before = present;
        clash = new ArrayList<>();
        if (before != null) {
            if (!before.status().equals(theirs.status())) {
                var now = orderTexts.value("status", theirs.status());
                clash.add(new OrderMerge.Difference("status", now, now, true));
            }
            clash.addAll(OrderMerge.head(before, theirs, head));
            compareLines(before, theirs);
        }
        present = theirs;
        expectedVersion = theirs.version();
    }

    /** The lines are one value: some of one and some of the other would be an order nobody wanted. */
    private void compareLines(OrderDetails before, OrderDetails theirs) {
        var changed = lineTexts(theirs);
        var typed = typedLines();
        if (changed.equals(lineTexts(before)) || changed.equals(typed)) {
            return;
        }
        boolean untouched = typed.equals(lineTexts(before));
        if (untouched) {
            linesOf(theirs);
        }
        clash.add(new OrderMerge.Difference(LINES, changed, untouched ? changed : typed, untouched));
    }

    private void linesOf(OrderDetails order) {
        lines = new ArrayList<>();
        order.items().stream()
                .filter(item -> item.quantity().compareTo(item.cancelledQuantity()) > 0)
                .forEach(item -> lines.add(new OrderLine(item, locale())));
        lookUp();
    }

    /** Takes what the other one saved, instead of what is typed here. Nothing is saved yet. */
    public synchronized void takeTheirs(String key) {
        var theirs = present;
        if (theirs == null
                || clash.stream().noneMatch(one -> one.open() && one.key().equals(key))) {
            return;
        }
        if (key.equals(LINES)) {
            linesOf(theirs);
        } else {
            OrderMerge.take(key, theirs, head);
        }
        clash.replaceAll(
                one -> one.key().equals(key) ? new OrderMerge.Difference(key, one.theirs(), one.theirs(), true) : one);
    }

    /** What a value is called. */
    public String clashLabel(String key) {
        return switch (key) {
            case LINES -> form("clash.lines");
            case "status" -> form("clash.now");
            default -> form("field." + key);
        };
    }

    /** Whether a decision is open. */
    public boolean isClashOpen() {
        return clash.stream().anyMatch(OrderMerge.Difference::open);
    }

    private String lineTexts(OrderDetails order) {
        return order.items().stream()
                .filter(item -> item.quantity().compareTo(item.cancelledQuantity()) > 0)
                .map(item -> new OrderLine(item, locale()).toString())
                .collect(Collectors.joining(", "));
    }

    private String typedLines() {
        return lines.stream()
                .filter(line -> !line.untouched())
                .map(OrderLine::toString)
                .collect(Collectors.joining(", "));
    }

    /** What is to be saved; null where something typed cannot be read or is missing, with all of it said. */
    private @Nullable NewOrder wish() {
        errors = new LinkedHashMap<>();
        clash = new ArrayList<>();
        lines.removeIf(line -> line.untouched() && lines.size() > 1);
        lookUp();
        for (int i = 0; i < lines.size(); i++) {
            check("/items/" + i, lines.get(i));
        }
        if (head.text("name") == null) {
            required("/customer/name");
        }
        var date = date();
        if (!errors.isEmpty()) {
            say(form("error.check"), form("error.beside"));
            return null;
        }
        return new NewOrder(
                head.customer(),
                head.shippingAddress(),
                head.text("currency"),
                head.text("warehouse"),
                head.text("shippingMethod"),
                date,
                head.text("notes"),
                lines.stream().map(OrderLine::wish).toList());
    }

    /** What can be said of a line before anybody is asked: the rest of the rules is the order's. */
    private void check(String pointer, OrderLine line) {
        boolean unnamed = line.productCode().isBlank();
        var offer = line.offer();
        if (unnamed) {
            required(pointer + "/productCode");
        } else if (line.id() == null && (offer == null || !offer.active())) {
            errors.put(
                    pointer + "/productCode",
                    offer == null
                            ? entry("product.unknown", line.productCode().strip())
                            : entry("product.notSold", offer.product().code()));
        }
        number(pointer + "/quantity", line.quantity(), true);
        number(pointer + "/unitPrice", line.unitPrice(), !unnamed);
        number(pointer + "/discountPercent", line.discountPercent(), false);
        number(pointer + "/taxRate", line.taxRate(), line.id() != null);
    }

    private void required(String pointer) {
        errors.put(pointer, refusals.detail(new Violation(pointer, "REQUIRED", "A value is required")));
    }

    private void number(String pointer, String typed, boolean needed) {
        if (typed.isBlank()) {
            if (needed) {
                required(pointer);
            }
        } else if (TypedNumber.read(typed) == null) {
            errors.put(pointer, form("error.number"));
        }
    }

    private @Nullable LocalDate date() {
        var typed = head.text("expectedDeliveryDate");
        try {
            return typed == null ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            errors.put("/expectedDeliveryDate", form("error.date"));
            return null;
        }
    }

    private void refused(BusinessException refusal) {
        errors = new LinkedHashMap<>();
        for (var violation : refusal.violations()) {
            errors.merge(violation.pointer(), words(violation), (one, other) -> one + " " + other);
        }
        say(
                refusal.problem() == Problem.VALIDATION_FAILED
                        ? form("error.check")
                        : refusals.title(refusal.problem()),
                refusal.problem() == Problem.VALIDATION_FAILED ? form("error.beside") : refusals.detail(refusal));
    }

    /** A broken rule in the reader's language, with the code where there is no such product. */
    private String words(Violation violation) {
        return violation.code().equals("UNKNOWN_PRODUCT")
                ? entry("product.unknown", productAt(violation.pointer()))
                : refusals.detail(violation);
    }

    private String productAt(String pointer) {
        var at = LINE.matcher(pointer);
        if (!at.matches()) {
            return "";
        }
        int index = Integer.parseInt(at.group(1));
        return index < lines.size() ? lines.get(index).productCode() : "";
    }

    private static void say(String summary, String detail) {
        FacesContext.getCurrentInstance()
                .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, summary, detail));
    }

    /** The rule a value breaks; empty where it breaks none. */
    public String error(String pointer) {
        return errors.getOrDefault(pointer, "");
    }

    /** Every wrong value, in the order of the form. */
    public List<Wrong> getWrong() {
        return errors.entrySet().stream()
                .map(error -> wrong(error.getKey(), error.getValue()))
                .toList();
    }

    private Wrong wrong(String pointer, String text) {
        var at = LINE.matcher(pointer);
        if (at.matches()) {
            var part = Objects.requireNonNullElse(at.group(2), "");
            int place = Integer.parseInt(at.group(1));
            return new Wrong(
                    "order-form:line:" + place + ":" + LINE_FIELDS.getOrDefault(part, "product"),
                    entry("wrong.line", place + 1, refusals.field("/" + (part.isEmpty() ? "productCode" : part))),
                    text);
        }
        var field = FIELDS.get(pointer);
        return new Wrong(
                field == null ? "" : "order-form:" + field, field == null ? "" : refusals.field(pointer), text);
    }

    /** The lines for the script, with what is known and what is wrong of each. */
    public String getLinesJson() {
        var json = EntryJson.object();
        var array = json.putArray("lines");
        for (int i = 0; i < lines.size(); i++) {
            array.add(EntryJson.line(lines.get(i), errorsOf(i), present == null ? null : present.warehouse()));
        }
        return json.toString();
    }

    private Map<String, String> errorsOf(int index) {
        var found = new LinkedHashMap<String, String>();
        errors.forEach((pointer, text) -> {
            var at = LINE.matcher(pointer);
            if (at.matches() && Integer.parseInt(at.group(1)) == index) {
                found.merge(
                        LINE_FIELDS.getOrDefault(Objects.requireNonNullElse(at.group(2), ""), "product"),
                        text,
                        (one, other) -> one + " " + other);
            }
        });
        return found;
    }

    /** Takes the lines over as the script sends them. */
    public void setLinesJson(String json) {
        try {
            lines = new ArrayList<>(EntryJson.lines(EntryJson.read(json).path("lines"), present));
        } catch (EntryJson.UnreadableException e) {
            throw new FacesException("The form's lines cannot be read", e);
        }
        if (lines.isEmpty()) {
            lines.add(new OrderLine());
        }
    }

    /** The texts and settings of the script. */
    public String getScriptJson() {
        var json = EntryJson.object();
        var bundle =
                ResourceBundle.getBundle("crmmind.orders.web." + ENTRY, locale(), OrderFormView.class.getClassLoader());
        var told = json.putObject("texts");
        bundle.keySet().stream()
                .filter(key -> key.startsWith(SCRIPT))
                .sorted()
                .forEach(key -> told.put(key.substring(SCRIPT.length()), bundle.getString(key)));
        var places = json.putArray("warehouses");
        warehouses.forEach(place -> places.addObject().put("mark", place.mark()).put("name", place.name()));
        json.put("language", locale().toLanguageTag());
        json.put("order", present == null ? null : present.id().toString());
        json.put("version", expectedVersion);
        json.put("continued", continued);
        json.put("mayType", me.isSales());
        json.put("linesFixed", isLinesFixed());
        json.put("mostLines", EntryJson.MOST_LINES);
        return json.toString();
    }

    /** Countries in the reader's language, by name. */
    public Map<String, String> getCountries() {
        var locale = locale();
        var countries = new LinkedHashMap<String, String>();
        List.of(Locale.getISOCountries()).stream()
                .map(code -> new Locale.Builder().setRegion(code).build())
                .sorted(Comparator.comparing(place -> place.getDisplayCountry(locale), Collator.getInstance(locale)))
                .forEach(place -> countries.put(place.getDisplayCountry(locale), place.getCountry()));
        return countries;
    }

    /** Currencies to choose from; the order's own is always among them. */
    public List<String> getCurrencies() {
        var currencies = new ArrayList<>(List.of("EUR", "USD", "GBP", "CHF", "HUF", "CZK", "PLN", "RSD", "BAM"));
        var own = head.text("currency");
        if (own != null && !currencies.contains(own)) {
            currencies.add(own);
        }
        return currencies;
    }

    /** Warehouses to choose from, by name; with the rules of allocation where they choose. */
    public Map<String, String> getWarehouseChoices() {
        var choices = new LinkedHashMap<String, String>();
        if (warehouseByRule) {
            choices.put(entry("warehouse.byRule"), "");
        }
        warehouses.forEach(place -> choices.put(place.name(), place.mark()));
        return choices;
    }

    /** Drafts to go on with, newest first. */
    public List<EntryDraft> getDrafted() {
        return drafted;
    }

    /** What a draft is recognised by. */
    public String drafted(EntryDraft kept) {
        return (kept.customerName().isEmpty() ? entry("draft.nobody") : kept.customerName()) + ", "
                + texts.count(ENTRY, "draft.lines", kept.lineCount());
    }

    /** Whether the form goes on with a draft. */
    public boolean isContinued() {
        return continued;
    }

    /** The id of the draft this window keeps. */
    public String getDraft() {
        return draft;
    }

    public void setDraft(String draft) {
        this.draft = draft;
    }

    /** How often it was kept. */
    public long getDraftRevision() {
        return draftRevision;
    }

    public void setDraftRevision(long draftRevision) {
        this.draftRevision = draftRevision;
    }

    /** Whether there is an order already. */
    public boolean isChanging() {
        return present != null;
    }

    /** Whether customer, currency and warehouse stay as they are. */
    public boolean isHeadFixed() {
        return present != null
                && !present.status().equals("draft")
                && !present.status().equals("confirmed");
    }

    /** Whether lines and shipping stay as they are, too: only the notes can change. */
    public boolean isLinesFixed() {
        return isHeadFixed()
                && present != null
                && !present.status().equals("processing")
                && !present.status().equals("partially_fulfilled");
    }

    public @Nullable OrderDetails getPresent() {
        return present;
    }

    public List<OrderMerge.Difference> getClash() {
        return clash;
    }

    public OrderHead getHead() {
        return head;
    }

    private String form(String key) {
        return texts.text(FORM, key);
    }

    private String entry(String key, Object... values) {
        return texts.text(ENTRY, key, values);
    }

    private Locale locale() {
        return language.getLocale();
    }
}
