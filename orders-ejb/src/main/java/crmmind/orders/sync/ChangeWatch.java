package crmmind.orders.sync;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.MetakockaSettings;
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
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Asks Metakocka for changes of known orders again and again, and compares all orders once a night. In a cluster one
 * node does it, as the {@link Refresher} does.
 */
@Startup
@Singleton(name = "ChangeWatch")
@DependsOn({DatabaseMigration.NAME, MetakockaStart.NAME})
@TransactionManagement(TransactionManagementType.BEAN) // reads over the network; each page has its own transaction
public class ChangeWatch {

    private static final System.Logger LOGGER = System.getLogger(ChangeWatch.class.getName());
    private static final String CHANGES = "orders_changes";
    private static final String ALL = "orders_all";
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Once a night: the hour in Ljubljana, and a pause that is not met twice in one night. */
    private static final int AT_NIGHT = 3;

    private static final Duration A_NIGHT = Duration.ofHours(20);

    @Inject
    ChangesInMetakocka changes;

    @Inject
    RefreshTurns turns;

    @Inject
    Started started;

    @Inject
    Config config;

    @Inject
    Clock clock;

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
            if (!started.catalogueRead() || !started.settled()) {
                return; // Metakocka was not reached yet, or a demonstration is being prepared
            }
            turns.begin(CHANGES);
            turns.begin(ALL);
            if (turns.take(CHANGES, interval)) {
                int changed = changes.pull();
                if (changed > 0) {
                    LOGGER.log(INFO, "Orders that were changed in Metakocka: {0}", String.valueOf(changed));
                }
            }
            if (clock.instant().atZone(OrderWords.ZONE).getHour() == AT_NIGHT && turns.take(ALL, A_NIGHT)) {
                LOGGER.log(
                        INFO,
                        "All orders were compared with Metakocka: {0}",
                        changes.compareAll(PAUSE).toString());
            }
        } catch (MetakockaException e) {
            LOGGER.log(INFO, "Metakocka was not asked for changes: {0}", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            LOGGER.log(WARNING, "Taking note of Metakocka's changes failed; it is tried again", e);
        }
    }
}
