package crmmind.orders.web.order;

import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.WarehouseView;
import crmmind.orders.order.OrderPage;
import crmmind.orders.order.OrderQuery;
import crmmind.orders.order.OrderService;
import crmmind.orders.order.OrderSummary;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shown.Shown;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind the order list: shows the page its address names. */
@Named
@ViewScoped
public class OrderListView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofSeconds(8);
    private static final List<String> FILTERS = List.of("base", "q", "status", "sync", "warehouse", "from", "to");

    @Inject
    OrderService orderService;

    @Inject
    InventoryService inventory;

    @Inject
    OrderTexts texts;

    @Inject
    Shown shown;

    @Inject
    Refusals refusals;

    @Inject
    ListViews views;

    @Inject
    Clock clock;

    private ListAddress address = new ListAddress(Map.of());
    private OrderPage page = new OrderPage(List.of(), null, null, 0L);
    private List<WarehouseView> warehouses = List.of();
    private Instant read = Instant.MIN;

    /** A tab of a view everybody has. */
    public record Tab(String key, String path, boolean current) implements Serializable {}

    /** A column that can be shown or left out, and the address that does so. */
    public record Choice(String code, boolean shown, String path) implements Serializable {}

    /** A filter that is on, and the way to switch it off. */
    public record Chip(String label, String path) implements Serializable {}

    /** Reads what the address names. */
    public void load() {
        var parameters = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        address = new ListAddress(parameters);
        var elsewhere = views.elsewhere(address);
        if (elsewhere == null && parameters.containsKey("go")) {
            elsewhere = onlyHit();
        }
        if (elsewhere != null) {
            Pages.goTo(elsewhere);
            return;
        }
        warehouses = inventory.warehouses();
        read = clock.instant();
        try {
            page = orderService.orders(address.query());
        } catch (BusinessException e) {
            if (e.problem() != Problem.MALFORMED_REQUEST) {
                throw e;
            }
            Pages.goTo(address.with("after", "").path()); // a page mark that is not ours: from the beginning
        }
    }

    /** The order somebody searched for by its exact number: there is no list to look at then. */
    private @Nullable String onlyHit() {
        var text = address.get("q");
        if (text.isEmpty()
                || !address.with("q", "")
                        .cleared()
                        .path()
                        .equals(address.with("q", "").path())) {
            return null;
        }
        return orderService.exactly(text).map(id -> "/orders/" + id).orElse(null);
    }

    /** Syncs one order and says how it went. */
    public void sync(UUID orderId) {
        orderService.refreshStock(List.of(orderId));
        var submission = orderService.sync(orderId);
        texts.tell(orderService.await(submission, WAIT));
        Pages.goTo(Pages.here());
    }

    /** The orders of this page. */
    public List<OrderSummary> getRows() {
        return page.items();
    }

    /** The tabs of the views everybody has. */
    public List<Tab> getTabs() {
        var view = address.get("view");
        boolean built = BuiltInViews.NAMES.contains(view);
        return BuiltInViews.NAMES.stream()
                .map(name -> new Tab(
                        name.isEmpty() ? ListAddress.ALL : name,
                        "/orders?view=" + (name.isEmpty() ? ListAddress.ALL : name),
                        name.equals(built ? view : "") && !views.isSaved()))
                .toList();
    }

    /** The columns there are. */
    public List<Choice> getColumns() {
        var shown = ListColumn.of(address.get("cols"));
        return Arrays.stream(ListColumn.values())
                .map(column -> {
                    var changed = EnumSet.copyOf(shown);
                    if (!changed.remove(column)) {
                        changed.add(column);
                    }
                    return new Choice(
                            column.code(),
                            shown.contains(column),
                            address.withColumns(changed.isEmpty() ? "" : ListColumn.address(changed))
                                    .path());
                })
                .toList();
    }

    /** Whether a column is shown. */
    public boolean shows(String column) {
        return ListColumn.of(address.get("cols")).stream()
                .anyMatch(shown -> shown.code().equals(column));
    }

    /** The usual columns. */
    public String getUsualColumnsPath() {
        return address.withColumns("").path();
    }

    /** The filters that are on. */
    public List<Chip> getChips() {
        return FILTERS.stream()
                .filter(name -> !address.get(name).isEmpty())
                .map(name -> new Chip(
                        name.equals("base")
                                ? texts.text("orders.view." + baseName())
                                : texts.text("orders.chip." + name, texts.value(name, address.get(name))),
                        address.with(name, "").path()))
                .toList();
    }

    private String baseName() {
        return BuiltInViews.NAMES.contains(address.get("base")) ? address.get("base") : ListAddress.ALL;
    }

    /** A value of the address. */
    public String value(String name) {
        return ListAddress.NAMES.contains(name) ? address.get(name) : "";
    }

    /** The address that sorts by a field, the other way round when it does already. */
    public String sortedBy(String field) {
        var now = address.get("sort").isEmpty() ? "-createdAt" : address.get("sort");
        return address.with("sort", now.equals("-" + field) ? field : "-" + field)
                .path();
    }

    /** For aria-sort: ascending, descending or none. */
    public String sorting(String field) {
        var now = address.get("sort").isEmpty() ? "-createdAt" : address.get("sort");
        if (now.equals(field)) {
            return "ascending";
        }
        return now.equals("-" + field) ? "descending" : "none";
    }

    /** The address of the next page; null on the last. */
    public @Nullable String getNextPath() {
        var cursor = page.nextCursor();
        return cursor == null
                ? null
                : address.after(cursor, address.at() + page.items().size()).path();
    }

    /** The address of the page before; null on the first. */
    public @Nullable String getPreviousPath() {
        var cursor = page.previousCursor();
        return cursor == null
                ? null
                : address.after(cursor, address.at() - ListAddress.PAGE).path();
    }

    /** Where an order of this page is. */
    public String orderPath(UUID id) {
        return address.orderPath(id.toString());
    }

    /** Which part of the list this page is, in words; empty where it is all of it. */
    public String getPosition() {
        int first = address.at() + 1;
        int last = address.at() + page.items().size();
        if (page.items().isEmpty()
                || (page.nextCursor() == null && address.get("after").isEmpty())) {
            return "";
        }
        return texts.text("orders.position", first, last);
    }

    /** The address of the first page; null there. */
    public @Nullable String getFirstPath() {
        return address.get("after").isEmpty() ? null : address.with("after", "").path();
    }

    /** Where the whole list, on all its pages, can be had as a file: csv or xlsx. */
    public String exportPath(String extension) {
        return address.exportPath(extension);
    }

    /** The whole list on all its pages, for what takes it at once. */
    public OrderQuery getWhole() {
        return address.with("after", "").query();
    }

    /** Its address. */
    public String getWholePath() {
        return address.with("after", "").path();
    }

    /** As {@link ListAddress#narrowed}: what is chosen is kept for it. */
    public String getNarrowed() {
        return address.narrowed();
    }

    /** As {@link ListAddress#place}: how far one had scrolled is kept for it. */
    public String getPlace() {
        return address.place();
    }

    /** Where the papers of the whole list can be had: pick-lists or packing-slips. */
    public String papersPath(String papers) {
        return getWholePath().replaceFirst("/orders", "/orders/" + papers + ".pdf");
    }

    /**
     * Where a page asks what came into the list since; where there are other pages, only what is new is known to be.
     */
    public String getNewsPath() {
        var path = getWholePath().replaceFirst("/orders", "/orders/news.json");
        return path + (path.contains("?") ? "&" : "?") + (isMorePages() ? "since=" + read + "&" : "") + "ids=";
    }

    /** How many orders the list has on all its pages; more than 10,000 are not counted. */
    public long getTotal() {
        var total = page.total();
        return total == null ? Long.MAX_VALUE : total;
    }

    /** Whether there are other pages. */
    public boolean isMorePages() {
        return getTotal() > page.items().size();
    }

    /** The view with its filters off. */
    public String getClearedPath() {
        return address.cleared().path();
    }

    public boolean isFiltered() {
        return address.filtered();
    }

    /** Whether there is no order at all. */
    public boolean isNothingYet() {
        return page.items().isEmpty()
                && !address.filtered()
                && (address.get("view").isEmpty() || address.get("view").equals(ListAddress.ALL));
    }

    /** How many orders there are, in words. */
    public String getCount() {
        var total = page.total();
        if (total == null) {
            return texts.text("orders.count.more", shown.quantity(BigDecimal.valueOf(10_000)));
        }
        return texts.count("orders.count", total);
    }

    public List<OrderStatus> getStatuses() {
        return List.of(OrderStatus.values());
    }

    public List<SyncStatus> getSyncStatuses() {
        return List.of(SyncStatus.values());
    }

    public List<WarehouseView> getWarehouses() {
        return warehouses;
    }

    /** Whether syncing this order does something. */
    public boolean syncable(OrderSummary row) {
        return switch (row.syncStatus()) {
            case "not_synced" ->
                !row.status().equals("cancelled") && !row.status().equals("on_hold");
            case "error", "needs_review" -> !row.status().equals("on_hold");
            default -> false;
        };
    }
}
