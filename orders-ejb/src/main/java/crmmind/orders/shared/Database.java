package crmmind.orders.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL on the connection of the caller's transaction, for what entities do badly: counters that many move at once,
 * and lists. What the entities have changed so far is written first. Needs a transaction.
 */
@ApplicationScoped
public class Database {

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Makes a value of the row the cursor is on. */
        T read(ResultSet row) throws SQLException;
    }

    /** Values for {@code = any(?)} and {@code unnest(?)}. */
    public record SqlArray(String type, List<?> values) {}

    /** An array of text. */
    public static SqlArray texts(Collection<String> values) {
        return new SqlArray("text", List.copyOf(values));
    }

    /** An array of uuid. */
    public static SqlArray uuids(Collection<UUID> values) {
        return new SqlArray("uuid", List.copyOf(values));
    }

    /** An array of numeric. */
    public static SqlArray numbers(Collection<BigDecimal> values) {
        return new SqlArray("numeric", List.copyOf(values));
    }

    /** The rows of a query. */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... values) {
        try (var statement = prepared(sql, values);
                var rows = statement.executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Changes rows and says how many. */
    public int update(String sql, @Nullable Object... values) {
        try (var statement = prepared(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Runs one statement for many rows of values in one round trip. */
    public void batch(String sql, Collection<? extends List<? extends @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = connection().prepareStatement(sql)) {
            Statements.one();
            for (var row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** A text as searching compares it, with what {@code like} would read as a wildcard made plain. */
    public String folded(String text) {
        var plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return query("select fold(?)", row -> row.getString(1), plain).get(0);
    }

    /** A timestamptz column as an instant. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** A timestamptz column that is never null. */
    public static Instant requiredInstant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private PreparedStatement prepared(String sql, @Nullable Object[] values) throws SQLException {
        var statement = connection().prepareStatement(sql);
        Statements.one();
        try {
            bind(statement, Arrays.asList(values));
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private Connection connection() {
        entities.flush();
        return entities.unwrap(Connection.class);
    }

    private static void bind(PreparedStatement statement, List<? extends @Nullable Object> values) throws SQLException {
        int index = 0;
        for (var value : values) {
            index++;
            if (value instanceof Instant instant) {
                statement.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            } else if (value instanceof SqlArray array) {
                statement.setArray(
                        index,
                        statement
                                .getConnection()
                                .createArrayOf(array.type(), array.values().toArray()));
            } else {
                statement.setObject(index, value);
            }
        }
    }
}
