package crmmind.metakocka;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The application's database, known once the connector is started. */
public class LateDataSource implements DataSource {

    private volatile @Nullable DataSource database;

    void is(DataSource known) {
        database = known;
    }

    private DataSource database() throws SQLException {
        var known = database;
        if (known == null) {
            throw new SQLException("The connector has not been started yet");
        }
        return known;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return database().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return database().getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database().getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return Logger.getLogger("crmmind.metakocka");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database().isWrapperFor(type);
    }
}
