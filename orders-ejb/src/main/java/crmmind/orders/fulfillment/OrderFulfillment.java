package crmmind.orders.fulfillment;

import crmmind.orders.salesdocument.Shipment;
import crmmind.orders.shared.InstantColumn;
import crmmind.orders.shared.UuidColumn;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What left for the customer in one go. */
@Entity
@Table(name = "order_fulfillments")
public class OrderFulfillment implements Shipment {

    @Id
    private UUID id;

    @Column(name = "document_id", updatable = false)
    @Convert(converter = UuidColumn.class)
    private UUID documentId;

    @Column(updatable = false)
    private int sequence;

    @Column(updatable = false)
    private String warehouse;

    @Column(name = "tracking_number")
    private @Nullable String trackingNumber;

    @Column(name = "shipping_carrier")
    private @Nullable String shippingCarrier;

    private @Nullable String notes;

    @Convert(converter = StateColumns.FulfillmentStateColumn.class)
    private FulfillmentState status = FulfillmentState.SHIPPED;

    private boolean booked;

    @Column(name = "packing_list_id")
    private @Nullable String packingListId;

    @Column(name = "packing_list_number")
    private @Nullable String packingListNumber;

    @Column(name = "tracking_status")
    private String trackingStatus = "none";

    @Column(name = "fulfilled_at", updatable = false)
    @Convert(converter = InstantColumn.class)
    private Instant fulfilledAt;

    @Column(name = "fulfilled_by", updatable = false)
    private String fulfilledBy;

    @OneToMany(mappedBy = "fulfillment", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<OrderFulfillmentItem> items = new ArrayList<>();

    /** For JPA. */
    protected OrderFulfillment() {}

    /**
     * A shipment that has left.
     *
     * @param sequence 1 for the order's first
     * @param booked whether Metakocka has taken the goods out of its stock already
     */
    public OrderFulfillment(
            UUID id,
            UUID documentId,
            int sequence,
            String warehouse,
            @Nullable String trackingNumber,
            @Nullable String shippingCarrier,
            @Nullable String notes,
            boolean booked,
            Map<UUID, BigDecimal> quantities,
            String actor,
            Instant fulfilledAt) {
        this.id = id;
        this.documentId = documentId;
        this.sequence = sequence;
        this.warehouse = warehouse;
        this.trackingNumber = trackingNumber;
        this.shippingCarrier = shippingCarrier;
        this.notes = notes;
        this.booked = booked;
        this.fulfilledBy = actor;
        this.fulfilledAt = fulfilledAt;
        quantities.forEach((item, quantity) -> items.add(new OrderFulfillmentItem(this, item, quantity)));
    }

    /**
     * Where the tracking number stands in Metakocka.
     *
     * @param trackingStatus {@code pending}, {@code waiting} (for an invoice), {@code sent} or {@code refused}
     */
    public void trackingIs(String trackingStatus) {
        this.trackingStatus = trackingStatus;
    }

    /** Metakocka has this packing list of it. */
    public void packed(String packingListId, @Nullable String packingListNumber) {
        this.packingListId = packingListId;
        this.packingListNumber = packingListNumber;
    }

    /** Metakocka has taken the goods out of its stock. Whether it had not before. */
    public boolean book() {
        boolean first = !booked;
        booked = true;
        return first;
    }

    @Override
    public UUID id() {
        return id;
    }

    public UUID documentId() {
        return documentId;
    }

    @Override
    public int sequence() {
        return sequence;
    }

    @Override
    public String warehouse() {
        return warehouse;
    }

    @Override
    public @Nullable String trackingNumber() {
        return trackingNumber;
    }

    @Override
    public @Nullable String shippingCarrier() {
        return shippingCarrier;
    }

    @Override
    public @Nullable String notes() {
        return notes;
    }

    public FulfillmentState status() {
        return status;
    }

    /** Whether Metakocka has taken the goods out of its stock already. */
    public boolean booked() {
        return booked;
    }

    /** {@code mk_id} of its packing list, where Metakocka has one. */
    public @Nullable String packingListId() {
        return packingListId;
    }

    /** {@code count_code} of its packing list. */
    public @Nullable String packingListNumber() {
        return packingListNumber;
    }

    public String trackingStatus() {
        return trackingStatus;
    }

    @Override
    public Instant fulfilledAt() {
        return fulfilledAt;
    }

    public String fulfilledBy() {
        return fulfilledBy;
    }

    @Override
    public Map<UUID, BigDecimal> quantities() {
        var quantities = new LinkedHashMap<UUID, BigDecimal>();
        items.forEach(item -> quantities.put(item.itemId(), item.quantity()));
        return quantities;
    }
}
