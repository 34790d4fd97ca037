package crmmind.orders.access;

import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import crmmind.orders.shared.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users, their roles and their API tokens in the database. Not guarded: behind {@link Accounts} and the administration.
 */
@ApplicationScoped
@Transactional
public class Users {

    private static final Duration USED_AGAIN = Duration.ofMinutes(1);

    /** What transactions lock that change who is an administrator. Any number nobody else uses. */
    private static final long ADMINISTRATORS = 7_202_001L;

    private static final String TOKEN = """
            select t.id, u.username, t.name, t.role_limit, t.created_at, t.expires_at, t.revoked_at, t.last_used_at
            from api_tokens t join users u on u.id = t.user_id
            """;

    /** With the open mentions, since each page shows its reader their number: one statement less for each. */
    private static final String USER = """
            select u.id, u.username, u.display_name, u.language, u.password_hash, u.active, u.created_at,
                   u.session_generation,
                   (select count(*) from (select from order_mentions m
                    where m.username = u.username and m.done_at is null limit 100) opened) as mentions,
                   coalesce(string_agg(r.role, ',' order by r.role), '') as roles
            from users u left join user_roles r on r.user_id = u.id
            """;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** A user with what the password is checked against. */
    record Kept(UUID id, SignedIn user, String passwordHash, boolean active, Instant createdAt) {}

    Optional<Kept> find(String username) {
        return database.query(USER + " where u.username = ? group by u.id", Users::kept, username).stream()
                .findFirst();
    }

    List<Kept> all() {
        return database.query(USER + " group by u.id order by u.username", Users::kept);
    }

    boolean none() {
        return database.query("select 1 from users limit 1", row -> row.getInt(1))
                .isEmpty();
    }

    /** Adds a user, unless there is one of that name; returns whether it did. */
    boolean add(String username, String displayName, String passwordHash, Collection<String> roles) {
        var id = Identities.at(clock.instant());
        boolean added = database.update("""
                        insert into users (id, username, display_name, password_hash, created_at) values (?, ?, ?, ?, ?)
                        on conflict (username) do nothing
                        """, id, username, displayName, passwordHash, clock.instant()) == 1;
        if (added) {
            addRoles(id, roles);
        }
        return added;
    }

    /** Lets a user in, or keeps them out, which ends their sessions for good. */
    void activate(String username, boolean active) {
        database.update("""
                update users set active = ?, session_generation = session_generation + case when ? then 0 else 1 end
                where username = ?
                """, active, active, username);
    }

    /** Keeps a user as they are until the transaction ends; others who change users' access wait. */
    Optional<Kept> locked(String username) {
        database.query("select id from users where username = ? for update", row -> true, username);
        return find(username);
    }

    /**
     * Lets one transaction at a time change who is an administrator, on whatever node: what is counted afterwards is
     * what the others have left, not what they are about to change.
     */
    void lockAdministrators() {
        database.query("select pg_advisory_xact_lock(?)", row -> true, ADMINISTRATORS);
    }

    /** How many administrators may come in. */
    int administrators() {
        return database.query("""
                        select count(*) from users u join user_roles r on r.user_id = u.id
                        where u.active and r.role = 'admin'
                        """, row -> row.getInt(1)).get(0);
    }

    void rename(UUID userId, String displayName) {
        database.update("update users set display_name = ? where id = ?", displayName, userId);
    }

    void giveRoles(UUID userId, Collection<String> roles) {
        database.update("delete from user_roles where user_id = ?", userId);
        addRoles(userId, roles);
    }

    private void addRoles(UUID userId, Collection<String> roles) {
        database.batch(
                "insert into user_roles (user_id, role) values (?, ?)",
                new TreeSet<>(roles).stream().map(role -> List.of(userId, role)).toList());
    }

    /** Changes a password and ends all sessions; returns the generation of sessions that begin from now on. */
    int giveHash(UUID userId, String passwordHash) {
        return database.query("""
                        update users set password_hash = ?, session_generation = session_generation + 1 where id = ?
                        returning session_generation
                        """, row -> row.getInt(1), passwordHash, userId).get(0);
    }

    /** Remembers the language a user chose. */
    void speak(String username, String language) {
        database.update("update users set language = ? where username = ?", language, username);
    }

    /** Removes a user with all tokens. */
    void remove(UUID userId) {
        database.update("delete from users where id = ?", userId);
    }

