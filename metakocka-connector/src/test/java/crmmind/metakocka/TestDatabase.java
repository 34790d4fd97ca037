package crmmind.metakocka;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL with the connector's tables, one for all tests of a run. Its data source joins the transaction of
 * the thread, as the container's joins the JTA transaction.
 */
public final class TestDatabase implements DataSource {

    private static final ThreadLocal<Connection> CURRENT = new ThreadLocal<>();
    private static final TestDatabase SHARED = new TestDatabase();

    private final DataSource plain;

    private TestDatabase() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            var source = new PGSimpleDataSource();
            source.setUrl(server.getJdbcUrl("postgres", "postgres") + "&stringtype=unspecified");
            plain = source;
            var folder = Path.of("").toAbsolutePath();
            while (!Files.exists(folder.resolve("sql/V002__metakocka_ledger.sql"))) {
                folder = folder.getParent();
            }
            try (var connection = plain.getConnection();
                    var statement = connection.createStatement()) {
                for (var migration : List.of(
                        "V002__metakocka_ledger.sql", "V004__ledger_kinds.sql", "V006__looking_before_sending.sql")) {
                    statement.execute(Files.readString(folder.resolve("sql").resolve(migration)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database, with empty tables. */
    public static TestDatabase empty() {
        SHARED.execute("delete from metakocka_epochs where number > 1;"
                + " update metakocka_epochs set database_mark = metakocka_database_mark(), begun_at = now()");
        SHARED.execute(
                "truncate metakocka_operations, metakocka_operation_attempts, metakocka_exchanges, scheduled_tasks");
        return SHARED;
    }

    /** The same, as the connector gets it. */
    public LateDataSource late() {
        var late = new LateDataSource();
        late.is(this);
        return late;
    }

    /** Runs a statement by itself. */
    public void execute(String sql) {
        try (var connection = plain.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    public String value(String sql) {
        try (var connection = getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs the work in a transaction of its own; an exception rolls it back. */
    public <T> T inNew(Supplier<T> work) {
        var outer = CURRENT.get();
        try (var connection = plain.getConnection()) {
            connection.setAutoCommit(false);
            CURRENT.set(connection);
            try {
                var result = work.get();
                connection.commit();
                return result;
            } catch (RuntimeException | Error e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        var joined = CURRENT.get();
        if (joined == null) {
            return plain.getConnection();
        }
        return (Connection) Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null; // the transaction's owner closes it
                    }
                    try {
                        return method.invoke(joined, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
