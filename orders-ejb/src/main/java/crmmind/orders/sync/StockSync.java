package crmmind.orders.sync;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.stock.Product;
import crmmind.metakocka.stock.StockRow;
import crmmind.orders.inventory.Products;
import crmmind.orders.inventory.Products.ProductFact;
import crmmind.orders.inventory.StockLevels;
import crmmind.orders.inventory.StockSnapshot;
import crmmind.orders.inventory.StockSource;
import crmmind.orders.inventory.Warehouse;
import crmmind.orders.inventory.Warehouses;
import crmmind.orders.inventory.Warehouses.WarehouseFact;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Stock, products and warehouses as Metakocka has them. Reads over the network: never called in a transaction. */
@ApplicationScoped
public class StockSync implements StockSource {

    private static final System.Logger LOGGER = System.getLogger(StockSync.class.getName());

    @Inject
    Metakocka metakocka;

    @Inject
    StockLevels levels;

    @Inject
    Products products;

    @Inject
    Warehouses warehouses;

    @Inject
    Clock clock;

    @Resource
    ManagedExecutorService executor;

    /** How long somebody who allocates waits for fresh numbers before the last ones decide. ISO-8601. */
    @Inject
    @ConfigProperty(name = "orders.stock.wait", defaultValue = "PT3S")
    Duration wait;

    @Override
    public void refresh(Collection<String> productCodes) {
        if (productCodes.isEmpty()) {
            return;
        }
        var codes = List.copyOf(productCodes);
        var reading = executor.submit(() -> refreshNow(codes));
        try {
            reading.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOGGER.log(INFO, "Metakocka is slow with its stock; the last numbers decide");
        } catch (ExecutionException e) {
            LOGGER.log(WARNING, "Stock was not refreshed; the last numbers decide", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refreshNow(Collection<String> codes) {
        try {
            refreshProducts(codes);
        } catch (MetakockaException e) {
            LOGGER.log(INFO, "Stock was not refreshed: {0}", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads the stock of these products.
     *
     * @throws MetakockaException if it cannot be read; then the last numbers stand
     */
    public void refreshProducts(Collection<String> codes) {
        var started = clock.instant();
        levels.applySnapshot(snapshots(metakocka.stock(codes)), codes, started);
    }

    /**
     * Reads the whole stock.
     *
     * @throws MetakockaException if it cannot be read; then the last numbers stand
     */
    public void refreshStock() {
        var started = clock.instant();
        levels.applySnapshot(snapshots(metakocka.stockAll()), null, started);
    }

    /**
     * Reads all warehouses and products.
     *
     * @throws MetakockaException if they cannot be read; then what is known stays
     */
    public void refreshCatalogue() {
        warehouses.upsert(metakocka.warehouses().stream()
                .map(there -> new WarehouseFact(there.mkId(), there.mark(), there.name(), there.main(), there.active()))
                .toList());
        int offset = 0;
        List<Product> page;
        do {
            page = metakocka.products(offset);
            products.upsert(page.stream().map(StockSync::fact).toList());
            offset += page.size();
        } while (page.size() >= Metakocka.PAGE);
    }

    static ProductFact fact(Product product) {
        var rate = product.taxFactor() == null
                ? null
                : product.taxFactor().movePointRight(2).setScale(3, RoundingMode.HALF_UP);
        return new ProductFact(
                product.code(),
                product.mkId(),
                product.name(),
                product.unit(),
                product.service(),
                product.activated() && product.sales(),
                net(product.price(), product.priceWithTax(), rate),
                rate,
                product.tax(),
                product.barcode());
    }

    private static @Nullable BigDecimal net(
            @Nullable BigDecimal price, @Nullable BigDecimal priceWithTax, @Nullable BigDecimal rate) {
        if (price != null) {
            return price.setScale(6, RoundingMode.HALF_UP);
        }
        return priceWithTax == null || rate == null
                ? null
                : priceWithTax.divide(BigDecimal.ONE.add(rate.movePointLeft(2)), 6, RoundingMode.HALF_UP);
    }

    /** Stock speaks of warehouses and products by id, the desk by mark and code. */
    private List<StockSnapshot> snapshots(Collection<StockRow> rows) {
        var marks = new HashMap<String, String>();
        for (Warehouse warehouse : warehouses.all()) {
            marks.put(warehouse.metakockaId(), warehouse.mark());
        }
        var codes = codes(rows);
        var snapshots = new ArrayList<StockSnapshot>();
        for (var row : rows) {
            var mark = marks.get(row.warehouseMkId());
            var code = row.code() == null ? codes.get(row.productMkId()) : row.code();
            if (mark != null && code != null) {
                snapshots.add(new StockSnapshot(
                        code,
                        mark,
                        row.amount(),
                        row.reservedAmount() == null ? BigDecimal.ZERO : row.reservedAmount()));
            }
        }
        return snapshots;
    }

    private Map<String, String> codes(Collection<StockRow> rows) {
        var unnamed = rows.stream()
                .filter(row -> row.code() == null)
                .map(StockRow::productMkId)
                .distinct()
                .toList();
        return unnamed.isEmpty() ? Map.of() : products.codesByMetakockaId(unnamed);
    }
}
