package crmmind.metakocka.simulator.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One at a time on the store; what was changed is safe before anybody hears of it. */
public final class Transactions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Durability durability;
    private final Supplier<Runnable> afterwards;

    /** Makes changes safe. */
    public interface Durability {
        /** Ends a unit of changes, to be called under the lock. Answers how far the record reaches. */
        long commit();

        /** Waits until everything up to there is safe. */
        void await(long position);
    }

    /** Nothing is kept, so nothing is waited for. */
    public static final Durability NONE = new Durability() {
        @Override
        public long commit() {
            return 0;
        }

        @Override
        public void await(long position) {}
    };

    /**
     * Transactions on one store.
     *
     * @param afterwards asked under the lock after each unit of work what is to be done once its changes are safe
     */
    public Transactions(Durability durability, Supplier<Runnable> afterwards) {
        this.durability = durability;
        this.afterwards = afterwards;
    }

    /** Does the work alone; returns when its changes, and all it may have seen, are safe. */
    public <T> T alone(Supplier<T> work) {
        T result;
        long position;
        Runnable rest;
        lock.lock();
        try {
            try {
                result = work.get();
            } finally {
                // what was changed before a failure stays changed, in memory and on disk alike
                position = durability.commit();
            }
            rest = afterwards.get();
        } finally {
            lock.unlock();
        }
        durability.await(position);
        rest.run();
        return result;
    }
}
