package crmmind.orders.bulk;

import crmmind.orders.bulk.BulkJob.Filter;
import crmmind.orders.bulk.BulkJob.Forecast;
import crmmind.orders.bulk.BulkJob.Group;
import crmmind.orders.bulk.BulkJob.Progress;
import crmmind.orders.bulk.BulkJob.Row;
import crmmind.orders.order.OrderList;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Violation;
import crmmind.orders.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs, without asking who may: behind {@link BulkService}. */
@ApplicationScoped
@Transactional
public class BulkJobs {

    /** A job of more orders is refused: it could not be looked through before it begins. */
    static final int MOST = 10_000;

    /** Above so many a cancellation asks for their number. */
    static final int UNTYPED = 10;

    private static final Duration PLANS_KEPT = Duration.ofDays(1);
    private static final int REASON = 500;
    private static final int NAME = 100;

    @Inject
    Database database;

    @Inject
    OrderList list;

    @Inject
    Clock clock;

    /** Fixes the orders of a new job. Refuses with VALIDATION_FAILED where there are none, or more than 10,000. */
    UUID plan(BulkAction action, BulkSelection selection, String actor) {
        var now = clock.instant();
        var id = Identities.at(now);
        database.update(
                "insert into bulk_jobs (id, action, chosen, created_by, created_at) values (?, ?, ?, ?, ?)",
                id,
                action.code(),
                selection.chosen(),
                actor,
                now);
        int orders = selection.view() == null ? picked(id, selection) : viewed(id, selection);
        if (orders == 0) {
            throw refused("Nothing is selected: tick the orders first");
        }
        if (orders > MOST) {
            throw refused("These are more than 10,000 orders: narrow the list and take them in parts");
        }
        database.update("update bulk_jobs set orders = ? where id = ?", orders, id);
        return id;
    }

    private int picked(UUID id, BulkSelection selection) {
        var unique = new ArrayList<>(new LinkedHashSet<>(selection.picked()));
        return database.update("""
                insert into bulk_job_items (job_id, position, order_id)
                select ?, row_number() over (order by p.place), d.id
                from unnest(?) with ordinality as p (id, place)
                join sales_documents d on d.id = p.id and d.document_type = 'order'
                """, id, Database.uuids(unique));
    }

    private int viewed(UUID id, BulkSelection selection) {
        var view = selection.view();
        if (view == null) {
            return 0;
        }
        var chosen = list.ids(view);
        var values = new ArrayList<@Nullable Object>();
        values.add(id);
        values.addAll(chosen.values());
        values.add(MOST + 1);
        return database.update(
                "insert into bulk_job_items (job_id, position, order_id) select ?, chosen.position, chosen.id from ("
                        + chosen.sql() + ") chosen order by chosen.position limit ?",
                values.toArray());
    }

    /**
     * Lets the workers begin. Does nothing where it has begun. Refuses with REASON_REQUIRED, VALIDATION_FAILED.
     *
     * @return whether it begins now
     */
    boolean start(UUID id, BulkTerms terms) {
        var job = get(id);
        if (job.state() != JobState.PLANNED) {
            return false;
        }
        var clean = checked(job, terms);
        return database.update(
                        """
                        update bulk_jobs set state = 'running', started_at = ?, reason = ?, shipping_carrier = ?,
                            tracking_number = ?
                        where id = ? and state = 'planned'
                        """, clock.instant(), clean.reason(), clean.shippingCarrier(), clean.trackingNumber(), id)
                == 1;
    }

    private BulkTerms checked(BulkJob job, BulkTerms terms) {
        var violations = new Violations();
        var reason = violations.lines("/reason", terms.reason(), REASON);
        var carrier = violations.line("/shippingCarrier", terms.shippingCarrier(), NAME);
        var tracking = violations.line("/trackingNumber", terms.trackingNumber(), NAME);
        if (job.action() == BulkAction.CANCEL) {
            if (reason == null) {
                violations.add("/reason", Problem.REASON_REQUIRED.code(), "3 to 500 characters");
            } else if (reason.length() < 3) {
                violations.add("/reason", "TOO_SHORT", "At least 3 characters");
            }
            long cancelled = forecast(job.id()).will();
            var typed = terms.typed() == null ? "" : terms.typed().strip();
            if (cancelled > UNTYPED && !typed.equals(Long.toString(cancelled))) {
                violations.add("/typed", "NUMBER_REQUIRED", "Type " + cancelled + " to confirm");
            }
        }
        violations.refuse();
        return new BulkTerms(reason, carrier, tracking, null);
    }

