package crmmind.orders.sync;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.MetakockaSettings;
import crmmind.orders.order.Backorders;
import crmmind.orders.shared.DatabaseMigration;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads stock, products and warehouses at the start and again and again. In a cluster one node does it: whoever moves
 * the cursor's time first.
 */
@Startup
@Singleton(name = "Refresher")
@DependsOn({DatabaseMigration.NAME, MetakockaStart.NAME})
@TransactionManagement(TransactionManagementType.BEAN) // reads over the network; each write has its own transaction
public class Refresher {

    private static final System.Logger LOGGER = System.getLogger(Refresher.class.getName());
    private static final Duration CATALOGUE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Inject
    StockSync stock;

    @Inject
    StockHook hook;

    @Inject
    RefreshTurns turns;

    @Inject
    Backorders backorders;

    @Inject
    Started started;

    @Inject
    Config config;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> running;

    @PostConstruct
    void start() {
        var interval = MetakockaSettings.from(config).pollInterval();
        running = scheduler.scheduleWithFixedDelay(() -> look(interval), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(true);
        }
    }

    private void look(Duration interval) {
        try {
            if (!started.catalogueRead()) {
                stock.refreshCatalogue();
                stock.refreshStock();
                turns.took("catalogue");
                turns.took("stock");
                started.readCatalogue();
                LOGGER.log(INFO, "Products, warehouses and stock were read from Metakocka");
                return;
            }
            if (turns.take("catalogue", CATALOGUE)) {
                stock.refreshCatalogue();
            }
            if (turns.take("stock", interval)) {
                try {
                    stock.refreshStock();
                } finally {
                    backorders.allocate(); // also what was given back here, while Metakocka cannot be read
                }
            }
            hook.follow();
        } catch (MetakockaException e) {
            if (started.missedCatalogue()) {
                LOGGER.log(INFO, "Metakocka was not read: {0}; the last numbers stand", String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            LOGGER.log(WARNING, "Reading from Metakocka failed; it is tried again", e);
        }
    }
}
