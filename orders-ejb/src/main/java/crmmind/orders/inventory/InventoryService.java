package crmmind.orders.inventory;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stock, products and warehouses: the way in for the pages and the REST API. */
@Stateless
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class InventoryService {

    /**
     * Stock, by product and warehouse.
     *
     * @param productCode exactly this one; null for all
     * @param warehouse its mark; null for all
     */
    public List<StockView> stock(@Nullable String productCode, @Nullable String warehouse) {
        throw new UnsupportedOperationException();
    }

    /**
     * A page of stock for the inventory page.
     *
     * @param text part of the code or the name; blank for all
     * @param shortOnly only what has nothing available
     */
    public List<StockView> stockPage(
            @Nullable String text, @Nullable String warehouse, boolean shortOnly, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /** How many rows {@link #stockPage} has in all. */
    public int stockCount(@Nullable String text, @Nullable String warehouse, boolean shortOnly) {
        throw new UnsupportedOperationException();
    }

    /** Stock of some products in one warehouse, for availability while an order is typed. */
    public List<StockView> availability(Collection<String> productCodes, String warehouse) {
        throw new UnsupportedOperationException();
    }

    /** Products whose code or name contains the text, best first, at most {@code limit}. */
    public List<ProductView> products(String text, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The product with that code, or null. */
    public @Nullable ProductView product(String code) {
        throw new UnsupportedOperationException();
    }

    /** All warehouses, main first, then by name. */
    public List<WarehouseView> warehouses() {
        throw new UnsupportedOperationException();
    }
}
