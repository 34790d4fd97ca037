package crmmind.orders.activity;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which orders something happened to lately, on whatever node: each change of an order has its entry in the timeline.
 */
@ApplicationScoped
@Transactional
public class ChangedOrders {

    /** How many are told at once, the newest first; nobody looks at more. */
    static final int MOST = 500;

    @Inject
    Database database;

    /** An order and when something last happened to it. */
    public record Change(UUID orderId, Instant at) {}

    /**
     * What happened within this time, by the clock of the database. Look further back than since the last time: an
     * entry is seen when its transaction ends, which is later than the time it bears.
     */
    public List<Change> within(Duration lately) {
        return database.query(
                """
                select document_id, max(at) as at from (
                    select document_id, at from order_events
                    where at > now() - make_interval(secs => ?) order by at desc limit %d) newest
                group by document_id
                """.formatted(MOST),
                row -> new Change(row.getObject(1, UUID.class), Database.requiredInstant(row, "at")),
                lately.toMillis() / 1000.0);
    }
}
