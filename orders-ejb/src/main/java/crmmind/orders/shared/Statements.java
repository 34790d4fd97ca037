package crmmind.orders.shared;

import org.jspecify.annotations.Nullable;

/**
 * How many statements the work of this thread sends to the database: those of the entities, of {@link Database} and of
 * what borrows a connection from {@link JoinedDataSource}. A batch is one. Counted only between {@link #begin} and
 * {@link #end}.
 */
public final class Statements {

    private static final ThreadLocal<@Nullable Statements> OF_THREAD = new ThreadLocal<>();

    private int count;

    private Statements() {}

    /** Counts from zero, from now on, in this thread. */
    public static void begin() {
        OF_THREAD.set(new Statements());
    }

    /** How many so far; 0 where nobody began to count. */
    public static int count() {
        var statements = OF_THREAD.get();
        return statements == null ? 0 : statements.count;
    }

    /** Counts no longer. */
    public static void end() {
        OF_THREAD.remove();
    }

    static void one() {
        var statements = OF_THREAD.get();
        if (statements != null) {
            statements.count++;
        }
    }
}
