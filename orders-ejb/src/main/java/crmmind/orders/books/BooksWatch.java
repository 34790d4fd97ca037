package crmmind.orders.books;

import static java.lang.System.Logger.Level.WARNING;

import crmmind.orders.shared.DatabaseMigration;
import crmmind.orders.sync.RefreshTurns;
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
import org.jspecify.annotations.Nullable;

/** Looks at the books every hour. In a cluster one node does it. */
@Startup
@Singleton(name = "BooksWatch")
@DependsOn(DatabaseMigration.NAME)
@TransactionManagement(TransactionManagementType.BEAN)
public class BooksWatch {

    private static final System.Logger LOGGER = System.getLogger(BooksWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofHours(1);

    @Inject
    BooksChecks checks;

    @Inject
    RefreshTurns turns;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> running;

    @PostConstruct
    void start() {
        running = scheduler.scheduleWithFixedDelay(this::look, 5, 60, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(true);
        }
    }

    /** Looks, if it is this node's turn. Throws nothing. */
    void look() {
        try {
            if (turns.take("books", INTERVAL)) {
                checks.check("system");
            }
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            LOGGER.log(WARNING, "The books could not be looked at; it is tried again", e);
        }
    }
}
