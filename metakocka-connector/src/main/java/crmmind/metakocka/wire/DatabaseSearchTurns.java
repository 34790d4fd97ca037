package crmmind.metakocka.wire;

import static java.lang.System.Logger.Level.WARNING;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Turns by a lock of the database that ends with its transaction, and so also with its node. Without a database the
 * search runs all the same: a second one only waits at Metakocka.
 */
public final class DatabaseSearchTurns implements SearchTurns {

    private static final System.Logger LOGGER = System.getLogger(DatabaseSearchTurns.class.getName());
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource dataSource;
    private final String company;
    private final Duration longestWait;

    /** Turns of one company. */
    public DatabaseSearchTurns(DataSource dataSource, String company, Duration longestWait) {
        this.dataSource = dataSource;
        this.company = company;
        this.longestWait = longestWait;
    }

    @Override
    public Outcome take(Supplier<Outcome> search) {
        try (var connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                return search.get(); // somebody's transaction, which is not ours to end
            }
            connection.setAutoCommit(false);
            try {
                lock(connection);
                return search.get();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return new Outcome.NotSent("Too many searches at once");
            }
            LOGGER.log(WARNING, "A search runs without its turn: {0}", e.getMessage());
            return search.get();
        }
    }

    private void lock(Connection connection) throws SQLException {
        try (var limit = connection.prepareStatement("select set_config('lock_timeout', ?, true)")) {
            limit.setString(1, longestWait.toMillis() + "ms");
            limit.execute();
        }
        try (var lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtextextended('metakocka-search ' || ?, 0))")) {
            lock.setString(1, company);
            lock.execute();
        }
    }
}
