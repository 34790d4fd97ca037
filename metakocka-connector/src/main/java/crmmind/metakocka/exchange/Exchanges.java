package crmmind.metakocka.exchange;

import static java.lang.System.Logger.Level.WARNING;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The stored exchanges ({@code metakocka_exchanges}). */
public class Exchanges implements ExchangeLog {

    private static final System.Logger LOGGER = System.getLogger(Exchanges.class.getName());

    private static final String COLUMNS = "id, at, remote_operation, operation_id, attempt, reference, duration_ms,"
            + " http_status, outcome, opr_code, message, request, answer, request_size, answer_size";

    private final DataSource dataSource;

    /** Works on this data source. */
    public Exchanges(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps one. A failure is logged and goes no further: the call itself matters more. */
    @Override
    public void record(Exchange exchange) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement("insert into metakocka_exchanges (at, remote_operation,"
                        + " operation_id, attempt, reference, duration_ms, http_status, outcome, opr_code, message,"
                        + " request, answer, request_size, answer_size)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, exchange.at().atOffset(ZoneOffset.UTC));
            insert.setString(2, exchange.remoteOperation());
            setNullable(insert, 3, exchange.operationId(), Types.OTHER);
            insert.setInt(4, exchange.attempt());
            insert.setString(5, storable(exchange.reference()));
            insert.setLong(6, exchange.durationMs());
            setNullable(insert, 7, exchange.httpStatus(), Types.INTEGER);
            insert.setString(8, exchange.outcome());
            insert.setString(9, storable(exchange.code()));
            insert.setString(10, storable(exchange.message()));
            insert.setString(11, storable(exchange.request()));
            insert.setString(12, storable(exchange.answer()));
            insert.setInt(13, exchange.requestSize());
            insert.setInt(14, exchange.answerSize());
            insert.executeUpdate();
        } catch (SQLException e) {
            LOGGER.log(WARNING, "An exchange with Metakocka could not be written down", e);
        }
    }

    /** Exchanges for a list, newest first. */
    public List<Exchange> list(ExchangeFilter filter) {
        var sql = new StringBuilder("select " + COLUMNS + " from metakocka_exchanges where true");
        var values = new ArrayList<Object>();
        condition(sql, values, " and remote_operation = ?", filter.remoteOperation());
        condition(sql, values, " and outcome = ?", filter.outcome());
        condition(sql, values, " and reference = ?", filter.reference());
        condition(sql, values, " and operation_id = ?", filter.operationId());
        if (filter.text() != null) {
            sql.append(" and concat_ws(' ', message, request, answer) ilike ?");
            values.add("%" + literal(filter.text()) + "%");
        }
        condition(sql, values, " and at >= ?", utc(filter.from()));
        condition(sql, values, " and at < ?", utc(filter.to()));
        condition(sql, values, " and id < ?", filter.beforeId() > 0 ? filter.beforeId() : null);
        sql.append(" order by id desc limit ?");
        values.add(filter.limit());
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql.toString())) {
            int index = 0;
            for (var value : values) {
                index++;
                select.setObject(index, value);
            }
            try (var rows = select.executeQuery()) {
                var result = new ArrayList<Exchange>();
                while (rows.next()) {
                    result.add(read(rows));
                }
                return result;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The API log could not be read", e);
        }
    }

    /** One exchange. */
    public Optional<Exchange> find(long id) {
        try (var connection = dataSource.getConnection();
                var select =
                        connection.prepareStatement("select " + COLUMNS + " from metakocka_exchanges where id = ?")) {
            select.setLong(1, id);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The API log could not be read", e);
        }
    }

    /** Removes what is older than this, some thousands at a time. Returns how many went. */
    public int purge(Duration retention) {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement("delete from metakocka_exchanges where id in (select id from"
                        + " metakocka_exchanges where at < now() - make_interval(secs => ?) order by at limit 5000)")) {
            delete.setDouble(1, (double) retention.toSeconds());
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The API log could not be shortened", e);
        }
    }

    private static void condition(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static Exchange read(ResultSet row) throws SQLException {
        return new Exchange(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("remote_operation"),
                row.getObject("operation_id", UUID.class),
                row.getInt("attempt"),
                row.getString("reference"),
                row.getLong("duration_ms"),
                row.getObject("http_status", Integer.class),
                row.getString("outcome"),
                row.getString("opr_code"),
                row.getString("message"),
                row.getString("request"),
                row.getString("answer"),
                row.getInt("request_size"),
                row.getInt("answer_size"));
    }

    /** The text with what {@code like} would read as a wildcard made plain. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static void setNullable(PreparedStatement statement, int index, @Nullable Object value, int type)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, type);
        } else {
            statement.setObject(index, value);
        }
    }

    /** PostgreSQL keeps every character but this one. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', ' ');
    }
}
