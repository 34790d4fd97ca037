package crmmind.orders.fulfillment;

import crmmind.orders.shared.Identities;
import crmmind.orders.shared.UuidColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;

/** How much of a line was in a shipment. */
@Entity
@Table(name = "order_fulfillment_items")
public class OrderFulfillmentItem {

    @Id
    private UUID id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "fulfillment_id", updatable = false)
    private OrderFulfillment fulfillment;

    @Column(name = "item_id", updatable = false)
    @Convert(converter = UuidColumn.class)
    private UUID itemId;

    @Column(updatable = false)
    private BigDecimal quantity;

    /** For JPA. */
    protected OrderFulfillmentItem() {}

    OrderFulfillmentItem(OrderFulfillment fulfillment, UUID itemId, BigDecimal quantity) {
        this.id = Identities.at(fulfillment.fulfilledAt());
        this.fulfillment = fulfillment;
        this.itemId = itemId;
        this.quantity = quantity;
    }

    public OrderFulfillment fulfillment() {
        return fulfillment;
    }

    public UUID itemId() {
        return itemId;
    }

    public BigDecimal quantity() {
        return quantity;
    }
}