    /** Adds a token of a user, or gives an old one of the same text back its life. */
    UUID addToken(UUID userId, String name, String token, @Nullable Instant expiresAt, @Nullable String roleLimit) {
        var id = Identities.at(clock.instant());
        database.update("""
                insert into api_tokens (id, user_id, name, token_hash, created_at, expires_at, role_limit)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (token_hash) do update set revoked_at = null
                """, id, userId, name, Passwords.fingerprint(token), clock.instant(), expiresAt, roleLimit);
        return id;
    }

    /** Ends a token; returns it, unless it was not alive. */
    Optional<AccessAdministration.TokenView> revokeToken(UUID tokenId) {
        boolean ended = database.update(
                        "update api_tokens set revoked_at = ? where id = ? and revoked_at is null",
                        clock.instant(),
                        tokenId)
                == 1;
        return ended ? token(tokenId) : Optional.empty();
    }

    /** Ends the token with this text. */
    void revokeToken(String token) {
        database.update(
                "update api_tokens set revoked_at = ? where token_hash = ? and revoked_at is null",
                clock.instant(),
                Passwords.fingerprint(token));
    }

    /** All tokens, newest first. */
    List<AccessAdministration.TokenView> tokens() {
        return database.query(TOKEN + " order by t.created_at desc, t.id", this::token);
    }

    /** A user's tokens, newest first. */
    List<AccessAdministration.TokenView> tokens(String username) {
        return database.query(TOKEN + " where u.username = ? order by t.created_at desc, t.id", this::token, username);
    }

    /** A token. */
    Optional<AccessAdministration.TokenView> token(UUID tokenId) {
        return database.query(TOKEN + " where t.id = ?", this::token, tokenId).stream()
                .findFirst();
    }

    private AccessAdministration.TokenView token(ResultSet row) throws SQLException {
        var expiresAt = Database.instant(row, "expires_at");
        var revokedAt = Database.instant(row, "revoked_at");
        return new AccessAdministration.TokenView(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("name"),
                row.getString("role_limit"),
                Database.requiredInstant(row, "created_at"),
                expiresAt,
                revokedAt,
                Database.instant(row, "last_used_at"),
                AccessAdministration.TokenState.of(expiresAt, revokedAt, clock.instant()));
    }

    /** The active user who holds this living token. Its use is noted once a minute at most, and never waited for. */
    Optional<SignedIn> holder(String token) {
        var now = clock.instant();
        var hash = Passwords.fingerprint(token);
        record Holder(UUID tokenId, SignedIn user, @Nullable Instant lastUsedAt) {}
        var found = database.query(
                """
                select t.id, t.last_used_at, t.role_limit, u.username, u.display_name, u.language,
                       u.session_generation, 0 as mentions,
                       coalesce((select string_agg(r.role, ',') from user_roles r where r.user_id = u.id), '') as roles
                from api_tokens t join users u on u.id = t.user_id and u.active
                where t.token_hash = ? and t.revoked_at is null and (t.expires_at is null or t.expires_at > ?)
                """,
                row -> new Holder(
                        row.getObject("id", UUID.class),
                        limited(signedIn(row), row.getString("role_limit")),
                        Database.instant(row, "last_used_at")),
                hash,
                now);
        found.stream()
                .filter(holder ->
                        holder.lastUsedAt() == null || holder.lastUsedAt().isBefore(now.minus(USED_AGAIN)))
                .forEach(holder -> database.update("""
                        update api_tokens set last_used_at = ?
                        where id = (select id from api_tokens where id = ? for update skip locked)
                        """, now, holder.tokenId()));
        return found.stream().map(Holder::user).findFirst();
    }

    /** Who may do no more than one role of theirs; nothing where they have lost it since. */
    private static SignedIn limited(SignedIn user, @Nullable String roleLimit) {
        return roleLimit == null ? user : user.as(Role.covers(user.roles(), roleLimit) ? Set.of(roleLimit) : Set.of());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                signedIn(row),
                row.getString("password_hash"),
                row.getBoolean("active"),
                Database.requiredInstant(row, "created_at"));
    }

    private static SignedIn signedIn(ResultSet row) throws SQLException {
        var roles = new TreeSet<>(Arrays.asList(row.getString("roles").split(",")));
        roles.remove("");
        return new SignedIn(
                row.getString("username"),
                row.getString("display_name"),
                roles,
                row.getString("language"),
                row.getInt("session_generation"),
                row.getInt("mentions"));
    }
}