    /** Takes no more orders for now. */
    boolean pause(UUID id) {
        return database.update("update bulk_jobs set state = 'paused' where id = ? and state = 'running'", id) == 1;
    }

    /** Goes on. */
    boolean resume(UUID id) {
        return database.update("update bulk_jobs set state = 'running' where id = ? and state = 'paused'", id) == 1;
    }

    /** Ends it: an order that is being done is done to its end, the others are left. */
    boolean stop(UUID id) {
        boolean stopped = database.update("""
                        update bulk_jobs set state = 'stopped', ended_at = ?
                        where id = ? and state in ('running', 'paused')
                        """, clock.instant(), id) == 1;
        if (stopped) {
            database.update("""
                    update bulk_job_items set state = 'left', claim = null, claimed_until = null
                    where job_id = ? and state in ('waiting', 'claimed')
                    """, id);
        }
        return stopped;
    }

    /** Takes the refused orders of an ended job up again; how many. */
    int retry(UUID id) {
        // the job's row first: whoever comes second finds it running
        if (database.update("""
                update bulk_jobs set state = 'running', ended_at = null
                where id = ? and state in ('stopped', 'finished')
                  and exists (select 1 from bulk_job_items where job_id = ? and state = 'failed')
                """, id, id) == 0) {
            return 0;
        }
        return database.update("""
                update bulk_job_items set state = 'waiting', code = null, detail = null, ended_at = null, attempts = 0
                where job_id = ? and state = 'failed'
                """, id);
    }

    /** Forgets a job that was never started. */
    boolean discard(UUID id) {
        return database.update("delete from bulk_jobs where id = ? and state = 'planned'", id) == 1;
    }

    /** Forgets the plans nobody started within a day. */
    int forgetOldPlans() {
        return database.update(
                "delete from bulk_jobs where state = 'planned' and created_at < ?",
                clock.instant().minus(PLANS_KEPT));
    }

