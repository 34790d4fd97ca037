package crmmind.orders.inventory;

import crmmind.orders.shared.InstantColumn;
import crmmind.orders.shared.UuidColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Stock of one warehouse for one order line: wanted (pending), held (allocated), shipped (fulfilled) or given back
 * (released). Changes only while the order's row is locked, and only together with the stock's counters, see
 * {@link Allocations}.
 */
@Entity
@Table(name = "order_inventory_allocations")
public class OrderInventoryAllocation {

    @Id
    private UUID id;

    @Column(name = "document_id", updatable = false)
    @Convert(converter = UuidColumn.class)
    private UUID documentId;

    @Column(name = "item_id", updatable = false)
    @Convert(converter = UuidColumn.class)
    private UUID itemId;

    @Column(name = "product_code", updatable = false)
    private String productCode;

    @Column(updatable = false)
    private String warehouse;

    private BigDecimal quantity;

    @Convert(converter = StateColumns.AllocationStateColumn.class)
    private AllocationState status;

    @Column(name = "created_at", updatable = false)
    @Convert(converter = InstantColumn.class)
    private Instant createdAt;

    @Column(name = "updated_at")
    @Convert(converter = InstantColumn.class)
    private Instant updatedAt;

    /** For JPA. */
    protected OrderInventoryAllocation() {}

    OrderInventoryAllocation(
            UUID id,
            UUID documentId,
            UUID itemId,
            String productCode,
            String warehouse,
            BigDecimal quantity,
            AllocationState status,
            Instant now) {
        this.id = id;
        this.documentId = documentId;
        this.itemId = itemId;
        this.productCode = productCode;
        this.warehouse = warehouse;
        this.quantity = quantity;
        this.status = status;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void become(AllocationState next, Instant now) {
        if (!live()) {
            throw new IllegalStateException("Allocation " + id + " is " + status.code() + " already");
        }
        status = next;
        updatedAt = now;
    }

    void resize(BigDecimal quantity, Instant now) {
        if (!live()) {
            throw new IllegalStateException("Allocation " + id + " is " + status.code() + " already");
        }
        this.quantity = quantity;
        updatedAt = now;
    }

    /** Wanted or held, neither shipped nor given back. */
    boolean live() {
        return status == AllocationState.PENDING || status == AllocationState.ALLOCATED;
    }

    public UUID id() {
        return id;
    }

    public UUID documentId() {
        return documentId;
    }

    public UUID itemId() {
        return itemId;
    }

    public String productCode() {
        return productCode;
    }

    public String warehouse() {
        return warehouse;
    }

    public BigDecimal quantity() {
        return quantity;
    }

    public AllocationState status() {
        return status;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
