package crmmind.orders.views;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import crmmind.orders.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps saved views. A view is seen by its owner and, where it is shared, by all; it is changed by its owner, and a
 * shared one by administrators too. Not guarded otherwise: behind {@link SavedViewService}.
 */
@ApplicationScoped
@Transactional
public class SavedViews {

    /** How many a person may have. */
    static final int MOST = 50;

    private static final int NAME = 60;
    private static final int QUERY = 2000;
    private static final String VIEW = """
            select v.id, v.name, v.query, v.shared, o.display_name, o.username = ?
            from saved_views v join users o on o.id = v.user_id
            """;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** Everything a person sees: their own first, then those shared by others, each by name. */
    public List<SavedView> seenBy(String username) {
        return database.query(
                VIEW + " where v.shared or o.username = ? order by o.username <> ?, lower(v.name) collate \"sl-x-icu\"",
                row -> new SavedView(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getBoolean(6)),
                username,
                username,
                username);
    }

    /**
     * Saves a view. Refused at {@code /name} where the person has one of that name already, in whatever case.
     *
     * @return its id
     */
    public UUID save(String username, String name, String query, boolean shared) {
        var kept = name(name);
        if (query.length() > QUERY) {
            throw invalid(new Violation("/query", "TOO_LONG", "There are too many filters to keep"));
        }
        if (database.query(
                                "select count(*) from saved_views v join users u on u.id = v.user_id where u.username = ?",
                                row -> row.getInt(1),
                                username)
                        .get(0)
                >= MOST) {
            throw invalid(new Violation(
                    "/name",
                    "TOO_MANY",
                    "You have " + MOST + " views: delete one first",
                    List.of(Integer.toString(MOST))));
        }
        var now = clock.instant();
        var id = Identities.at(now);
        int rows = database.update("""
                insert into saved_views (id, user_id, name, query, shared, created_at, updated_at)
                select ?, id, ?, ?, ?, ?, ? from users where username = ?
                on conflict (user_id, lower(name)) do nothing
                """, id, kept, query, shared, now, now, username);
        if (rows != 1) {
            throw taken(kept);
        }
        return id;
    }

    /** Replaces what a view shows. */
    public void replaceQuery(String username, boolean administrator, UUID id, String query) {
        changed(database.update(
                "update saved_views v set query = ?, updated_at = ? where id = ? and length(?) <= " + QUERY
                        + MAY_CHANGE,
                query,
                clock.instant(),
                id,
                query,
                username,
                administrator));
    }

    /** Gives a view another name. */
    public void rename(String username, boolean administrator, UUID id, String name) {
        var kept = name(name);
        boolean taken = database.query(
                                "select count(*) from saved_views o join saved_views v on v.user_id = o.user_id"
                                        + " where v.id = ? and o.id <> v.id and lower(o.name) = lower(?)",
                                row -> row.getInt(1),
                                id,
                                kept)
                        .get(0)
                > 0;
        if (taken) {
            throw taken(kept);
        }
        changed(database.update(
                "update saved_views v set name = ?, updated_at = ? where id = ?" + MAY_CHANGE,
                kept,
                clock.instant(),
                id,
                username,
                administrator));
    }

    /** Shares a view with all, or keeps it to its owner again. */
    public void share(String username, boolean administrator, UUID id, boolean shared) {
        changed(database.update(
                "update saved_views v set shared = ?, updated_at = ? where id = ?" + MAY_CHANGE,
                shared,
                clock.instant(),
                id,
                username,
                administrator));
    }

    /** Deletes a view; whoever opened the list with it opens it with all orders again. Twice does nothing more. */
    public void delete(String username, boolean administrator, UUID id) {
        int rows = database.update("delete from saved_views v where id = ?" + MAY_CHANGE, id, username, administrator);
        if (rows == 1) {
            database.update("update users set default_view = null where default_view = ?", id.toString());
        } else if (!database.query("select 1 from saved_views where id = ?", row -> row.getInt(1), id)
                .isEmpty()) {
            throw notTheirs();
        }
    }

    /** What the list opens with: a built-in view's name or the id of a saved one. */
    public Optional<String> opensWith(String username) {
        return database
                .query("select default_view from users where username = ?", row -> row.getString(1), username)
                .stream()
                .filter(view -> view != null)
                .findFirst();
    }

    /**
     * Sets what the list opens with.
     *
     * @param view empty for all orders
     */
    public void openWith(String username, String view) {
        database.update("update users set default_view = nullif(?, '') where username = ?", view, username);
    }

    private static final String MAY_CHANGE =
            " and exists (select 1 from users u where u.id = v.user_id and (u.username = ? or (? and v.shared)))";

    private static void changed(int rows) {
        if (rows != 1) {
            throw notTheirs();
        }
    }

    private static BusinessException notTheirs() {
        return new BusinessException(Problem.NOT_FOUND, Sentence.of("views.notYours"));
    }

    private static String name(String name) {
        var violations = new Violations();
        var kept = name.strip();
        if (kept.isEmpty()) {
            violations.add("/name", "REQUIRED", "Give the view a name");
        } else if (kept.length() > NAME) {
            violations.add("/name", "TOO_LONG", "At most " + NAME + " characters", Integer.toString(NAME));
        } else if (kept.chars().anyMatch(Character::isISOControl)) {
            violations.add("/name", "ONE_LINE", "One line of text");
        }
        violations.refuse();
        return kept;
    }

    private static BusinessException taken(String name) {
        return invalid(new Violation("/name", "DUPLICATE", "You have a view " + name + " already", List.of(name)));
    }

    private static BusinessException invalid(Violation violation) {
        return new BusinessException(Problem.VALIDATION_FAILED, Sentence.of("views.invalid"), List.of(violation));
    }
}
