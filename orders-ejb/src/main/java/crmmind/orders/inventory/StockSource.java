package crmmind.orders.inventory;

import java.util.Collection;

/** Where stock numbers come from. */
public interface StockSource {

    /**
     * Reads the present stock of these products and applies it. Not in a transaction. An outage is no failure: the last
     * numbers stand.
     */
    void refresh(Collection<String> productCodes);
}
