package crmmind.orders.inventory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A warehouse of Metakocka's. Written only by {@link Warehouses#upsert}. */
@Entity
@Table(name = "warehouses")
public class Warehouse {

    @Id
    private UUID id;

    @Column(name = "metakocka_id")
    private String metakockaId;

    private String mark;
    private String name;
    private boolean main;
    private boolean active;

    /** For JPA. */
    protected Warehouse() {}

    public UUID id() {
        return id;
    }

    public String metakockaId() {
        return metakockaId;
    }

    /** Metakocka's short name, which orders and stock refer to. */
    public String mark() {
        return mark;
    }

    public String name() {
        return name;
    }

    public boolean main() {
        return main;
    }

    public boolean active() {
        return active;
    }
}
