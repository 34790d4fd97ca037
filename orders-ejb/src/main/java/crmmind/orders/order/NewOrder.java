package crmmind.orders.order;

import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentItem;
import crmmind.orders.salesdocument.ShippingAddress;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as somebody wants it: for taking a new one, and, with {@link Item#id()}, as the wished state of one that is
 * there. Nothing here is checked yet; missing required values are null.
 *
 * @param currency ISO 4217
 * @param warehouse Metakocka's mark; null for the connection's default
 */
public record NewOrder(
        @Nullable CustomerData customer,
        @Nullable ShippingAddress shippingAddress,
        @Nullable String currency,
        @Nullable String warehouse,
        @Nullable String shippingMethod,
        @Nullable LocalDate expectedDeliveryDate,
        @Nullable String notes,
        @Nullable List<Item> items)
        implements Serializable {

    /** An order as it stands: wishing for it changes nothing. */
    public static NewOrder asItStands(SalesDocument order) {
        return new NewOrder(
                order.customer(),
                order.shippingAddress(),
                order.currency(),
                order.warehouse(),
                order.shippingMethod(),
                order.expectedDeliveryDate(),
                order.notes(),
                order.items().stream().map(Item::asItStands).toList());
    }

    /** The same with another carrier. */
    public NewOrder carriedBy(@Nullable String carrier) {
        return new NewOrder(
                customer, shippingAddress, currency, warehouse, carrier, expectedDeliveryDate, notes, items);
    }

    /** The same from another warehouse. */
    public NewOrder servedFrom(String mark) {
        return new NewOrder(
                customer, shippingAddress, currency, mark, shippingMethod, expectedDeliveryDate, notes, items);
    }

    /** The same with these lines. */
    public NewOrder of(List<Item> lines) {
        return new NewOrder(
                customer, shippingAddress, currency, warehouse, shippingMethod, expectedDeliveryDate, notes, lines);
    }

    /**
     * A line.
     *
     * @param id the line that is changed; null for a new one
     * @param description null for the product's name
     * @param unitPrice net of VAT, up to 6 decimals
     * @param taxRate VAT in percent; null for the product's
     * @param discountPercent 0 to 100; null for none
     */
    public record Item(
            @Nullable UUID id,
            @Nullable String productCode,
            @Nullable String description,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal taxRate,
            @Nullable BigDecimal discountPercent)
            implements Serializable {

        /** A line as it stands. */
        public static Item asItStands(SalesDocumentItem item) {
            return new Item(
                    item.id(),
                    item.productCode(),
                    item.description(),
                    item.quantity(),
                    item.unitPrice(),
                    item.taxRate(),
                    item.discountPercent());
        }

        /** The same in another quantity. */
        public Item times(BigDecimal other) {
            return new Item(id, productCode, description, other, unitPrice, taxRate, discountPercent);
        }
    }
}
