package crmmind.metakocka.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Waiting for outcomes, for callers who want to show them at once. */
@ApplicationScoped
public class OperationOutcomes {

    /** Another node may settle an operation; nobody here is told then. */
    private static final long LOOK_MILLIS = 100;

    /** For more than these not every single piece of news is worth a look. */
    private static final int FEW = 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long version;

    @Inject
    Operations operations;

    /**
     * Waits until all these operations are closed, or until it is clear that they have to wait (Metakocka unreachable,
     * outcome in doubt, a person needed), at most this long. Call it without a transaction, after the commit of the one
     * that submitted them.
     *
     * @return the operations as they are now
     */
    public Map<OperationId, Operation> await(Collection<OperationId> ids, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        long seen = version();
        while (operations.restingOf(ids).size() < ids.size()) {
            if (ids.size() > FEW) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || !newsAfter(seen, Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)))) {
                break;
            }
            seen = version();
        }
        var result = new LinkedHashMap<OperationId, Operation>();
        operations.byIds(ids).forEach(operation -> result.put(operation.id(), operation));
        return result;
    }

    void settled(@Observes(during = TransactionPhase.AFTER_SUCCESS) OperationSettled event) {
        tell();
    }

    void waiting(@Observes(during = TransactionPhase.AFTER_SUCCESS) OperationWaiting event) {
        tell();
    }

    private void tell() {
        lock.lock();
        try {
            version++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for news, or for the time to look again; false when the thread is to stop. */
    private boolean newsAfter(long seen, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (version == seen && left > 0) {
                left = news.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
