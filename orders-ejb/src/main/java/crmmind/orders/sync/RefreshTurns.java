package crmmind.orders.sync;

import static crmmind.orders.salesdocument.SalesDocumentMapping.CONNECTION;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whose turn it is to read from Metakocka: one node's for each interval. */
@ApplicationScoped
@Transactional
public class RefreshTurns {

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** Takes the turn if the last one is so long ago; false if it is not, or another node was first. */
    public boolean take(String stream, Duration interval) {
        var now = clock.instant();
        return database.update("""
                        update sync_cursors set position = ?, updated_at = ?
                        where connection_id = ? and stream = ? and updated_at <= ?
                        """, now.toString(), now, CONNECTION, stream, now.minus(interval)) == 1;
    }

    /** Lets the first turn be taken, if none was ever. */
    public void begin(String stream) {
        database.update("""
                insert into sync_cursors (connection_id, stream, position, updated_at) values (?, ?, '', ?)
                on conflict (connection_id, stream) do nothing
                """, CONNECTION, stream, Instant.EPOCH);
    }

    /** Notes that it was just done. */
    public void took(String stream) {
        var now = clock.instant();
        database.update("""
                insert into sync_cursors (connection_id, stream, position, updated_at) values (?, ?, ?, ?)
                on conflict (connection_id, stream) do update set
                    position = excluded.position, updated_at = excluded.updated_at
                """, CONNECTION, stream, now.toString(), now);
    }
}
