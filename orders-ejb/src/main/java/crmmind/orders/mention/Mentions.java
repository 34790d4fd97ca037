package crmmind.orders.mention;

import crmmind.orders.access.People;
import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/** The mentions in the database. How many are open for somebody is read with who they are: {@link People}'s table. */
@ApplicationScoped
@Transactional
public class Mentions {

    /** How many people one comment reaches. */
    public static final int MOST = 20;

    @Inject
    People people;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * The active users a text mentions, each once, in its order, at most {@link #MOST}. Names nobody has are text, and
     * so is the author's own.
     */
    public List<String> of(String text, String author) {
        var names = new LinkedHashSet<String>();
        MentionedName.in(text).forEach(found -> names.add(found.name()));
        names.remove(author);
        if (names.isEmpty()) {
            return List.of();
        }
        names.retainAll(people.active(names));
        return names.stream().limit(MOST).toList();
    }

    /** Keeps whom an entry of the timeline mentions, in the caller's transaction. */
    public void keep(UUID eventId, List<String> usernames) {
        if (!usernames.isEmpty()) {
            database.update("""
                    insert into order_mentions (event_id, username, document_id, at)
                    select e.id, mentioned, e.document_id, e.at from order_events e, unnest(?) mentioned where e.id = ?
                    """, Database.texts(usernames), eventId);
        }
    }

    /** The comments in which this user was mentioned and which they are not done with, newest first. */
    public List<Mention> open(String username, int limit) {
        return database.query(
                """
                select m.event_id, m.document_id, d.document_number, d.customer_name, e.actor, m.at, e.message
                from order_mentions m
                join order_events e on e.id = m.event_id
                join sales_documents d on d.id = m.document_id
                where m.username = ? and m.done_at is null
                order by m.at desc, m.event_id desc limit ?
                """,
                row -> new Mention(
                        row.getObject("event_id", UUID.class),
                        row.getObject("document_id", UUID.class),
                        row.getString("document_number"),
                        row.getString("customer_name"),
                        row.getString("actor"),
                        Database.requiredInstant(row, "at"),
                        row.getString("message")),
                username,
                limit);
    }

    /** Ends a mention of this user; returns whether it was open. */
    public boolean done(UUID eventId, String username) {
        return database.update(
                        "update order_mentions set done_at = ? where event_id = ? and username = ? and done_at is null",
                        clock.instant(),
                        eventId,
                        username)
                == 1;
    }
}
