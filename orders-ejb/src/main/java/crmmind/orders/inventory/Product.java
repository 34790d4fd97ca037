package crmmind.orders.inventory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something Metakocka sells. Written only by {@link Products#upsert}. */
@Entity
@Table(name = "products")
public class Product {

    @Id
    private UUID id;

    @Column(updatable = false)
    private String code;

    @Column(name = "metakocka_id")
    private @Nullable String metakockaId;

    private String name;
    private @Nullable String unit;
    private boolean service;
    private boolean active;

    @Column(name = "unit_price")
    private @Nullable BigDecimal unitPrice;

    @Column(name = "tax_rate")
    private @Nullable BigDecimal taxRate;

    @Column(name = "tax_code")
    private @Nullable String taxCode;

    /** For JPA. */
    protected Product() {}

    public UUID id() {
        return id;
    }

    public String code() {
        return code;
    }

    public @Nullable String metakockaId() {
        return metakockaId;
    }

    public String name() {
        return name;
    }

    public @Nullable String unit() {
        return unit;
    }

    /** Services need no stock. */
    public boolean service() {
        return service;
    }

    /** Whether new orders may have it. */
    public boolean active() {
        return active;
    }

    /** Net proposal; null where Metakocka has none. */
    public @Nullable BigDecimal unitPrice() {
        return unitPrice;
    }

    /** VAT in percent. */
    public @Nullable BigDecimal taxRate() {
        return taxRate;
    }

    /** Metakocka's name of that rate. */
    public @Nullable String taxCode() {
        return taxCode;
    }
}
