package crmmind.orders.web.order;

import crmmind.orders.inventory.ProductView;
import crmmind.orders.inventory.StockView;
import crmmind.orders.order.NewOrder;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.shared.LineAmounts;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of the order form, as it is typed: texts, because half of a number is not wrong yet. */
public class OrderLine implements Serializable {

    /** Stands between the code and the rest of a proposal. */
    static final String BEHIND_CODE = "  ·  ";

    private static final long serialVersionUID = 1;

    private final @Nullable UUID id;
    private final BigDecimal ownAllocation;
    private @Nullable String productCode;
    private @Nullable String description;
    private @Nullable String quantity = "1";
    private @Nullable String unitPrice;
    private @Nullable String discountPercent;
    private @Nullable String taxRate;
    private boolean service;
    private @Nullable String shownFor;
    private List<StockView> stock = List.of();

    /** An empty line. */
    OrderLine() {
        id = null;
        ownAllocation = BigDecimal.ZERO;
    }

    /** A line the order has already. */
    OrderLine(OrderDetails.Item item) {
        id = item.id();
        ownAllocation = item.allocatedQuantity();
        productCode = item.productCode();
        description = item.description();
        quantity = OrderFormView.plain(item.quantity());
        unitPrice = OrderFormView.plain(item.unitPrice());
        discountPercent = OrderFormView.plain(item.discountPercent());
        taxRate = OrderFormView.plain(item.taxRate());
        service = item.service();
    }

    /** Whether another product was named since it was looked up last. */
    boolean needsLookup() {
        return productCode != null && !productCode.equals(shownFor);
    }

    /**
     * Takes over what is known of the product.
     *
     * @param product null where there is none with that code
     * @param levels its stock in every warehouse
     */
    void show(@Nullable ProductView product, List<StockView> levels) {
        shownFor = productCode;
        stock = List.copyOf(levels);
        if (product == null) {
            return;
        }
        service = product.service();
        if (id == null) {
            description = product.name();
            unitPrice = product.unitPrice() == null ? unitPrice : OrderFormView.plain(product.unitPrice());
            taxRate = product.taxRate() == null ? taxRate : OrderFormView.plain(product.taxRate());
        }
    }

    /** What it costs; null while a number is missing or cannot be read. */
    public @Nullable LineAmounts amounts() {
        var many = OrderFormView.number(quantity);
        var price = OrderFormView.number(unitPrice);
        var discount = discountPercent == null ? BigDecimal.ZERO : OrderFormView.number(discountPercent);
        var rate = taxRate == null ? BigDecimal.ZERO : OrderFormView.number(taxRate);
        return many == null || price == null || discount == null || rate == null
                ? null
                : LineAmounts.of(many, price, discount, rate);
    }

    /**
     * What can be promised in a warehouse, with what the order holds itself; null for services and unknown products.
     */
    public @Nullable BigDecimal available(@Nullable String warehouse) {
        if (service || stock.isEmpty()) {
            return null;
        }
        return stock.stream()
                .filter(level -> level.warehouse().equals(warehouse))
                .map(StockView::available)
                .findFirst()
                .orElse(BigDecimal.ZERO)
                .add(ownAllocation);
    }

    /** Whether the warehouse has too little for it. */
    public boolean shortIn(@Nullable String warehouse) {
        var there = available(warehouse);
        var wanted = OrderFormView.number(quantity);
        return there != null && wanted != null && wanted.compareTo(there) > 0;
    }

    /** Stock of the other warehouses. */
    public List<StockView> elsewhere(@Nullable String warehouse) {
        return stock.stream()
                .filter(level -> !level.warehouse().equals(warehouse)
                        && level.available().signum() > 0)
                .toList();
    }

    NewOrder.Item item() {
        return new NewOrder.Item(
                id,
                productCode,
                description,
                OrderFormView.number(quantity),
                OrderFormView.number(unitPrice),
                OrderFormView.number(taxRate),
                OrderFormView.number(discountPercent));
    }

    /** Whether nobody typed anything but a quantity. */
    boolean untouched() {
        return id == null && productCode == null && unitPrice == null;
    }

    /** Whether the order has it already, so that its product stays. */
    public boolean isKept() {
        return id != null;
    }

    public @Nullable String getProductCode() {
        return productCode;
    }

    public void setProductCode(@Nullable String productCode) {
        // a proposal that was chosen, or a code that was typed or pasted
        var code = productCode == null ? "" : productCode.split(BEHIND_CODE, 2)[0].strip();
        this.productCode = code.isEmpty() ? null : code;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public @Nullable String getQuantity() {
        return quantity;
    }

    public void setQuantity(@Nullable String quantity) {
        this.quantity = quantity;
    }

    public @Nullable String getUnitPrice() {
        return unitPrice;
    }

    public void setUnitPrice(@Nullable String unitPrice) {
        this.unitPrice = unitPrice;
    }

    public @Nullable String getDiscountPercent() {
        return discountPercent;
    }

    public void setDiscountPercent(@Nullable String discountPercent) {
        this.discountPercent = discountPercent;
    }

    public @Nullable String getTaxRate() {
        return taxRate;
    }

    public void setTaxRate(@Nullable String taxRate) {
        this.taxRate = taxRate;
    }
}
