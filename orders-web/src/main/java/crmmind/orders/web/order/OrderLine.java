package crmmind.orders.web.order;

import crmmind.orders.inventory.ProductOffer;
import crmmind.orders.inventory.ProductView;
import crmmind.orders.order.NewOrder;
import crmmind.orders.order.OrderDetails;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of the order form, as it is typed: texts, because half of a number is not wrong yet. */
public class OrderLine implements Serializable {

    private static final long serialVersionUID = 1;

    private final OrderDetails.@Nullable Item item;
    private String productCode = "";
    private String quantity = "1";
    private String unitPrice = "";
    private String discountPercent = "";
    private String taxRate = "";
    private @Nullable ProductOffer offer;
    private ArrayList<ProductView> resembling = new ArrayList<>();

    /** An empty line. */
    OrderLine() {
        item = null;
    }

    /** A line the order has already, its numbers written as its reader does. */
    OrderLine(OrderDetails.Item item, Locale locale) {
        this.item = item;
        productCode = item.productCode();
        quantity = TypedNumber.write(item.quantity(), locale);
        unitPrice = TypedNumber.write(item.unitPrice(), locale);
        discountPercent = TypedNumber.write(item.discountPercent(), locale);
        taxRate = TypedNumber.write(item.taxRate(), locale);
    }

    /**
     * A line as the page sends it.
     *
     * @param item what the order has already; null for a new line
     */
    OrderLine(
            OrderDetails.@Nullable Item item,
            String productCode,
            String quantity,
            String unitPrice,
            String discountPercent,
            String taxRate) {
        this.item = item;
        this.productCode = item == null ? productCode : item.productCode();
        this.quantity = quantity;
        this.unitPrice = unitPrice;
        this.discountPercent = discountPercent;
        this.taxRate = taxRate;
    }

    /** Takes over what is known of the product; null where there is none with that code. */
    void know(@Nullable ProductOffer known, List<ProductView> near) {
        offer = known;
        resembling = new ArrayList<>(near);
    }

    /** The line as it is to be saved. No discount is none, also where there was one. */
    NewOrder.Item wish() {
        var known = offer;
        var discount = TypedNumber.read(discountPercent);
        return new NewOrder.Item(
                id(),
                productCode.isBlank()
                        ? null
                        : known == null ? productCode.strip() : known.product().code(),
                item == null ? null : item.description(),
                TypedNumber.read(quantity),
                TypedNumber.read(unitPrice),
                TypedNumber.read(taxRate),
                discount == null ? BigDecimal.ZERO : discount);
    }

    /** Whether nobody typed anything but a quantity. */
    boolean untouched() {
        return item == null && productCode.isBlank() && unitPrice.isBlank();
    }

    @Nullable
    UUID id() {
        return item == null ? null : item.id();
    }

    OrderDetails.@Nullable Item item() {
        return item;
    }

    @Nullable
    ProductOffer offer() {
        return offer;
    }

    List<ProductView> resembling() {
        return resembling;
    }

    String productCode() {
        return productCode;
    }

    String quantity() {
        return quantity;
    }

    String unitPrice() {
        return unitPrice;
    }

    String discountPercent() {
        return discountPercent;
    }

    String taxRate() {
        return taxRate;
    }

    /** In words, for a comparison. */
    @Override
    public String toString() {
        return quantity + " × " + productCode + " @ " + unitPrice;
    }
}
