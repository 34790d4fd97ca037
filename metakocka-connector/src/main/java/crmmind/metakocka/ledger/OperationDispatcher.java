package crmmind.metakocka.ledger;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import crmmind.metakocka.LateDataSource;
import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.exchange.Exchanges;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Delivers operations with db-scheduler: one task per operation, so any number of nodes share the work and a dead
 * node's work is taken over. What to do with an operation is the engine's business; here is only when, and by which
 * thread. It starts by itself as soon as the tables are there.
 */
@ApplicationScoped
public class OperationDispatcher {

    private static final System.Logger LOGGER = System.getLogger(OperationDispatcher.class.getName());

    /** How soon a node notices what another one committed; what is committed here is taken up at once. */
    private static final Duration POLLING = Duration.ofSeconds(1);

    /** With the heartbeat limit: how soon a dead node's work is taken over. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration DOUBLES_PAUSE = Duration.ofSeconds(5);
    private static final ZoneId ZONE = ZoneId.of("Europe/Ljubljana");
    private static final LocalTime AT_NIGHT = LocalTime.of(2, 40);
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);

    @Inject
    LateDataSource dataSource;

    @Inject
    Operations operations;

    @Inject
    OperationEngine engine;

    @Inject
    JtaTransactions transactions;

    @Inject
    DoubleSweep doubles;

    @Inject
    MetakockaSettings settings;

    @Inject
    Exchanges exchanges;

    private volatile @Nullable Scheduler scheduler;
    private volatile @Nullable ScheduledExecutorService housekeeper;

    /** Begins to deliver. The tables are there by now. */
    public synchronized void start(ThreadFactory threads) {
        if (scheduler != null) {
            return;
        }
        var keeper = Executors.newSingleThreadScheduledExecutor(threads);
        requireOneTransaction(keeper);
        if (transactions.inNew(operations::beginEpochInAnotherDatabase) > 0) {
            LOGGER.log(
                    WARNING,
                    "The database was restored or failed over to: orders to be sent are looked for in Metakocka first");
        }
        int workers = Math.max(2, settings.maxCalls());
        var started = Scheduler.create(dataSource, task())
                .startTasks(doublesTask(), doublesOfTheDayTask())
                .schedulerName(new SchedulerName.Fixed(
                        ManagementFactory.getRuntimeMXBean().getName()))
                .threads(workers)
                .executorService(Executors.newFixedThreadPool(workers, threads))
                .dueExecutor(Executors.newSingleThreadExecutor(threads))
                .housekeeperExecutor(Executors.newScheduledThreadPool(3, threads))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .enablePriority()
                .shutdownMaxWait(STOP_WAIT)
                .build();
        started.start();
        scheduler = started;
        keepHouse(keeper);
        LOGGER.log(INFO, "Operations for Metakocka are delivered by {0} workers", workers);
    }

    /**
     * The promise of the ledger rests on it: what a worker does in a transaction commits together. Where the database
     * handed over does not join the transactions of a worker's thread, every statement would commit by itself, and
     * nothing would show it before a crash does.
     */
    private void requireOneTransaction(ScheduledExecutorService worker) {
        try {
            boolean joined = worker.submit(() ->
                            transactions.inNew(() -> operations.transactionId().equals(operations.transactionId())))
                    .get(30, TimeUnit.SECONDS);
            if (joined) {
                return;
            }
        } catch (ExecutionException | TimeoutException e) {
            worker.shutdownNow();
            throw new IllegalStateException("The ledger's database cannot be used", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.shutdownNow();
        throw new IllegalStateException("The ledger's database does not join the transactions of its workers");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // every job logs its own failures
    private void keepHouse(ScheduledExecutorService executor) {
        housekeeper = executor;
        executor.scheduleWithFixedDelay(this::sweep, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        executor.scheduleWithFixedDelay(this::shortenLog, 5, 60, TimeUnit.MINUTES);
    }

    private Task<Void> task() {
        return Tasks.custom(Operations.TASK, Void.class)
                .onFailure((complete, executions) ->
                        executions.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE)))
                .onDeadExecutionRevive()
                .execute((instance, context) -> step(new OperationId(UUID.fromString(instance.getId()))));
    }

    /** One node at a time looks for doubles. */
    private RecurringTask<Void> doublesTask() {
        return Tasks.recurring("metakocka-doubles", FixedDelay.of(DOUBLES_PAUSE))
                .execute((instance, context) -> doubles.lookAtDue());
    }

    private RecurringTask<Void> doublesOfTheDayTask() {
        return Tasks.recurring("metakocka-doubles-of-the-day", Schedules.daily(ZONE, AT_NIGHT))
                .onFailureReschedule()
                .execute((instance, context) -> {
                    int suspects = doubles.suspectOfTheDay(Clock.systemUTC().instant());
                    LOGGER.log(
                            suspects < 0 ? WARNING : INFO,
                            suspects < 0
                                    ? "Metakocka could not be read, the doubles of the day are looked for tomorrow"
                                    : "Orders of the day that Metakocka may have twice: {0}",
                            String.valueOf(suspects));
                });
    }

    private CompletionHandler<Void> step(OperationId id) {
        var next = engine.process(id);
        var freed = next.freed();
        if (freed != null && transactions.inNew(() -> operations.scheduleDue(freed)) > 0) {
            wake();
        }
        var pause = next.in();
        if (pause == null) {
            return (complete, executions) -> executions.remove();
        }
        return (complete, executions) -> {
            executions.reschedule(complete, complete.getTimeDone().plus(pause));
            if (pause.compareTo(POLLING) < 0) {
                wake();
            }
        };
    }

    /** Takes up now what is due now. */
    void wake() {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) OperationSubmitted event) {
        wake();
    }

    void reachability(@Observes MetakockaReachability event) {
        LOGGER.log(
                INFO,
                event.up() ? "Metakocka can be reached again" : "Metakocka cannot be reached since {0}",
                event.since());
        if (event.up()) {
            try {
                transactions.inNew(operations::connectionIsBack);
                wake();
            } catch (RuntimeException e) {
                LOGGER.log(WARNING, "What waits for the connection is taken up by the sweep", e);
            }
        }
    }

    private void sweep() {
        try {
            if (transactions.inNew(operations::sweep) > 0) {
                wake();
            }
        } catch (RuntimeException e) {
            LOGGER.log(WARNING, "The sweep failed and will be repeated", e);
        }
    }

    private void shortenLog() {
        try {
            int gone;
            do {
                gone = exchanges.purge(settings.exchangeRetention());
            } while (gone > 0);
        } catch (RuntimeException e) {
            LOGGER.log(WARNING, "The API log could not be shortened", e);
        }
    }

    /** Ends the delivery: what is being sent may finish, the rest is another node's or the next start's. */
    @PreDestroy
    public synchronized void stop() {
        var executor = housekeeper;
        if (executor != null) {
            executor.shutdownNow();
        }
        var running = scheduler;
        if (running != null) {
            scheduler = null;
            running.stop();
        }
    }
}
