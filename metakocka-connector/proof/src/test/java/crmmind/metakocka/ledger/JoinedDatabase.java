package crmmind.metakocka.ledger;

import crmmind.metakocka.LateDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database whose connections join the transaction of the thread, as the container's join the JTA transaction. Keeps
 * its connections.
 */
final class JoinedDatabase extends LateDataSource {

    private static final ThreadLocal<Connection> CURRENT = new ThreadLocal<>();

    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

    JoinedDatabase(String url) {
        source.setUrl(url);
    }

    /** Runs the work in a transaction of its own; an exception rolls it back. */
    <T> T inNew(Supplier<T> work) {
        var outer = CURRENT.get();
        try (var connection = kept()) {
            connection.setAutoCommit(false);
            CURRENT.set(connection);
            try {
                var result = work.get();
                connection.commit();
                return result;
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            CURRENT.set(outer);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        var joined = CURRENT.get();
        return joined == null ? kept() : unclosed(joined, () -> {});
    }

    private Connection kept() throws SQLException {
        var found = idle.poll();
        var connection = found == null ? source.getConnection() : found;
        return unclosed(connection, () -> idle.add(connection));
    }

    private static Connection unclosed(Connection connection, Runnable instead) {
        return (Connection) Proxy.newProxyInstance(
                JoinedDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        instead.run();
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
