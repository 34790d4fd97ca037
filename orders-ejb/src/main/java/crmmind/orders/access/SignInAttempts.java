package crmmind.orders.access;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Wrong passwords of the last minute, for each pair of user and address: after ten nobody is asked for a password until
 * a minute has gone without another attempt. No account is ever locked for good. Counted in the database, by its clock,
 * so that the limit is one for all nodes and outlasts a restart; and counted before the password is looked at, so that
 * many at once are not more than ten.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW) // what was tried was tried, whatever becomes of the caller's work
public class SignInAttempts {

    /** How many may fail. */
    static final int MOST = 10;

    private static final int LONGEST = 200;

    @Inject
    Database database;

    /**
     * Counts an attempt, as one that fails until it is known to have succeeded.
     *
     * @param address where it comes from
     * @return when it was counted; empty where there were too many, and no password shall be looked at
     */
    public Optional<Instant> begin(String username, String address) {
        record Counted(Instant at, int recent) {}
        var counted = database.query(
                        """
                        insert into sign_in_attempts as kept (username, address, failures, newest)
                        values (?, ?, array[clock_timestamp()], clock_timestamp())
                        on conflict (username, address) do update set newest = clock_timestamp(), failures = (
                            select array_agg(recent.at order by recent.at) from (
                                select at from unnest(kept.failures || clock_timestamp()) as at
                                where at > clock_timestamp() - interval '1 minute'
                                order by at desc limit ?) recent)
                        returning failures[cardinality(failures)] as at, cardinality(failures) as recent
                        """,
                        row -> new Counted(Database.requiredInstant(row, "at"), row.getInt("recent")),
                        key(username),
                        key(address),
                        MOST + 1)
                .get(0);
        return counted.recent() > MOST ? Optional.empty() : Optional.of(counted.at());
    }

    /** Takes an attempt back that was none: only failures count. */
    public void succeeded(String username, String address, Instant begun) {
        database.update(
                "update sign_in_attempts set failures = array_remove(failures, ?) where username = ? and address = ?",
                begun,
                key(username),
                key(address));
    }

    /** Forgets what counts no longer; returns how many pairs. */
    int removeOld() {
        return database.update("delete from sign_in_attempts where newest < now() - interval '1 minute'");
    }

    private static String key(String typed) {
        var plain = typed.strip().toLowerCase(Locale.ROOT).replace('\0', ' ');
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
    }
}
