package crmmind.orders.idempotency;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.WholeCommand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which requests were made. The key's row is written in the transaction of the effect: it is there if and
 * only if the effect is, and a refused request leaves its key free. Kept for a day.
 */
@ApplicationScoped
@WholeCommand
@Transactional
public class IdempotencyKeys {

    private static final Duration KEPT = Duration.ofDays(1);

    @Inject
    Database database;

    @Inject
    Clock clock;

    /**
     * One request as its sender names it.
     *
     * @param caller whose key it is
     * @param route method and path
     * @param bodyHash tells another body from the same one
     */
    public record Claim(String caller, String route, String key, String bodyHash) {}

    /**
     * An earlier request with the same key and body.
     *
     * @param orderId which order it was about, where it was one
     * @param status of its answer; null while that is not known
     */
    public record Earlier(
            @Nullable UUID orderId,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String answer) {}

    /** The earlier request, if there was one. Refuses with IDEMPOTENCY_KEY_REUSED where it had another body. */
    public Optional<Earlier> earlier(Claim claim) {
        record Row(String bodyHash, Earlier earlier) {}
        var row = database
                .query(
                        """
                        select body_hash, order_id, status, location, answer from idempotency_keys
                        where caller = ? and route = ? and key = ? and expires_at > ?
                        """,
                        values -> {
                            int status = values.getInt("status");
                            return new Row(
                                    values.getString("body_hash"),
                                    new Earlier(
                                            values.getObject("order_id", UUID.class),
                                            values.wasNull() ? null : status,
                                            values.getString("location"),
                                            values.getString("answer")));
                        },
                        claim.caller(),
                        claim.route(),
                        claim.key(),
                        clock.instant())
                .stream()
                .findFirst();
        row.filter(found -> !found.bodyHash().equals(claim.bodyHash())).ifPresent(found -> {
            throw new BusinessException(
                    Problem.IDEMPOTENCY_KEY_REUSED, "The key " + claim.key() + " was used with another body");
        });
        return row.map(Row::earlier);
    }

    /**
     * Runs a command under a key, in one transaction. Refuses with IDEMPOTENCY_IN_PROGRESS while another request with
     * the key runs.
     *
     * @param orderId which order the effect is about
     * @return empty if the effect is there already: ask {@link #earlier}
     */
    public <T> Optional<T> once(Claim claim, Supplier<T> command, Function<T, @Nullable UUID> orderId) {
        boolean first = database.query(
                        "select pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                        row -> row.getBoolean(1),
                        claim.caller() + ' ' + claim.route() + ' ' + claim.key())
                .get(0);
        if (!first) {
            throw new BusinessException(
                    Problem.IDEMPOTENCY_IN_PROGRESS, "A request with the key " + claim.key() + " is still running");
        }
        if (earlier(claim).isPresent()) {
            return Optional.empty();
        }
        var now = clock.instant();
        database.update("delete from idempotency_keys where expires_at <= ?", now);
        var result = command.get();
        database.update(
                """
                insert into idempotency_keys (caller, route, key, body_hash, order_id, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                claim.caller(),
                claim.route(),
                claim.key(),
                claim.bodyHash(),
                orderId.apply(result),
                now,
                now.plus(KEPT));
        return Optional.of(result);
    }

    /** Adds the answer that every repetition will get. */
    public void answered(Claim claim, int status, @Nullable String location, String answer) {
        database.update("""
                update idempotency_keys set status = ?, location = ?, answer = ?
                where caller = ? and route = ? and key = ?
                """, status, location, answer, claim.caller(), claim.route(), claim.key());
    }

    /** Frees a key whose request came to nothing. */
    public void free(Claim claim) {
        database.update(
                "delete from idempotency_keys where caller = ? and route = ? and key = ?",
                claim.caller(),
                claim.route(),
                claim.key());
    }
}
