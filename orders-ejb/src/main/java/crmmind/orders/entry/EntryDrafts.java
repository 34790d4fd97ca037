package crmmind.orders.entry;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The drafts, each of one person. Nobody sees or changes another's. */
@ApplicationScoped
@Transactional
public class EntryDrafts {

    /** How long a draft is kept that nobody goes on with. */
    static final Duration KEPT = Duration.ofDays(30);

    /** How many open drafts one person may have: the oldest make room. */
    static final int MOST = 20;

    /** So long a discarded draft can be had back. */
    static final Duration TAKEN_BACK = Duration.ofHours(1);

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * Keeps what was typed. Empty where another window has changed the draft since, it was saved or discarded, or there
     * is no such order; then nothing changes.
     *
     * @param revision what this window knows of; 0 for the first time
     * @return the revision it has now
     */
    public OptionalLong keep(
            String username,
            UUID id,
            long revision,
            @Nullable UUID orderId,
            String content,
            String customerName,
            int lineCount) {
        var now = clock.instant();
        int kept = revision == 0
                ? database.update("""
                        insert into entry_drafts (id, username, order_id, revision, content, customer_name, line_count,
                                                  updated_at)
                        select ?, ?, d.id, 1, ?, ?, ?, ? from (select 1) as one
                        left join sales_documents d on d.id = ?
                        where (?::uuid is null) = (d.id is null)
                        on conflict (id) do nothing
                        """, id, username, content, customerName, lineCount, now, orderId, orderId)
                : database.update("""
                        update entry_drafts set revision = revision + 1, content = ?, customer_name = ?, line_count = ?,
                                                updated_at = ?
                        where id = ? and username = ? and revision = ? and not closed
                        """, content, customerName, lineCount, now, id, username, revision);
        if (kept == 0) {
            return OptionalLong.empty();
        }
        if (revision == 0) {
            database.update("""
                    delete from entry_drafts where id in (
                        select id from entry_drafts where username = ? and not closed
                        order by updated_at desc, id offset ?)
                    """, username, MOST);
        }
        return OptionalLong.of(revision + 1);
    }

    /** The drafts somebody may go on with, newest first. */
    public List<EntryDraft> open(String username, @Nullable UUID orderId) {
        return database.query(
                """
                select * from entry_drafts
                where username = ? and not closed and order_id is not distinct from ? and updated_at > ?
                order by updated_at desc, id
                """, EntryDrafts::draft, username, orderId, clock.instant().minus(KEPT));
    }

    /** One of them; empty where it is another's, saved or discarded. */
    public Optional<EntryDraft> find(String username, UUID id) {
        return database
                .query(
                        "select * from entry_drafts where id = ? and username = ? and not closed",
                        EntryDrafts::draft,
                        id,
                        username)
                .stream()
                .findFirst();
    }

    /** Ends a draft that was saved as an order. Also one that was never kept, so that none follows. */
    public void close(String username, UUID id) {
        database.update("""
                insert into entry_drafts as d (id, username, revision, content, customer_name, line_count, closed,
                                               updated_at)
                values (?, ?, 1, '', '', 0, true, ?)
                on conflict (id) do update set closed = true, content = '', customer_name = '',
                                               updated_at = excluded.updated_at
                where d.username = excluded.username
                """, id, username, clock.instant());
    }

    /**
     * Ends a draft that is not wanted, so that no window goes on with it; for a while it can be had back.
     *
     * @return whether there was such a draft of this person's
     */
    public boolean discard(String username, UUID id) {
        var now = clock.instant();
        database.update(
                "update entry_drafts set content = '', customer_name = ''"
                        + " where username = ? and closed and content <> '' and updated_at <= ?",
                username,
                now.minus(TAKEN_BACK));
        return database.update(
                        "update entry_drafts set closed = true, updated_at = ?"
                                + " where id = ? and username = ? and not closed",
                        now,
                        id,
                        username)
                > 0;
    }

    /** Opens a draft again that was discarded not long ago; false where it was not, or it was saved as an order. */
    public boolean reopen(String username, UUID id) {
        var now = clock.instant();
        return database.update(
                        "update entry_drafts set closed = false, updated_at = ?"
                                + " where id = ? and username = ? and closed and content <> '' and updated_at > ?",
                        now,
                        id,
                        username,
                        now.minus(TAKEN_BACK))
                > 0;
    }

    /** Removes what nobody went on with for 30 days; says how many. */
    public int removeOld() {
        return database.update(
                "delete from entry_drafts where updated_at <= ?",
                clock.instant().minus(KEPT));
    }

    private static EntryDraft draft(ResultSet row) throws SQLException {
        return new EntryDraft(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getLong("revision"),
                row.getString("content"),
                row.getString("customer_name"),
                row.getInt("line_count"),
                Database.requiredInstant(row, "updated_at"));
    }
}
