package crmmind.orders.web.live;

import static java.lang.System.Logger.Level.WARNING;

import crmmind.orders.activity.ChangedOrders;
import crmmind.orders.activity.ChangedOrders.Change;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks once a second, for all pages of the node together, which orders changed on any node, and tells the pages. Does
 * nothing while no page listens: by then the tables are there, so it need not wait for them (in an EAR it could not,
 * they are another module's).
 */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class LiveWatch {

    private static final System.Logger LOGGER = System.getLogger(LiveWatch.class.getName());
    private static final Duration LATELY = Duration.ofSeconds(30);

    @Inject
    LiveSockets sockets;

    @Inject
    ChangedOrders orders;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private Map<UUID, Instant> told = Map.of();
    private @Nullable ScheduledFuture<?> running;

    @PostConstruct
    void start() {
        running = scheduler.scheduleWithFixedDelay(this::look, 2, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (running != null) {
            running.cancel(true);
        }
    }

    private void look() {
        if (sockets.none()) {
            return;
        }
        try {
            var lately = orders.within(LATELY);
            var changed = lately.stream()
                    .filter(change -> !change.at().equals(told.get(change.orderId())))
                    .map(Change::orderId)
                    .toList();
            var now = new HashMap<UUID, Instant>();
            lately.forEach(change -> now.put(change.orderId(), change.at()));
            told = now; // only what is still asked for: it does not grow
            if (!changed.isEmpty()) {
                sockets.tell(message(changed));
            }
        } catch (RuntimeException e) { // a scheduled task that throws is never run again
            LOGGER.log(WARNING, "Pages were not told what changed; it is tried again", e);
        }
    }

    private static String message(List<UUID> changed) {
        return changed.stream().map(UUID::toString).collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
