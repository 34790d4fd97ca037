package crmmind.metakocka.simulator.store;

import java.math.BigDecimal;

/** Learns of every change in a store, in order. */
public interface Changes {
    /** Changes that nobody remembers. */
    Changes FORGOTTEN = new Changes() {};

    default void document(Document document) {}

    default void documentRemoved(Document document) {}

    default void partner(Partner partner) {}

    default void product(Product product) {}

    default void warehouse(Warehouse warehouse) {}

    default void counted(long warehouse, long product, BigDecimal counted) {}

    default void counter(String sequence, long value) {}

    default void settings() {}

    default void cleared() {}
}
