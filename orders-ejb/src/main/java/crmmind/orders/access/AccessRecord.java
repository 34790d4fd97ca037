package crmmind.orders.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crmmind.orders.access.AccessAdministration.AccessEvent;
import crmmind.orders.activity.Activity;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was changed about who may come in, and by whom. Lines are added and never changed. */
@ApplicationScoped
@Transactional
public class AccessRecord {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT =
            "select id, at, actor, kind, username, details::text as details from access_events";

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** Adds a line in the caller's transaction: what is undone was not done. */
    void add(String actor, String kind, String username, Map<String, String> details) {
        var now = clock.instant();
        try {
            database.update(
                    """
                    insert into access_events (id, at, actor, kind, username, details)
                    values (?, ?, ?, ?, ?, cast(? as jsonb))
                    """,
                    Identities.at(now),
                    now,
                    actor,
                    kind,
                    username,
                    JSON.writeValueAsString(new TreeMap<>(details)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines, newest first, those before a given one. */
    List<AccessEvent> list(@Nullable UUID before, int limit) {
        var newest = " order by at desc, id desc limit ?";
        return before == null
                ? database.query(EVENT + newest, AccessRecord::event, limit)
                : database.query(
                        EVENT + " where (at, id) < (select at, id from access_events where id = ?)" + newest,
                        AccessRecord::event,
                        before,
                        limit);
    }

    private static AccessEvent event(java.sql.ResultSet row) throws java.sql.SQLException {
        return new AccessEvent(
                row.getObject("id", UUID.class),
                Database.requiredInstant(row, "at"),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("username"),
                Activity.details(row.getString("details")));
    }
}
