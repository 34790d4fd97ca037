package crmmind.orders.access;

import static java.lang.System.Logger.Level.WARNING;

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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Removes failed sign-ins that count no longer. In a cluster each node does it: what is gone is gone. */
@Startup
@Singleton(name = "OldAttempts")
@DependsOn(DatabaseMigration.NAME)
@TransactionManagement(TransactionManagementType.BEAN)
public class OldAttempts {

    private static final System.Logger LOGGER = System.getLogger(OldAttempts.class.getName());

    @Inject
    SignInAttempts attempts;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> running;

    @PostConstruct
    void start() {
        running = scheduler.scheduleWithFixedDelay(this::remove, 5, 5, TimeUnit.MINUTES);
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(true);
        }
    }

    private void remove() {
        try {
            attempts.removeOld();
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            LOGGER.log(WARNING, "Old sign-ins could not be removed; it is tried again", e);
        }
    }
}
