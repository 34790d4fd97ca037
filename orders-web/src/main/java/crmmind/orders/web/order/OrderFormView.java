package crmmind.orders.web.order;

import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.ProductView;
import crmmind.orders.inventory.StockView;
import crmmind.orders.inventory.WarehouseView;
import crmmind.orders.order.NewOrder;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.LineAmounts;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Violation;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.text.Collator;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.primefaces.event.SelectEvent;

/** Behind {@code orders/form.xhtml}: an order as it is typed, new or changed, and saving it once. */
@Named("orderForm")
@ViewScoped
public class OrderFormView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofSeconds(8);
    private static final int PROPOSALS = 8;
    private static final int LONGEST_NUMBER = 30;
    private static final String BUNDLE = "formtexts";

    @Inject
    OrderService orders;

    @Inject
    InventoryService inventory;

    @Inject
    Toasts toasts;

    @Inject
    Texts texts;

    @Inject
    Language language;

    @Inject
    OrderTexts orderTexts;

    @Inject
    Refusals refusals;

    private @Nullable OrderDetails present;
    private @Nullable UUID saved;
    private OrderHead head = new OrderHead();
    private ArrayList<OrderLine> lines = new ArrayList<>();
    private List<WarehouseView> warehouses = List.of();
    private HashMap<String, CustomerData> proposedCustomers = new HashMap<>();
    private HashMap<String, String> errors = new HashMap<>();
    private ArrayList<Difference> clash = new ArrayList<>();

    /** One thing that somebody else changed meanwhile. */
    public record Difference(String what, String theirs, String mine) implements Serializable {}

    /** Reads the order the address names; without one starts a new one. */
    public void load() {
        warehouses =
                inventory.warehouses().stream().filter(WarehouseView::active).toList();
        var id = Pages.id();
        if (id.isEmpty()) {
            head.getValues()
                    .put(
                            "warehouse",
                            warehouses.stream()
                                    .filter(WarehouseView::main)
                                    .map(WarehouseView::mark)
                                    .findFirst()
                                    .orElse(null));
            lines.add(new OrderLine());
            return;
        }
        try {
            present = orders.order(UUID.fromString(id));
        } catch (IllegalArgumentException e) { // not an id at all
            Pages.notFound();
            return;
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            Pages.notFound();
            return;
        }
        head = new OrderHead(present);
        present.items().stream()
                .filter(item -> item.quantity().compareTo(item.cancelledQuantity()) > 0)
                .map(OrderLine::new)
                .forEach(lines::add);
        recalculate();
    }

    /** Customers who ordered before, for the text typed so far. */
    public List<String> customers(String text) {
        proposedCustomers = new HashMap<>();
        var labels = new ArrayList<String>();
        for (var known : orders.customers(text, PROPOSALS)) {
            var data = known.data();
            var address = data.address();
            var label = List.of(
                            data.name(),
                            Objects.requireNonNullElse(data.taxNumber(), ""),
                            address == null || address.city() == null ? "" : address.city())
                    .stream()
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" · "));
            if (proposedCustomers.put(label, data) == null) {
                labels.add(label);
            }
        }
        return labels;
    }

    /** Takes a known customer over. */
    public void customerChosen(SelectEvent<String> event) {
        var data = proposedCustomers.get(event.getObject());
        if (data != null) {
            head.customer(data);
        }
    }

    /** Products for the text typed so far: code, name and what can be promised. */
    public List<String> products(String text) {
        var found = inventory.products(text, PROPOSALS);
        var codes = found.stream().map(ProductView::code).toList();
        var warehouse = head.text("warehouse");
        var available = warehouse == null || codes.isEmpty()
                ? Map.<String, BigDecimal>of()
                : inventory.availability(codes, warehouse).stream()
                        .collect(Collectors.toMap(StockView::productCode, StockView::available));
        return found.stream()
                .map(product -> product.code()
                        + OrderLine.BEHIND_CODE
                        + product.name()
                        + OrderLine.BEHIND_CODE
                        + (product.service()
                                ? text("line.service")
                                : plain(available.getOrDefault(product.code(), BigDecimal.ZERO)) + " "
                                        + text("line.available")))
                .toList();
    }

    /** Adds an empty line. */
    public void addLine() {
        recalculate();
        lines.add(new OrderLine());
    }

    /** Takes a line away. */
    public void removeLine(OrderLine line) {
        lines.remove(line);
        errors.clear(); // they name lines by their place
        if (lines.isEmpty()) {
            lines.add(new OrderLine());
        }
        recalculate();
    }

    /** Looks up what was typed. */
    public void recalculate() {
        for (var line : lines) {
            var code = line.getProductCode();
            if (code != null && line.needsLookup()) {
                line.show(inventory.product(code), inventory.stock(code, null));
            }
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
        if (sync) {
            send(id);
        } else {
            toasts.done(text("toast.draft"));
        }
        Pages.goTo("/orders/" + id);
    }

    private void send(UUID id) {
        try {
            orders.refreshStock(List.of(id));
            tell(orders.await(orders.sync(id), WAIT));
        } catch (BusinessException e) { // the draft is there: say why it was not sent, where it is
            toasts.say("warning", text("toast.notSent") + " " + refusals.detail(e));
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
            var submission = orders.edit(order.id(), order.version(), wish);
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
            toasts.say("warning", result.message() == null ? text("toast.problem") : String.valueOf(result.message()));
        } else {
            toasts.done(text(
                    present != null
                            ? "toast.changed"
                            : result.syncStatus().equals("synced") ? "toast.synced" : "toast.pending"));
        }
    }

    /** Goes on from what somebody else saved meanwhile, with the values typed here. */
    private void compare(UUID id) {
        var mine = wish();
        var theirs = orders.order(id);
        clash = new ArrayList<>();
        if (mine != null) {
            differ(
                    "status",
                    theirs,
                    order -> text("clash.now") + " " + orderTexts.value("status", order.status()),
                    "–");
            differ("field.name", theirs, order -> order.customer().name(), head.text("name"));
            differ("field.warehouse", theirs, OrderDetails::warehouse, head.text("warehouse"));
            differ("field.shippingMethod", theirs, OrderDetails::shippingMethod, head.text("shippingMethod"));
            differ("field.notes", theirs, OrderDetails::notes, head.text("notes"));
            differ("clash.lines", theirs, OrderFormView::lineTexts, typedLines());
        }
        present = theirs;
    }

    private void differ(
            String label, OrderDetails theirs, Function<OrderDetails, @Nullable String> value, @Nullable String typed) {
        var before = present == null ? null : value.apply(present);
        var now = value.apply(theirs);
        if (!Objects.equals(before, now) && !Objects.equals(now, typed)) {
            clash.add(new Difference(text(label), now == null ? "–" : now, typed == null ? "–" : typed));
        }
    }

    private static String lineTexts(OrderDetails order) {
        return order.items().stream()
                .filter(item -> item.quantity().compareTo(item.cancelledQuantity()) > 0)
                .map(item -> plain(item.quantity()) + " × " + item.productCode() + " @ " + plain(item.unitPrice()))
                .collect(Collectors.joining(", "));
    }

    private String typedLines() {
        return lines.stream()
                .filter(line -> !line.untouched())
                .map(line -> line.getQuantity() + " × " + line.getProductCode() + " @ " + line.getUnitPrice())
                .collect(Collectors.joining(", "));
    }

    private @Nullable NewOrder wish() {
        errors = new HashMap<>();
        lines.removeIf(line -> line.untouched() && lines.size() > 1);
        recalculate();
        unreadable();
        var date = date();
        if (!errors.isEmpty()) {
            say(text("error.check"), text("error.beside"));
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
                lines.stream().map(OrderLine::item).toList());
    }

    private void unreadable() {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var pointer = "/items/" + i;
            unreadable(pointer + "/quantity", line.getQuantity());
            unreadable(pointer + "/unitPrice", line.getUnitPrice());
            unreadable(pointer + "/discountPercent", line.getDiscountPercent());
            unreadable(pointer + "/taxRate", line.getTaxRate());
        }
    }

    private void unreadable(String pointer, @Nullable String typed) {
        if (typed != null && !typed.isBlank() && number(typed) == null) {
            errors.put(pointer, text("error.number"));
        }
    }

    private @Nullable LocalDate date() {
        var typed = head.text("expectedDeliveryDate");
        try {
            return typed == null ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            errors.put("/expectedDeliveryDate", text("error.date"));
            return null;
        }
    }

    private void refused(BusinessException refusal) {
        errors = new HashMap<>(refusal.violations().stream()
                .collect(Collectors.toMap(Violation::pointer, refusals::detail, (one, other) -> one + ". " + other)));
        say(
                refusal.problem() == Problem.VALIDATION_FAILED
                        ? text("error.check")
                        : refusals.title(refusal.problem()),
                refusal.problem() == Problem.VALIDATION_FAILED ? text("error.beside") : refusals.detail(refusal));
    }

    private String text(String key) {
        return texts.text(BUNDLE, key);
    }

    private static void say(String summary, String detail) {
        FacesContext.getCurrentInstance()
                .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, summary, detail));
    }

    /** The rule a value breaks; empty where it breaks none. */
    public String error(String pointer) {
        return errors.getOrDefault(pointer, "");
    }

    /** A line's error that belongs to no single value of it, or to its product. */
    public String productError(int index) {
        var own = error("/items/" + index + "/productCode");
        return own.isEmpty() ? error("/items/" + index) : own;
    }

    /** Net, tax and total of what can be computed so far. */
    public LineAmounts totals() {
        var net = BigDecimal.ZERO.setScale(2);
        var tax = BigDecimal.ZERO.setScale(2);
        for (var line : lines) {
            var amounts = line.amounts();
            if (amounts != null) {
                net = net.add(amounts.net());
                tax = tax.add(amounts.tax());
            }
        }
        return new LineAmounts(net, tax);
    }

    /** Countries, by name. */
    public Map<String, String> getCountries() {
        var countries = new LinkedHashMap<String, String>();
        var order = Collator.getInstance(language.getLocale());
        List.of(Locale.getISOCountries()).stream()
                .map(code -> new Locale.Builder().setRegion(code).build())
                .sorted(Comparator.comparing(place -> place.getDisplayCountry(language.getLocale()), order))
                .forEach(place -> countries.put(place.getDisplayCountry(language.getLocale()), place.getCountry()));
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

    /** A number as typed, with point or comma; null where it is none. */
    static @Nullable BigDecimal number(@Nullable String typed) {
        if (typed == null || typed.isBlank() || typed.length() > LONGEST_NUMBER) {
            return null;
        }
        var text = typed.strip();
        if (!text.matches("-?\\d*[.,]?\\d+")) {
            return null;
        }
        return new BigDecimal(text.replace(',', '.'));
    }

    /** A number without trailing zeros. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
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

    public List<Difference> getClash() {
        return clash;
    }

    public OrderHead getHead() {
        return head;
    }

    public List<OrderLine> getLines() {
        return lines;
    }

    public List<WarehouseView> getWarehouses() {
        return warehouses;
    }

    /** The stock of the other warehouses in words. */
    public String elsewhere(OrderLine line) {
        return line.elsewhere(head.text("warehouse")).stream()
                .map((StockView level) -> level.warehouse() + " " + plain(level.available()))
                .collect(Collectors.joining(", "));
    }
}
