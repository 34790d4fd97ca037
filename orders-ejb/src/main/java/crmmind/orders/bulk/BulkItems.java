package crmmind.orders.bulk;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The orders of jobs as workers take them. A claim has a name of its own and ends: who comes too late finds another's,
 * and changes nothing. Times are the database's.
 */
@ApplicationScoped
@Transactional
public class BulkItems {

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** One order, taken. */
    record Claimed(UUID jobId, int position, UUID orderId, UUID claim, int attempts) {}

    /** A job that runs, as far as a worker has to know it. */
    record Running(UUID id, BulkAction action, BulkTerms terms, String actor) {}

    /** The jobs that run, the one started first coming first. */
    List<Running> running() {
        return database.query(
                """
                select id, action, reason, shipping_carrier, tracking_number, created_by from bulk_jobs
                where state = 'running' order by started_at, id
                """,
                row -> new Running(
                        row.getObject("id", UUID.class),
                        BulkAction.of(row.getString("action")).orElseThrow(),
                        new BulkTerms(
                                row.getString("reason"),
                                row.getString("shipping_carrier"),
                                row.getString("tracking_number"),
                                null),
                        row.getString("created_by")));
    }

    /** Takes the next orders of a job that nobody has, or whose taker is gone. */
    List<Claimed> claim(UUID jobId, int most, Duration lease) {
        var claim = UUID.randomUUID();
        return database.query(
                """
                with due as materialized (
                    select i.job_id, i.position from bulk_job_items i
                    join bulk_jobs j on j.id = i.job_id and j.state = 'running'
                    where i.job_id = ? and i.state in ('waiting', 'claimed')
                      and (i.state = 'waiting' or i.claimed_until < now())
                    order by i.position limit ?
                    for update of i skip locked)
                update bulk_job_items i set state = 'claimed', claim = ?, attempts = attempts + 1,
                    claimed_until = now() + make_interval(secs => ?)
                from due where i.job_id = due.job_id and i.position = due.position
                returning i.position, i.order_id, i.attempts
                """,
                row -> new Claimed(
                        jobId,
                        row.getInt("position"),
                        row.getObject("order_id", UUID.class),
                        claim,
                        row.getInt("attempts")),
                jobId,
                most,
                claim,
                lease.toMillis() / 1000.0);
    }

    /**
     * Locks a taken order for its one transaction; false where it is another's by now, or the job does not run any
     * more.
     */
    boolean begin(Claimed item) {
        return !database.query("""
                        select 1 from bulk_job_items i join bulk_jobs j on j.id = i.job_id
                        where i.job_id = ? and i.position = ? and i.claim = ? and j.state = 'running'
                        for update of i
                        """, row -> row.getInt(1), item.jobId(), item.position(), item.claim())
                .isEmpty();
    }

    /** Writes the outcome down, if it is still the taker's to write. */
    boolean end(Claimed item, String state, @Nullable String code, @Nullable String detail) {
        return database.update("""
                        update bulk_job_items set state = ?, code = ?, detail = ?, ended_at = ?,
                            claim = null, claimed_until = null
                        where job_id = ? and position = ? and claim = ?
                        """, state, code, detail, clock.instant(), item.jobId(), item.position(), item.claim())
                == 1;
    }

    /** Lets others take it. */
    void giveBack(Claimed item) {
        database.update("""
                update bulk_job_items set state = 'waiting', claim = null, claimed_until = null
                where job_id = ? and position = ? and claim = ?
                """, item.jobId(), item.position(), item.claim());
    }

    /** Ends a job that runs and has nothing left; true for the one who did. */
    boolean finish(UUID jobId) {
        return database.update("""
                        update bulk_jobs set state = 'finished', ended_at = ?
                        where id = ? and state = 'running' and not exists (
                            select 1 from bulk_job_items where job_id = ? and state in ('waiting', 'claimed'))
                        """, clock.instant(), jobId, jobId) == 1;
    }
}
