package crmmind.orders.bulk;

import static java.lang.System.Logger.Level.WARNING;

import crmmind.orders.access.Accounts;
import crmmind.orders.bulk.BulkItems.Running;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The workers of this node: a few, so that jobs do not keep people waiting. Every node has them; what one leaves behind
 * when it dies, another takes over.
 */
@Startup
@Singleton(name = "BulkWorkers")
@DependsOn(DatabaseMigration.NAME)
@TransactionManagement(TransactionManagementType.BEAN)
public class BulkWorkers {

    private static final System.Logger LOGGER = System.getLogger(BulkWorkers.class.getName());
    private static final int WORKERS = 2;
    private static final Duration PAUSE = Duration.ofMillis(700);

    @Inject
    BulkRun run;

    @Inject
    BulkJobs jobs;

    @Inject
    OwnTransaction own;

    @Inject
    Accounts accounts;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final List<ScheduledFuture<?>> started = new ArrayList<>();
    private volatile boolean stopping;

    @PostConstruct
    void start() {
        for (int worker = 0; worker < WORKERS; worker++) {
            started.add(scheduler.scheduleWithFixedDelay(this::work, 3000, PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        }
        started.add(scheduler.scheduleWithFixedDelay(this::tidy, 10, 3600, TimeUnit.SECONDS));
    }

    @PreDestroy
    void stop() {
        stopping = true;
        started.forEach(task -> task.cancel(false)); // an order that is being done is done to its end
    }

    private void work() {
        try {
            boolean worked = true;
            while (worked && !stopping) {
                worked = run.step(this::allowed);
            }
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            LOGGER.log(WARNING, "The jobs could not be worked on; it is tried again", e);
        }
    }

    /** Who was disabled, or lost the role, does nothing more through a job either. */
    private boolean allowed(Running job) {
        return accounts.byName(job.actor())
                .map(user -> user.roles().stream().anyMatch(job.action().roles()::contains))
                .orElse(false);
    }

    private void tidy() {
        try {
            own.call(jobs::forgetOldPlans);
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            LOGGER.log(WARNING, "Old plans could not be forgotten; it is tried again", e);
        }
    }
}
