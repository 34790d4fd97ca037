package crmmind.metakocka.simulator.store;

import java.math.BigDecimal;

/**
 * What lies of one product in one warehouse.
 *
 * @param counted what was there before any document of ours moved something; people adjust it
 * @param moved what documents brought in (positive) and took out (negative)
 * @param reserved what open orders have reserved
 */
public record StockLevel(BigDecimal counted, BigDecimal moved, BigDecimal reserved) {
    static final StockLevel NONE = new StockLevel(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** What is there now; below zero when more went out than was there. */
    public BigDecimal amount() {
        return counted.add(moved);
    }

    StockLevel counted(BigDecimal amount) {
        return new StockLevel(amount, moved, reserved);
    }

    StockLevel moved(BigDecimal change) {
        return new StockLevel(counted, moved.add(change), reserved);
    }

    StockLevel reserved(BigDecimal change) {
        return new StockLevel(counted, moved, reserved.add(change));
    }
}