    /** One job. Refuses with NOT_FOUND. */
    BulkJob get(UUID id) {
        return find("where j.id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> new BusinessException(Problem.NOT_FOUND, "There is no job " + id));
    }

    /**
     * Jobs, the newest first; the unstarted ones of others are left out.
     *
     * @param of whose; null for everybody's
     * @param before those older than this one; null for the newest
     */
    List<BulkJob> jobs(@Nullable String of, String me, @Nullable UUID before, int most) {
        var values = new ArrayList<@Nullable Object>();
        var where = new StringBuilder("where (j.state <> 'planned' or j.created_by = ?)");
        values.add(me);
        if (of != null) {
            where.append(" and j.created_by = ?");
            values.add(of);
        }
        if (before != null) {
            where.append(" and (j.created_at, j.id) < (select b.created_at, b.id from bulk_jobs b where b.id = ?)");
            values.add(before);
        }
        values.add(most);
        return find(where + " order by j.created_at desc, j.id desc limit ?", values.toArray());
    }

    /** The jobs of a person that are under way. */
    List<BulkJob> live(String of) {
        return find("where j.created_by = ? and j.state in ('running', 'paused') order by j.started_at, j.id", of);
    }

    private List<BulkJob> find(String where, @Nullable Object... values) {
        return database.query(
                "select j.*, c.* from bulk_jobs j cross join lateral (" + COUNTS + ") c " + where,
                BulkJobs::job,
                values);
    }

    private static final String COUNTS = """
            select count(*) filter (where i.state in ('waiting', 'claimed')) as waiting,
                   count(*) filter (where i.state = 'done') as done,
                   count(*) filter (where i.state = 'unchanged') as unchanged,
                   count(*) filter (where i.state = 'failed') as failed,
                   count(*) filter (where i.state = 'left') as left_over
            from bulk_job_items i where i.job_id = j.id
            """;

    /** What the dry run foresees. */
    Forecast forecast(UUID id) {
        return new Forecast(groups(
                "select expected, count(*) from bulk_job_items where job_id = ? and expected is not"
                        + " null group by expected order by count(*) desc, expected",
                id));
    }

    /** Why orders were refused. */
    List<Group> failures(UUID id) {
        return groups(
                "select code, count(*) from bulk_job_items where job_id = ? and state = 'failed'"
                        + " group by code order by count(*) desc, code",
                id);
    }

    /** Where the orders that were done stand with Metakocka now, by sync status. */
    List<Group> inMetakocka(UUID id) {
        return groups(
                "select m.sync_status, count(*) from bulk_job_items i join sales_document_mappings m"
                        + " on m.document_id = i.order_id and m.connection_id = '" + SalesDocumentMapping.CONNECTION
                        + "' where i.job_id = ? and i.state = 'done' group by m.sync_status order by count(*) desc",
                id);
    }

    private List<Group> groups(String sql, UUID id) {
        return database.query(sql, row -> new Group(row.getString(1), row.getLong(2)), id);
    }

    /** The orders of a job after a position, in their order. */
    List<Row> rows(UUID id, Filter filter, int after, int most) {
        var values = new ArrayList<@Nullable Object>();
        var where = new StringBuilder(" where i.job_id = ? and i.position > ?");
        values.add(SalesDocumentMapping.CONNECTION);
        values.add(id);
        values.add(after);
        if (filter.state() != null) {
            where.append(" and i.state = any(?)");
            values.add(Database.texts(
                    filter.state().equals("waiting") ? List.of("waiting", "claimed") : List.of(filter.state())));
        }
        if (filter.code() != null) {
            // before the start the reason is foreseen, afterwards it is the one given
            where.append(
                    " and case when i.state in ('waiting', 'claimed', 'left') then i.expected else i.code end = ?");
            values.add(filter.code());
        }
        values.add(most);
        return database.query("""
                select i.position, i.order_id, i.expected, i.state, i.code, i.detail, i.ended_at, d.document_number,
                       d.customer_name, case when d.on_hold then 'on_hold' else d.order_status end as status,
                       coalesce(m.sync_status, 'not_synced') as sync_status, m.sync_error
                from bulk_job_items i
                join sales_documents d on d.id = i.order_id
                left join sales_document_mappings m on m.document_id = d.id and m.connection_id = ?
                """ + where + " order by i.position limit ?", BulkJobs::row, values.toArray());
    }

    private static BulkJob job(ResultSet row) throws SQLException {
        return new BulkJob(
                row.getObject("id", UUID.class),
                BulkAction.of(row.getString("action")).orElseThrow(),
                JobState.of(row.getString("state")),
                row.getInt("orders"),
                row.getString("chosen"),
                row.getString("reason"),
                row.getString("shipping_carrier"),
                row.getString("tracking_number"),
                row.getString("created_by"),
                Database.requiredInstant(row, "created_at"),
                Database.instant(row, "forecast_at"),
                Database.instant(row, "started_at"),
                Database.instant(row, "ended_at"),
                new Progress(
                        row.getLong("waiting"),
                        row.getLong("done"),
                        row.getLong("unchanged"),
                        row.getLong("failed"),
                        row.getLong("left_over")));
    }

    private static Row row(ResultSet row) throws SQLException {
        var state = row.getString("state");
        return new Row(
                row.getInt("position"),
                row.getObject("order_id", UUID.class),
                row.getString("document_number"),
                row.getString("customer_name"),
                row.getString("status"),
                row.getString("sync_status"),
                row.getString("sync_error"),
                row.getString("expected"),
                state.equals("claimed") ? "waiting" : state,
                row.getString("code"),
                row.getString("detail"),
                Database.instant(row, "ended_at"));
    }

    private static BusinessException refused(String detail) {
        return new BusinessException(
                Problem.VALIDATION_FAILED, detail, List.of(new Violation("/orders", "OUT_OF_RANGE", detail)));
    }
}
