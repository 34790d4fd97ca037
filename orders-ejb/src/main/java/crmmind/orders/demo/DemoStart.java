package crmmind.orders.demo;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import crmmind.orders.access.FirstUsers;
import crmmind.orders.sync.Started;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes the demonstration's orders once the catalogue is there, and says when all of it is settled in both systems. */
@Startup
@Singleton(name = "DemoStart")
@DependsOn(FirstUsers.NAME)
@TransactionManagement(TransactionManagementType.BEAN) // every command has its own transaction
public class DemoStart {

    private static final System.Logger LOGGER = System.getLogger(DemoStart.class.getName());
    private static final long LOOK_MILLIS = 200;

    @Inject
    DemoOrders orders;

    @Inject
    DemoState state;

    @Inject
    Started started;

    @Inject
    @ConfigProperty(name = "orders.demo", defaultValue = "false")
    boolean demo;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledFuture<?> running;
    private boolean made;

    @PostConstruct
    void start() {
        if (!demo) {
            started.demoSettled();
            return;
        }
        running = scheduler.scheduleWithFixedDelay(this::go, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(true);
        }
    }

    private void go() {
        if (started.settled()) {
            return;
        }
        try {
            if (!made && !state.noOrders() && state.takenOver()) {
                // made at an earlier start: what still waits for Metakocka keeps nobody from working
                started.demoSettled();
                stop();
                return;
            }
            if (!started.catalogueRead()) {
                return;
            }
            if (!made) {
                orders.make();
                orders.takeOver();
                made = true;
            }
            if (state.settled()) {
                started.demoSettled();
                LOGGER.log(INFO, "The demonstration's orders are settled in both systems");
                stop();
            }
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            LOGGER.log(ERROR, "The demonstration's orders could not be made", e);
            made = true;
        }
    }
}
