package crmmind.orders.access;

import crmmind.orders.shared.Database;
import crmmind.orders.shared.TypedWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The people one can turn to: users who may come in, without what concerns only themselves. */
@ApplicationScoped
@Transactional
public class People {

    @Inject
    Database database;

    /** Those of these names that belong to active users. */
    public Set<String> active(Collection<String> usernames) {
        return Set.copyOf(database.query(
                "select username from users where active and username = any(?)",
                row -> row.getString(1),
                Database.texts(usernames)));
    }

    /**
     * Active users but this one whose name, or a word of what they are called, begins with what was typed; all where
     * nothing was. Whose name begins with it comes first.
     */
    public List<Person> others(String username, String typed, int limit) {
        var beginning = TypedWords.plain(typed.strip());
        return database.query(
                """
                select username, display_name from users
                where active and username <> ?
                  and (username like fold(?) || '%' or ' ' || fold(display_name) like '% ' || fold(?) || '%')
                order by username like fold(?) || '%' desc, username limit ?
                """,
                row -> new Person(row.getString(1), row.getString(2)),
                username,
                beginning,
                beginning,
                beginning,
                limit);
    }
}
