package crmmind.orders.inventory;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.shared.WholeCommand;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stock, products and warehouses: the way in for the pages and the REST API. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class InventoryService {

    @Inject
    StockOverview stock;

    @Inject
    ProductOffers offers;

    @Inject
    Products products;

    @Inject
    Warehouses warehouses;

    @Inject
    AllocationPolicy policy;

    @Resource
    SessionContext context;

    /**
     * Stock, by product and warehouse.
     *
     * @param productCode exactly this one; null for all
     * @param warehouse its mark; null for all
     */
    public List<StockView> stock(@Nullable String productCode, @Nullable String warehouse) {
        return stock.list(productCode, warehouse);
    }

    /**
     * A page of stock for the inventory page.
     *
     * @param text part of the code or the name; blank for all
     * @param shortOnly only what has nothing available
     */
    public List<StockView> stockPage(
            @Nullable String text, @Nullable String warehouse, boolean shortOnly, int offset, int limit) {
        return stock.page(text, warehouse, shortOnly, offset, limit);
    }

    /** How many rows {@link #stockPage} has in all. */
    public int stockCount(@Nullable String text, @Nullable String warehouse, boolean shortOnly) {
        return stock.count(text, warehouse, shortOnly);
    }

    /** Products for the text typed so far, with what can be promised of each, best first, at most {@code limit}. */
    public List<ProductOffer> offers(String text, int limit) {
        return offers.search(text, limit);
    }

    /** The products with these codes, by the code asked for, whatever its case; unknown ones are missing. */
    public Map<String, ProductOffer> offers(Collection<String> codes) {
        return offers.named(codes);
    }

    /** Products that resemble codes nobody knows, by that code, best first, at most {@code each} for one. */
    public Map<String, List<ProductView>> resembling(Collection<String> unknown, int each) {
        return offers.resembling(unknown, each);
    }

    /** As {@link Products#barcodes}. */
    public Map<String, String> barcodes(Collection<String> codes) {
        return products.barcodes(codes);
    }

    /** Who carries this code or barcode, as {@link ProductOffers#scanned}. */
    public Optional<ProductView> scanned(String text) {
        return offers.scanned(text);
    }

    /** How warehouses are chosen, and what happens when there is too little. */
    public AllocationRules allocationRules() {
        return policy.rules();
    }

    /** Changes that. As {@link AllocationPolicy#change}, by the caller. */
    @RolesAllowed(ADMIN)
    public void changeAllocationRules(
            long expectedVersion,
            @Nullable AllocationStrategy strategy,
            boolean backorder,
            List<String> ranked,
            List<String> candidates) {
        policy.change(
                expectedVersion,
                strategy,
                backorder,
                ranked,
                candidates,
                context.getCallerPrincipal().getName());
    }

    /** All warehouses, main first, then by name. */
    public List<WarehouseView> warehouses() {
        return warehouses.all().stream()
                .map(warehouse ->
                        new WarehouseView(warehouse.mark(), warehouse.name(), warehouse.main(), warehouse.active()))
                .toList();
    }
}
