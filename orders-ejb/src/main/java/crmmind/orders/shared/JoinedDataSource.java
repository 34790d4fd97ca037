package crmmind.orders.shared;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The database for plain SQL that must commit together with the entities: inside a transaction it gives the very
 * connection the entities are written on, outside of one a connection of its own.
 *
 * <p>The server's data source alone is not enough: in a thread whose caller was a bean (a worker that delivers
 * operations), it does not see the transaction that {@code @Transactional} began, and each statement would commit by
 * itself.
 */
@ApplicationScoped
@Typed(JoinedDataSource.class) // not what gets injected as a DataSource
public class JoinedDataSource implements DataSource {

    @Resource(lookup = OrdersDataSource.NAME)
    DataSource dataSource;

    @Resource
    TransactionSynchronizationRegistry transactions;

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    @Override
    public Connection getConnection() throws SQLException {
        if (transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return counted(dataSource.getConnection(), true);
        }
        entities.flush(); // what the entities changed so far comes first
        return counted(entities.unwrap(Connection.class), false); // its transaction closes it
    }

    /** The connection, whose statements are counted. */
    private static Connection counted(Connection connection, boolean closes) {
        return (Connection) Proxy.newProxyInstance(
                JoinedDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (!closes && method.getName().equals("close")) {
                        return null;
                    }
                    if (method.getName().startsWith("prepare")) {
                        Statements.one();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("One account");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return dataSource.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        dataSource.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        dataSource.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return dataSource.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return dataSource.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return dataSource.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return dataSource.isWrapperFor(type);
    }
}
