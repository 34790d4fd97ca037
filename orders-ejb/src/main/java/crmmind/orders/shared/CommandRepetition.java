package crmmind.orders.shared;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Does a command again, whole and in a new transaction, where the database undid it for a reason that passes; three
 * times in all, with pauses of random length, so that two who met do not meet again. Inside of a transaction it does
 * nothing: who began that one repeats. What a command refuses is never repeated.
 */
@WholeCommand
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100) // around what begins transactions
public class CommandRepetition {

    /** How often a command is begun, at most. */
    static final int TIMES = 3;

    private static final System.Logger LOGGER = System.getLogger(CommandRepetition.class.getName());

    /** Serialization failure, dead lock. */
    private static final Set<String> PASSES = Set.of("40001", "40P01");

    private static final long SHORTEST_PAUSE = 20;

    @Inject
    OneTransaction transaction;

    @Resource
    TransactionSynchronizationRegistry transactions;

    /** Puts the transaction and its repetition around a command. */
    @AroundInvoke
    Object around(InvocationContext command) throws Exception {
        return hasOwnWay(command) || transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION
                ? command.proceed()
                : repeated(command::proceed);
    }

    /** Those that wait or read over the network have no transaction on purpose. */
    private static boolean hasOwnWay(InvocationContext command) {
        var attribute = command.getMethod().getAnnotation(TransactionAttribute.class);
        return attribute != null && attribute.value() != TransactionAttributeType.SUPPORTS;
    }

    <T> T repeated(Callable<T> command) throws Exception {
        for (int time = 1; ; time++) {
            try {
                return transaction.of(command);
            } catch (Exception e) {
                if (time == TIMES || !passes(e)) {
                    throw e;
                }
                LOGGER.log(WARNING, "A command was undone by the database and is done again: {0}", rootOf(e));
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE, SHORTEST_PAUSE * (1 + 3L * time)));
        }
    }

    /** Whether the reason may be gone the next time. */
    static boolean passes(Throwable failure) {
        boolean undone = false;
        for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof BusinessException) {
                return false;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return PASSES.contains(sql.getSQLState());
            }
            // a transaction that took too long ends in the first, somebody else's change in between in the second
            undone |= cause instanceof RollbackException || cause instanceof OptimisticLockException;
        }
        return undone;
    }

    private static String rootOf(Throwable failure) {
        var root = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    private static @Nullable Throwable next(Throwable failure) {
        var cause = failure.getCause();
        return cause == failure ? null : cause;
    }
}
