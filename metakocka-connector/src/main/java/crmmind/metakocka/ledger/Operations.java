package crmmind.metakocka.ledger;

import crmmind.metakocka.document.FoundDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The ledger's tables. Every statement runs in the transaction of the caller; all times are the database's. */
class Operations implements OperationStore {

    /** The name of the db-scheduler task that delivers one operation; its instances are named by operation id. */
    static final String TASK = "metakocka-operation";

    /** A rule of the database about rows that must not exist twice was broken. */
    private static final String ONE_AT_A_TIME = "23505";

    private static final String OPEN = "('pending', 'sending', 'unknown', 'review')";

    /** An earlier operation that must be closed first. One that waits for an invoice holds up nothing. */
    private static final String EARLIER_OPEN = "select 1 from metakocka_operations e where e.document_id ="
            + " o.document_id and e.seq < o.seq and e.state in " + OPEN
            + " and e.waiting_for is distinct from 'invoice'"
            // a create makes the order the others wait for
            + " and (o.kind <> 'create_order' or e.kind = 'create_order')";

    /** The order is there. */
    private static final String CREATED = "select 1 from metakocka_operations c where c.document_id = o.document_id"
            + " and c.kind = 'create_order' and c.state = 'done' and c.mk_id is not null";

    /** A create somebody gave up without knowing whether it had arrived: the next one is looked for first. */
    private static final String LEFT_IN_DOUBT = "select 1 from metakocka_operations l where l.document_id = ?"
            + " and l.kind = 'create_order' and l.state = 'cancelled' and l.in_doubt";

    /** A refused operation that stands as long as no later one took its place. */
    private static final String REPLACED = "select 1 from metakocka_operations l where l.document_id = o.document_id"
            + " and l.seq > o.seq and l.kind = o.kind and l.state not in ('refused', 'cancelled', 'superseded')"
            + " and o.kind <> 'packing_list'"; // each stands for another shipment

    private static final String SELECT = "select o.*, now() as database_now from metakocka_operations o ";

    /**
     * Schedules operations, or pulls forward those scheduled for later. One statement that cannot fail on a row that is
     * there already, and so cannot spoil the transaction it runs in, which is why it does not go through the
     * scheduler's client. A little in the past, so that a node whose clock is behind the database's does not let it
     * lie; what was submitted long ago comes before what was submitted since.
     */
    private static final String SCHEDULE = "insert into scheduled_tasks"
            + " (task_name, task_instance, execution_time, picked, version, priority)"
            + " select '" + TASK
            + "', o.id::text, least(o.created_at, now() - interval '2 seconds'), false, 1, o.priority"
            + " from metakocka_operations o where %s"
            + " on conflict (task_name, task_instance) do update set execution_time = excluded.execution_time"
            + " where scheduled_tasks.picked = false and scheduled_tasks.execution_time > now()";

    private static final String PERHAPS_THERE =
            "It may have been sent by a database that is no more, or by an operation given up: it is looked for first";

    private static final String DUE =
            "o.state in ('pending', 'unknown') and o.next_at <= now() and not exists (" + EARLIER_OPEN + ")";

    private final DataSource dataSource;

