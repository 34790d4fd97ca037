package crmmind.metakocka.ledger;

import static java.lang.System.Logger.Level.WARNING;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Turns over all nodes, by a lock of the database that ends with its transaction and so with its node. That transaction
 * does nothing else. Who gets no lock does nothing: adding a customer twice cannot be taken back.
 */
final class DatabasePartnerTurns implements PartnerTurns {

    private static final System.Logger LOGGER = System.getLogger(DatabasePartnerTurns.class.getName());

    private final DataSource dataSource;
    private final Duration longestWait;

    DatabasePartnerTurns(DataSource dataSource, Duration longestWait) {
        this.dataSource = dataSource;
        this.longestWait = longestWait;
    }

    @Override
    public <T> Optional<T> take(String customer, Supplier<T> work) {
        try (var connection = dataSource.getConnection()) {
            if (!connection.getAutoCommit()) {
                throw new IllegalStateException("Customers are not looked for in a transaction");
            }
            connection.setAutoCommit(false);
            try {
                lock(connection, customer);
                return Optional.of(work.get());
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOGGER.log(WARNING, "A customer had to wait for its turn: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private void lock(Connection connection, String customer) throws SQLException {
        try (var limit = connection.prepareStatement("select set_config('lock_timeout', ?, true)")) {
            limit.setString(1, longestWait.toMillis() + "ms");
            limit.execute();
        }
        try (var lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtextextended('metakocka-partner ' || ?, 0))")) {
            lock.setString(1, customer);
            lock.execute();
        }
    }
}
