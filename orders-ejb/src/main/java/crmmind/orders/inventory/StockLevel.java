package crmmind.orders.inventory;

import crmmind.orders.shared.InstantColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one product has in one warehouse. Only to be read: the counters move by single conditional updates, in
 * {@link Allocations} and {@link StockLevels}.
 */
@Entity
@Table(name = "stock_levels")
public class StockLevel {

    @Id
    private UUID id;

    @Column(name = "product_code", updatable = false, insertable = false)
    private String productCode;

    @Column(updatable = false, insertable = false)
    private String warehouse;

    @Column(name = "on_hand", updatable = false, insertable = false)
    private BigDecimal onHand;

    @Column(name = "reserved_elsewhere", updatable = false, insertable = false)
    private BigDecimal reservedElsewhere;

    @Column(updatable = false, insertable = false)
    private BigDecimal held;

    @Column(name = "shipped_not_booked", updatable = false, insertable = false)
    private BigDecimal shippedNotBooked;

    @Column(updatable = false, insertable = false)
    private BigDecimal available;

    @Column(name = "as_of", updatable = false, insertable = false)
    @Convert(converter = InstantColumn.class)
    private @Nullable Instant asOf;

    /** For JPA. */
    protected StockLevel() {}

    public String productCode() {
        return productCode;
    }

    public String warehouse() {
        return warehouse;
    }

    public BigDecimal onHand() {
        return onHand;
    }

    public BigDecimal reservedElsewhere() {
        return reservedElsewhere;
    }

    public BigDecimal held() {
        return held;
    }

    public BigDecimal shippedNotBooked() {
        return shippedNotBooked;
    }

    public BigDecimal available() {
        return available;
    }

    /** When Metakocka's numbers were read. */
    public @Nullable Instant asOf() {
        return asOf;
    }
}
