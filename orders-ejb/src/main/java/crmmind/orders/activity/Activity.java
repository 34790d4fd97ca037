package crmmind.orders.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The timeline of orders. Entries are added and never changed. */
@ApplicationScoped
@Transactional
public class Activity {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * Adds an entry in the caller's transaction.
     *
     * @param actor a user's name, {@code system} or {@code metakocka}
     * @param kind what happened, lower case with underscores
     * @param message one English sentence
     * @return the id of the entry
     */
    public UUID record(UUID documentId, String actor, String kind, String message, Map<String, String> details) {
        var now = clock.instant();
        var id = Identities.at(now);
        database.update("""
                insert into order_events (id, document_id, at, actor, kind, message, details)
                values (?, ?, ?, ?, ?, ?, cast(? as jsonb))
                """, id, documentId, now, actor, kind, message, json(details));
        return id;
    }

    /** The timeline of an order, newest first. */
    public List<OrderEvent> of(UUID documentId) {
        return database.query("""
                select id, at, actor, kind, message, details::text as details
                from order_events where document_id = ? order by at desc, id desc
                """, Activity::event, documentId);
    }

    private static OrderEvent event(ResultSet row) throws SQLException {
        return new OrderEvent(
                row.getObject("id", UUID.class),
                Database.requiredInstant(row, "at"),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("message"),
                details(row.getString("details")));
    }

    private static String json(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(details));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The details of an entry, as the database keeps them. */
    public static Map<String, String> details(String json) {
        try {
            var values = new TreeMap<String, String>();
            JSON.readTree(json)
                    .properties()
                    .forEach(
                            field -> values.put(field.getKey(), field.getValue().asText()));
            return values;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
