package crmmind.orders.web.inventory;

import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.StockView;
import crmmind.orders.inventory.WarehouseView;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Behind {@code inventory.xhtml}: a page of stock, everything that chooses it in the address. */
@Named
@ViewScoped
public class InventoryView implements Serializable {

    private static final int PAGE = 50;

    @Inject
    InventoryService inventory;

    private String text = "";
    private String warehouse = "";
    private boolean shortOnly;
    private int page = 1;
    private int count;
    private List<StockView> rows = List.of();
    private List<WarehouseView> warehouses = List.of();

    /** Reads what the address asks for. */
    public void load() {
        page = Math.max(1, page);
        warehouses = inventory.warehouses();
        var mark = warehouse.isBlank() ? null : warehouse;
        count = inventory.stockCount(text, mark, shortOnly);
        page = Math.min(page, Math.max(1, pages()));
        rows = inventory.stockPage(text, mark, shortOnly, (page - 1) * PAGE, PAGE);
    }

    /** Whether nothing can be promised of it. */
    public boolean shortOf(StockView row) {
        return row.available().compareTo(BigDecimal.ZERO) <= 0;
    }

    /** When the oldest numbers of this page were read. */
    public @Nullable Instant asOf() {
        return rows.stream()
                .map(StockView::asOf)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    public int pages() {
        return (count + PAGE - 1) / PAGE;
    }

    public int first() {
        return count == 0 ? 0 : (page - 1) * PAGE + 1;
    }

    public int last() {
        return Math.min(count, page * PAGE);
    }

    public boolean filtered() {
        return !text.isBlank() || !warehouse.isBlank() || shortOnly;
    }

    public List<StockView> getRows() {
        return rows;
    }

    public List<WarehouseView> getWarehouses() {
        return warehouses;
    }

    public int getCount() {
        return count;
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = text == null ? "" : text;
    }

    public String getWarehouse() {
        return warehouse;
    }

    public void setWarehouse(@Nullable String warehouse) {
        this.warehouse = warehouse == null ? "" : warehouse;
    }

    public boolean isShortOnly() {
        return shortOnly;
    }

    public void setShortOnly(boolean shortOnly) {
        this.shortOnly = shortOnly;
    }

    public int getPage() {
        return page;
    }

    public void setPage(int page) {
        this.page = page;
    }
}