    Operations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Something the database refused. */
    static final class LedgerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LedgerException(SQLException cause) {
            super("The ledger could not be read or written: " + cause.getMessage(), cause);
        }
    }

    // --- submitting and withdrawing

    /** Writes a new operation down and schedules it. */
    Operation insert(OperationId id, NewOperation operation) {
        return with(connection -> {
            if (operation.kind() == OperationKind.CREATE_ORDER) {
                makeRoomForCreate(connection, operation);
            }
            update(
                    connection,
                    "insert into metakocka_operations"
                            + " (id, document_id, reference, kind, state, payload, actor, priority, epoch)"
                            + " values (?, ?, ?, ?, 'pending', ?::jsonb, ?, ?, case when exists (" + LEFT_IN_DOUBT
                            + ") then 0 else (select max(number) from metakocka_epochs) end)",
                    id.value(),
                    operation.documentId(),
                    operation.reference(),
                    operation.kind().code(),
                    LedgerJson.write(operation.payload()),
                    operation.actor(),
                    operation.priority().weight(),
                    operation.documentId());
            update(connection, SCHEDULE.formatted("o.id = ?"), id.value());
            return one(connection, "where o.id = ?", id.value()).orElseThrow().operation();
        });
    }

    /** A create carries the present state: what was to bring the order there piece by piece has become pointless. */
    private static void makeRoomForCreate(Connection connection, NewOperation operation) throws SQLException {
        update(
                connection,
                "update metakocka_operations set state = 'superseded', closed_at = now(), updated_at = now(),"
                        + " next_at = null, waiting_for = null, message = 'A later operation carries the present state'"
                        + " where document_id = ? and state = 'pending'"
                        + " and kind in ('create_order', 'update_order', 'change_status')",
                operation.documentId());
        if (one(
                        connection,
                        "where o.document_id = ? and o.kind = 'create_order' and o.state in " + OPEN,
                        operation.documentId())
                .isPresent()) {
            throw new CreateStillOpenException(operation.documentId());
        }
    }

    /** Gives what was not sent yet the lower priority, here and with the scheduler. */
    void afterOthers(Collection<OperationId> ids) {
        var texts = ids.stream().map(OperationId::toString).toArray(String[]::new);
        with(connection -> update(
                        connection,
                        "update metakocka_operations set priority = ? where id = any(cast(? as uuid[]))"
                                + " and state = 'pending'",
                        Priority.BULK.weight(),
                        texts)
                + update(
                        connection,
                        "update scheduled_tasks set priority = ? where task_name = ? and task_instance = any(?)"
                                + " and not picked",
                        Priority.BULK.weight(),
                        TASK,
                        texts));
    }

    /** Withdraws what is pending. */
    int cancelPending(UUID documentId, String reason) {
        return with(connection -> update(
                connection,
                "update metakocka_operations set state = 'cancelled', closed_at = now(), updated_at = now(),"
                        + " next_at = null, waiting_for = null, message = ? where document_id = ? and state = 'pending'",
                reason,
                documentId));
    }

    /** Takes a closed or waiting operation up again. */
    boolean retry(OperationId id, String actor) {
        return with(connection -> {
            int changed = update(
                    connection,
                    "update metakocka_operations o set"
                            // nothing is there of a refused one; what was ever in doubt is looked at first
                            + " state = case when o.state = 'review' then 'unknown'"
                            + "   when o.state = 'refused' then 'pending' else o.state end,"
                            + " next_at = now(), closed_at = null, waits = 0, updated_at = now(),"
                            + " waiting_for = case when o.state in ('review', 'unknown') then 'answer' end,"
                            + " message = 'Taken up again by ' || ?"
                            + " where o.id = ? and (o.state in ('refused', 'review', 'unknown')"
                            + " or o.state = 'pending' and o.next_at is distinct from null and o.next_at > now()"
                            + " or o.state = 'pending' and o.waiting_for = 'create')"
                            // a later one took its place
                            + " and not (o.state = 'refused' and exists (" + REPLACED + "))",
                    actor,
                    id.value());
            if (changed > 0) {
                update(connection, SCHEDULE.formatted("o.id = ?"), id.value());
            }
            return changed > 0;
        });
    }

    @Override
    public boolean reopen(OperationId id) {
        return with(connection -> update(
                        connection,
                        "update metakocka_operations set state = 'unknown', waiting_for = 'answer', next_at = now(),"
                                + " updated_at = now() where id = ? and state in ('review', 'unknown')",
                        id.value())
                == 1);
    }

    /** Makes an operation in review or in doubt pending again, for a create under another reference if one is given. */
    Optional<Operation> sendAgain(Operation operation, @Nullable String newReference) {
        var payload = operation.payload();
        var reference = operation.reference();
        if (newReference != null && payload instanceof CreateSalesOrder create) {
            payload = create.under(newReference);
            reference = newReference;
        }
        var written = LedgerJson.write(payload);
        var under = reference;
        return with(connection -> {
            int changed = update(
                    connection,
                    "update metakocka_operations set state = 'pending', next_at = now(), waiting_for = null,"
                            + " message = null, findings = null, mk_id = null, looks = 0, waits = 0, reference = ?,"
                            // somebody made sure that it is not there
                            + " epoch = (select max(number) from metakocka_epochs),"
                            + " payload = ?::jsonb, updated_at = now()"
                            + " where id = ? and attempt = ? and state in ('review', 'unknown')",
                    under,
                    written,
                    operation.id().value(),
                    operation.attempt());
            if (changed == 0) {
                return Optional.empty();
            }
            update(connection, SCHEDULE.formatted("o.id = ?"), operation.id().value());
            return one(connection, "where o.id = ?", operation.id().value()).map(Entry::operation);
        });
    }

    /** Closes an operation that is not under way, and schedules the next one of its document. */
    Optional<Operation> giveUp(Operation operation, String message) {
        return with(connection -> {
            int changed = update(
                    connection,
                    "update metakocka_operations set state = 'cancelled', next_at = null, waiting_for = null,"
                            + " message = ?, closed_at = now(), updated_at = now()"
                            + " where id = ? and attempt = ? and state in ('pending', 'review', 'unknown')",
                    storable(message),
                    operation.id().value(),
                    operation.attempt());
            if (changed == 0) {
                return Optional.empty();
            }
            update(connection, SCHEDULE.formatted("o.document_id = ? and " + DUE), operation.documentId());
            return one(connection, "where o.id = ?", operation.id().value()).map(Entry::operation);
        });
    }

    // --- the protocol

    @Override
    public Optional<Entry> find(OperationId id) {
        return with(connection -> one(connection, "where o.id = ?", id.value()));
    }

    @Override
    public Claim claim(OperationId id, String node) {
        return with(connection -> {
            var found = one(connection, "where o.id = ? for update", id.value());
            if (found.isEmpty() || found.get().operation().state() != OperationState.PENDING) {
                return new Claim.Gone();
            }
            var entry = found.get();
            if (!entry.untilDue().isZero()) {
                return new Claim.Later(entry.untilDue());
            }
            var blocker = one(
                    connection,
                    "where o.id = (select b.id from metakocka_operations o join metakocka_operations b"
                            + " on b.document_id = o.document_id and b.id <> o.id"
                            + " where o.id = ? and (b.state = 'sending' or b.id in ("
                            + EARLIER_OPEN.replace("select 1", "select e.id") + ")) order by b.seq limit 1)",
                    id.value());
            if (blocker.isPresent()) {
                return new Claim.Later(behind(blocker.get()));
            }
            var known = known(connection, entry.operation());
            if (known.order() == null && entry.operation().kind() != OperationKind.CREATE_ORDER) {
                return new Claim.NoOrder(entry);
            }
            if (entry.operation().kind() == OperationKind.CREATE_ORDER) {
                beginEpochInAnotherDatabase(connection);
                if (doubted(connection, id, node) > 0) {
                    return new Claim.InDoubt(
                            one(connection, "where o.id = ?", id.value()).orElseThrow());
                }
            }
            try {
                update(
                        connection,
                        "update metakocka_operations set state = 'sending', attempt = attempt + 1, sent_at = now(),"
                                + " next_at = null, updated_at = now() where id = ?",
                        id.value());
            } catch (SQLException e) {
                if (ONE_AT_A_TIME.equals(e.getSQLState())) {
                    throw new UnderWayException(e);
                }
                throw e;
            }
            update(
                    connection,
                    "insert into metakocka_operation_attempts (operation_id, attempt, node) values (?, ?, ?)",
                    id.value(),
                    entry.operation().attempt() + 1,
                    node);
            return new Claim.Taken(one(connection, "where o.id = ?", id.value()).orElseThrow(), known);
        });
    }

    /**
     * Takes a create of an earlier epoch into doubt instead of sending it. What may have been sent before counts as
     * sent when the epoch began.
     */
    private static int doubted(Connection connection, OperationId id, String node) throws SQLException {
        int changed = update(
                connection,
                "update metakocka_operations o set state = 'unknown', attempt = o.attempt + 1, looks = 0, waits = 0,"
                        + " sent_at = greatest(e.begun_at, (select max(c.sent_at) from metakocka_operations c"
                        + "   where c.document_id = o.document_id and c.kind = 'create_order')),"
                        + " next_at = now(), waiting_for = 'answer', in_doubt = true, epoch = e.number,"
                        + " message = ?, updated_at = now()"
                        + " from (select number, begun_at from metakocka_epochs order by number desc limit 1) e"
                        + " where o.id = ? and o.epoch < e.number",
                PERHAPS_THERE,
                id.value());
        if (changed > 0) {
            update(
                    connection,
                    "insert into metakocka_operation_attempts"
                            + " (operation_id, attempt, node, ended_at, outcome, message)"
                            + " select id, attempt, ?, now(), 'unknown', ? from metakocka_operations where id = ?",
                    node,
                    PERHAPS_THERE,
                    id.value());
        }
        return changed;
    }

    /** Begins an epoch if this is another database than the last one began in: restored, or failed over to. */
    int beginEpochInAnotherDatabase() {
        return with(Operations::beginEpochInAnotherDatabase);
    }

    private static int beginEpochInAnotherDatabase(Connection connection) throws SQLException {
        return update(
                connection,
                "insert into metakocka_epochs (number, database_mark, actor, reason)"
                        + " select e.number + 1, metakocka_database_mark(), 'system',"
                        + " 'This is another database than before: it was restored, or failed over to'"
                        + " from (select number, database_mark from metakocka_epochs order by number desc limit 1) e"
                        + " where e.database_mark <> metakocka_database_mark() on conflict do nothing");
    }

    /** Begins an epoch because a person says so. Returns its number. */
    int beginEpoch(String actor, String reason) {
        return with(connection -> {
            try (var select = prepare(connection, "select metakocka_begin_epoch(?, ?)", actor, reason);
                    var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /**
     * How long to leave an operation alone that another one is in front of. Closing that one pulls it forward anyway.
     */
    private static Duration behind(Entry blocker) {
        var shortest = Duration.ofSeconds(1);
        if (blocker.operation().state() == OperationState.SENDING) {
            return shortest;
        }
        var longest = Duration.ofSeconds(30);
        if (blocker.operation().nextAt() == null) {
            return longest;
        }
        var due = blocker.untilDue().plusMillis(500);
        return due.compareTo(shortest) < 0 ? shortest : due.compareTo(longest) > 0 ? longest : due;
    }

    @Override
    public KnownDocuments known(Operation operation) {
        return with(connection -> known(connection, operation));
    }

    private static KnownDocuments known(Connection connection, Operation operation) throws SQLException {
        if (operation.kind() == OperationKind.CREATE_ORDER) {
            return new KnownDocuments(operation.mkId(), Set.of());
        }
        return new KnownDocuments(orderOf(connection, operation), madeByOthers(connection, operation));
    }

    private static Set<String> madeByOthers(Connection connection, Operation operation) throws SQLException {
        try (var select = prepare(
                        connection,
                        "select mk_id from metakocka_operations where document_id = ? and kind = ? and id <> ?"
                                + " and kind in ('packing_list', 'invoice') and state = 'done' and mk_id is not null",
                        operation.documentId(),
                        operation.kind().code(),
                        operation.id().value());
                var rows = select.executeQuery()) {
            var made = new HashSet<String>();
            while (rows.next()) {
                made.add(rows.getString(1));
            }
            return made;
        }
    }

    private static @Nullable String orderOf(Connection connection, Operation operation) throws SQLException {
        var payload = operation.payload();
        String named = null;
        if (payload instanceof ChangeSalesOrder change) {
            named = change.mkId();
        } else if (payload instanceof CreatePackingList packing) {
            named = packing.mkId();
        } else if (payload instanceof CreateInvoice invoice) {
            named = invoice.mkId();
        }
        if (named != null) {
            return named;
        }
        try (var select = prepare(
                        connection,
                        "select mk_id from metakocka_operations where document_id = ? and kind = 'create_order'"
                                + " and state = 'done' and mk_id is not null order by seq desc limit 1",
                        operation.documentId());
                var rows = select.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Override
    public boolean leaving(OperationId id, int attempt) {
        return with(connection -> update(
                        connection,
                        "update metakocka_operations set sent_at = now(), updated_at = now()"
                                + " where id = ? and attempt = ? and state = 'sending'",
                        id.value(),
                        attempt)
                == 1);
    }

    @Override
    public Optional<Operation> park(OperationId id, String message) {
        return with(connection -> {
            int changed = update(
                    connection,
                    "update metakocka_operations o set next_at = null, waiting_for = 'create', message = ?,"
                            + " updated_at = now() where o.id = ? and o.state = 'pending' and not exists (" + CREATED
                            + ")",
                    message,
                    id.value());
            return changed == 0
                    ? Optional.empty()
                    : one(connection, "where o.id = ?", id.value()).map(Entry::operation);
        });
    }

    @Override
    public void hasCome(UUID documentId, WaitingFor what) {
        with(connection -> update(
                connection,
                "update metakocka_operations set next_at = now(), waiting_for = null, message = null,"
                        + " updated_at = now() where document_id = ? and state = 'pending' and waiting_for = ?",
                documentId,
                what.code()));
    }

    @Override
    public Optional<Operation> move(OperationId id, int attempt, Transition transition) {
        return with(connection -> {
            var closing = !transition.state().open();
            int changed = update(
                    connection,
                    "update metakocka_operations set state = ?, waiting_for = ?,"
                            + " next_at = now() + make_interval(secs => ?::float8), looks = ?, waits = ?,"
                            + " mk_id = coalesce(?, mk_id), opr_code = ?, message = ?, findings = ?::jsonb,"
                            + " in_doubt = in_doubt or ?::boolean,"
                            + " closed_at = case when ?::boolean then now() end, updated_at = now()"
                            + " where id = ? and attempt = ? and state in ('sending', 'unknown')",
                    transition.state().code(),
                    transition.waitingFor() == null
                            ? null
                            : transition.waitingFor().code(),
                    transition.nextIn() == null ? null : transition.nextIn().toMillis() / 1000.0,
                    transition.looks(),
                    transition.waits(),
                    transition.mkId(),
                    transition.code(),
                    storable(transition.message()),
                    transition.findings(),
                    transition.state() == OperationState.UNKNOWN,
                    closing,
                    id.value(),
                    attempt);
            if (changed == 0) {
                update(
                        connection,
                        "update metakocka_operation_attempts set late_at = now(), late_outcome = ?"
                                + " where operation_id = ? and attempt = ?",
                        transition.state().code()
                                + (transition.mkId() == null ? "" : " " + transition.mkId())
                                + (transition.message() == null ? "" : ": " + storable(transition.message())),
                        id.value(),
                        attempt);
                return Optional.empty();
            }
            update(
                    connection,
                    "update metakocka_operation_attempts set ended_at = now(), outcome = ?, opr_code = ?, message = ?"
                            + " where operation_id = ? and attempt = ? and (ended_at is null or outcome = 'unknown')",
                    transition.state().code(),
                    transition.code(),
                    storable(transition.message()),
                    id.value(),
                    attempt);
            return Optional.of(
                    one(connection, "where o.id = ?", id.value()).orElseThrow().operation());
        });
    }

    /** Which transaction of the database this runs in. */
    String transactionId() {
        return with(connection -> {
            try (var select = prepare(connection, "select pg_current_xact_id()");
                    var row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        });
    }

    // --- scheduling

    /** Schedules the due operations of a document. */
    int scheduleDue(UUID documentId) {
        return with(connection -> update(connection, SCHEDULE.formatted("o.document_id = ? and " + DUE), documentId));
    }

    /** Schedules every due operation that has no task or one that comes later than it must. */
    int sweep() {
        return with(connection -> {
            update(
                    connection,
                    "update metakocka_operations o set next_at = now(), waiting_for = null, updated_at = now()"
                            + " where o.state = 'pending' and o.waiting_for = 'create' and exists (" + CREATED + ")");
            return update(
                    connection,
                    SCHEDULE.formatted(
                            "(" + DUE + ") or (o.state = 'sending' and o.sent_at < now() - interval '10 minutes'"
                                    + " and not exists (select 1 from scheduled_tasks t where t.task_name = '" + TASK
                                    + "' and t.task_instance = o.id::text))"));
        });
    }

    /** Makes everything due that waits for the connection, and schedules it. */
    int connectionIsBack() {
        return with(connection -> {
            update(
                    connection,
                    "update metakocka_operations set next_at = now(), updated_at = now()"
                            + " where state = 'pending' and waiting_for = 'connection' and next_at > now()");
            return update(connection, SCHEDULE.formatted(DUE));
        });
    }

    // --- doubles

    @Override
    public void sweepLater(OperationId id, Duration pause) {
        with(connection -> update(
                connection,
                "update metakocka_operations set sweep_at = now() + make_interval(secs => ?::float8)"
                        + " where id = ? and in_doubt and state = 'done' and mk_id is not null",
                pause.toMillis() / 1000.0,
                id.value()));
    }

    /** Hands out the creates to look at for doubles; whoever takes one and dies leaves it for the next. */
    List<Operation> takeForSweep(int most) {
        return with(connection -> {
            var ids = new ArrayList<String>();
            try (var taken = prepare(
                            connection,
                            "update metakocka_operations set sweep_at = now() + interval '10 minutes' where id in"
                                    + " (select id from metakocka_operations where sweep_at <= now()"
                                    + "   order by sweep_at limit ? for update skip locked) returning id",
                            most);
                    var rows = taken.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return entries(connection, "where o.id = any (?::uuid[]) order by o.seq", (Object)
                            ids.toArray(String[]::new))
                    .stream()
                    .map(Entry::operation)
                    .toList();
        });
    }

    /** The doubles that were found last; empty where none were. */
    Optional<String> doubles(OperationId id) {
        return with(connection -> {
            try (var select = prepare(connection, "select doubles from metakocka_operations where id = ?", id.value());
                    var row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
        });
    }

    /** Writes down what a look for doubles showed, and when to look again; null for never. */
    void swept(OperationId id, String mkId, @Nullable String doubles, @Nullable Duration again) {
        with(connection -> update(
                connection,
                "update metakocka_operations set mk_id = ?, doubles = ?,"
                        + " sweep_at = now() + make_interval(secs => ?::float8), updated_at = now()"
                        + " where id = ? and state = 'done'",
                mkId,
                doubles,
                again == null ? null : again.toMillis() / 1000.0,
                id.value()));
    }

    /** Lets the last create of these references be looked at for doubles now, unless doubles of it are known. */
    int suspectDoubles(Collection<String> references) {
        return with(connection -> update(
                connection,
                "update metakocka_operations o set sweep_at = now() where o.kind = 'create_order'"
                        + " and o.state = 'done' and o.mk_id is not null and o.reference = any (?)"
                        + " and o.doubles is null",
                (Object) references.toArray(String[]::new)));
    }

    /** Lets a document be looked at for doubles now, and what is seen be told even if it is the same as before. */
    int lookForDoubles(UUID documentId) {
        return with(connection -> update(
                connection,
                "update metakocka_operations o set sweep_at = now(), doubles = '' where o.document_id = ?"
                        + " and o.kind = 'create_order' and o.state = 'done' and o.mk_id is not null",
                documentId));
    }

    /** The document of Metakocka that each of these references stands for, where one does. */
    Map<String, String> documentsOf(Collection<String> references) {
        return with(connection -> {
            try (var select = prepare(
                            connection,
                            "select reference, mk_id from metakocka_operations where kind = 'create_order'"
                                    + " and state = 'done' and mk_id is not null and reference = any (?) order by seq",
                            (Object) references.toArray(String[]::new));
                    var rows = select.executeQuery()) {
                var known = new LinkedHashMap<String, String>();
                while (rows.next()) {
                    known.put(rows.getString(1), rows.getString(2));
                }
                return known;
            }
        });
    }

    // --- reading

    List<Operation> ofDocument(UUID documentId) {
        return list("where o.document_id = ? order by o.seq", documentId);
    }

    Optional<Operation> latest(UUID documentId) {
        return with(connection -> one(connection, "where o.document_id = ? order by o.seq desc limit 1", documentId)
                .map(Entry::operation));
    }

    List<Operation> byIds(Collection<OperationId> ids) {
        return list("where o.id = any (?::uuid[])", (Object)
                ids.stream().map(id -> id.value().toString()).toArray(String[]::new));
    }

    /** Which of these are closed, or cannot go on by themselves within a moment. */
    List<Operation> restingOf(Collection<OperationId> ids) {
        return list(
                "where o.id = any (?::uuid[]) and (o.state not in ('pending', 'sending', 'unknown')"
                        + " or o.state in ('pending', 'unknown') and o.next_at is null"
                        + " or o.state in ('pending', 'unknown') and o.waiting_for is not null"
                        + "   and o.next_at > now() + interval '900 milliseconds'"
                        + " or exists (" + EARLIER_OPEN + " and (e.state = 'review' or e.next_at is null and e.state <>"
                        + " 'sending' or e.waiting_for is not null and e.next_at > now() + interval '900 milliseconds')))",
                (Object) ids.stream().map(id -> id.value().toString()).toArray(String[]::new));
    }

    boolean hasOpen(UUID documentId) {
        return with(connection -> one(
                        connection,
                        "where o.document_id = ? and o.state in " + OPEN
                                + " and o.waiting_for is distinct from 'invoice' limit 1",
                        documentId)
                .isPresent());
    }

    boolean createSubmitted(UUID documentId) {
        return with(connection -> one(
                        connection,
                        "where o.document_id = ? and o.kind = 'create_order'"
                                + " and o.state not in ('cancelled', 'superseded') limit 1",
                        documentId)
                .isPresent());
    }

    Map<UUID, List<Operation>> openByDocument(Collection<UUID> documentIds) {
        var result = new LinkedHashMap<UUID, List<Operation>>();
        for (var operation :
                list("where o.document_id = any (?::uuid[]) and o.state in " + OPEN + " order by o.seq", (Object)
                        documentIds.stream().map(UUID::toString).toArray(String[]::new))) {
            result.computeIfAbsent(operation.documentId(), id -> new ArrayList<>())
                    .add(operation);
        }
        return result;
    }

    QueuePage queue(QueueFilter filter) {
        var where = new StringBuilder("where true");
        var values = new ArrayList<Object>();
        if (!filter.states().isEmpty()) {
            where.append(" and o.state = any (?)");
            values.add(filter.states().stream().map(OperationState::code).toArray(String[]::new));
        }
        if (!filter.kinds().isEmpty()) {
            where.append(" and o.kind = any (?)");
            values.add(filter.kinds().stream().map(OperationKind::code).toArray(String[]::new));
        }
        if (!filter.waitingFor().isEmpty()) {
            where.append(" and o.waiting_for = any (?)");
            values.add(filter.waitingFor().stream().map(WaitingFor::code).toArray(String[]::new));
        }
        if (filter.standing()) {
            where.append(" and not (o.state = 'refused' and exists (" + REPLACED + "))");
        }
        if (filter.documentId() != null) {
            where.append(" and o.document_id = ?");
            values.add(filter.documentId());
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            where.append(" and (position(lower(?) in lower(o.reference)) > 0"
                    + " or position(lower(?) in lower(coalesce(o.message, ''))) > 0)");
            values.add(filter.text().trim());
            values.add(filter.text().trim());
        }
        var condition = where.toString();
        return with(connection -> {
            long total;
            try (var count = prepare(
                            connection, "select count(*) from metakocka_operations o " + condition, values.toArray());
                    var rows = count.executeQuery()) {
                rows.next();
                total = rows.getLong(1);
            }
            values.add(filter.limit());
            values.add(filter.offset());
            return new QueuePage(
                    entries(connection, condition + " order by o.seq desc limit ? offset ?", values.toArray()).stream()
                            .map(Entry::operation)
                            .toList(),
                    total);
        });
    }

    /** The numbers of {@link Backlog} that the tables know. */
    Backlog backlog(@Nullable Instant unreachableSince) {
        return with(connection -> {
            try (var select = prepare(
                            connection,
                            "select count(*) as open, count(*) filter (where state = 'pending') as pending,"
                                    + " count(*) filter (where state = 'sending') as sending,"
                                    + " count(*) filter (where state = 'unknown') as unknown,"
                                    + " count(*) filter (where state = 'review') as review, min(created_at) as oldest"
                                    + ", (select count(*) from metakocka_operations o where o.state = 'refused'"
                                    + "   and not exists (" + REPLACED + ")) as refused"
                                    + " from metakocka_operations where state in " + OPEN);
                    var row = select.executeQuery()) {
                row.next();
                return new Backlog(
                        row.getLong("open"),
                        row.getLong("pending"),
                        row.getLong("sending"),
                        row.getLong("unknown"),
                        row.getLong("review"),
                        row.getLong("refused"),
                        instant(row, "oldest"),
                        unreachableSince);
            }
        });
    }

    List<Attempt> attempts(OperationId id) {
        return with(connection -> {
            try (var select = prepare(
                            connection,
                            "select * from metakocka_operation_attempts where operation_id = ? order by attempt",
                            id.value());
                    var row = select.executeQuery()) {
                var attempts = new ArrayList<Attempt>();
                while (row.next()) {
                    attempts.add(new Attempt(
                            row.getInt("attempt"),
                            row.getString("node"),
                            Objects.requireNonNull(instant(row, "started_at")),
                            instant(row, "ended_at"),
                            row.getString("outcome"),
                            row.getString("opr_code"),
                            row.getString("message"),
                            row.getString("late_outcome")));
                }
                return attempts;
            }
        });
    }

    List<FoundDocument> found(OperationId id) {
        return with(connection -> {
            try (var select = prepare(
                            connection,
                            "select findings from metakocka_operations where id = ? and state = 'review'",
                            id.value());
                    var row = select.executeQuery()) {
                var findings = row.next() ? row.getString(1) : null;
                return findings == null ? List.of() : LedgerJson.found(findings);
            }
        });
    }

    // --- plumbing

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new LedgerException(e);
        }
    }

    private List<Operation> list(String condition, Object... values) {
        return with(connection -> entries(connection, condition, values).stream()
                .map(Entry::operation)
                .toList());
    }

    private static Optional<Entry> one(Connection connection, String condition, Object... values) throws SQLException {
        return entries(connection, condition, values).stream().findFirst();
    }

    private static List<Entry> entries(Connection connection, String condition, @Nullable Object... values)
            throws SQLException {
        try (var select = prepare(connection, SELECT + condition, values);
                var rows = select.executeQuery()) {
            var entries = new ArrayList<Entry>();
            while (rows.next()) {
                entries.add(new Entry(
                        operation(rows),
                        rows.getInt("looks"),
                        rows.getInt("waits"),
                        Objects.requireNonNull(instant(rows, "database_now"))));
            }
            return entries;
        }
    }

    private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (var statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        try {
            int index = 0;
            for (var value : Arrays.asList(values)) {
                index++;
                if (value == null) {
                    statement.setNull(index, Types.VARCHAR);
                } else if (value instanceof String[] texts) {
                    statement.setArray(index, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(index, value);
                }
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static Operation operation(ResultSet row) throws SQLException {
        var kind = OperationKind.of(row.getString("kind"));
        var waitingFor = row.getString("waiting_for");
        return new Operation(
                new OperationId(row.getObject("id", UUID.class)),
                row.getObject("document_id", UUID.class),
                row.getLong("seq"),
                row.getString("reference"),
                kind,
                OperationState.of(row.getString("state")),
                LedgerJson.payload(kind, row.getString("payload")),
                row.getString("actor"),
                Priority.of(row.getInt("priority")),
                row.getInt("attempt"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "sent_at"),
                instant(row, "next_at"),
                instant(row, "closed_at"),
                row.getString("mk_id"),
                row.getString("opr_code"),
                row.getString("message"),
                waitingFor == null ? null : WaitingFor.of(waitingFor));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** PostgreSQL keeps every character but this one. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', ' ');
    }
}
