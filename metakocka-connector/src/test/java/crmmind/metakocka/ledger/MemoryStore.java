package crmmind.metakocka.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The ledger in memory, with a clock of its own, transactions that roll back, and mistakes that can be switched on. */
final class MemoryStore implements OperationStore, Transactions {

    /** What goes wrong on purpose, so that the search for mistakes is seen to find some. */
    enum Mistake {
        NONE,
        /** The mark "sending" is not written down. */
        NO_SENDING_MARK,
        /** An outcome is written down whatever the attempt. */
        NO_FENCE,
        /** One look that finds nothing is enough. */
        SINGLE_LOOK,
        /** What is in doubt is sent again at once. */
        BLIND_RESEND,
        /** An operation does not wait for the earlier ones of its document. */
        OUT_OF_ORDER
    }

    /** A row. */
    private static final class Row {
        Operation operation;
        int looks;
        int waits;

        Row(Operation operation, int looks, int waits) {
            this.operation = operation;
            this.looks = looks;
            this.waits = waits;
        }
    }

    Instant now = Instant.parse("2026-11-23T10:00:00Z");
    final List<String> evidence = new ArrayList<>();
    private final Mistake mistake;
    private Map<OperationId, Row> rows = new LinkedHashMap<>();
    private long nextSeq = 1;

    /** The rows at one moment. */
    static final class Snapshot {
        private final Map<OperationId, Row> rows;

        private Snapshot(Map<OperationId, Row> rows) {
            this.rows = rows;
        }
    }

    Snapshot snapshot() {
        return new Snapshot(copy(rows));
    }

    void restore(Snapshot snapshot) {
        rows = copy(snapshot.rows);
    }

    private static Map<OperationId, Row> copy(Map<OperationId, Row> rows) {
        var copy = new LinkedHashMap<OperationId, Row>();
        rows.forEach((id, row) -> copy.put(id, new Row(row.operation, row.looks, row.waits)));
        return copy;
    }

    MemoryStore(Mistake mistake) {
        this.mistake = mistake;
    }

    @Override
    public <T> T inNew(Supplier<T> work) {
        var before = copy(rows);
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            rows = before;
            throw e;
        }
    }

    OperationId insert(NewOperation operation) {
        var id = new OperationId(new UUID(operation.documentId().getMostSignificantBits(), nextSeq));
        rows.put(
                id,
                new Row(
                        new Operation(
                                id,
                                operation.documentId(),
                                nextSeq++,
                                operation.reference(),
                                operation.kind(),
                                OperationState.PENDING,
                                operation.payload(),
                                operation.actor(),
                                operation.priority(),
                                0,
                                now,
                                null,
                                now,
                                null,
                                null,
                                null,
                                null,
                                null),
                        0,
                        0));
        return id;
    }

    @Override
    public Optional<Entry> find(OperationId id) {
        return Optional.ofNullable(rows.get(id)).map(this::entry);
    }

    private Entry entry(Row row) {
        int looks = mistake == Mistake.SINGLE_LOOK ? row.looks + 1 : row.looks;
        return new Entry(row.operation, looks, row.waits, now);
    }

    @Override
    public Claim claim(OperationId id, String node) {
        var row = rows.get(id);
        if (row.operation.state() != OperationState.PENDING) {
            return new Claim.Gone();
        }
        if (!entry(row).untilDue().isZero()) {
            return new Claim.Later(entry(row).untilDue());
        }
        boolean blocked = rows.values().stream()
                .map(other -> other.operation)
                .filter(other -> other.documentId().equals(row.operation.documentId())
                        && other.state().open())
                .anyMatch(other -> other.state() == OperationState.SENDING
                        || (mistake != Mistake.OUT_OF_ORDER
                                && other.seq() < row.operation.seq()
                                && other.waitingFor() != WaitingFor.INVOICE));
        if (blocked) {
            return new Claim.Later(Duration.ofSeconds(1));
        }
        if (known(row.operation).order() == null && row.operation.kind() != OperationKind.CREATE_ORDER) {
            return new Claim.NoOrder(entry(row));
        }
        var o = row.operation;
        var taken =
                with(o, OperationState.SENDING, o.attempt() + 1, now, null, null, o.mkId(), o.text(), o.waitingFor());
        if (mistake != Mistake.NO_SENDING_MARK) {
            row.operation = taken;
        } else {
            row.operation =
                    with(o, o.state(), o.attempt() + 1, now, o.nextAt(), null, o.mkId(), o.text(), o.waitingFor());
        }
        return new Claim.Taken(new Entry(taken, row.looks, row.waits, now), known(o));
    }

    /** As if the claim had never been committed. */
    void forgetClaim(OperationId id) {
        var row = rows.get(id);
        var o = row.operation;
        if (o.state() == OperationState.SENDING) {
            row.operation = with(
                    o, OperationState.PENDING, o.attempt() - 1, null, now, null, o.mkId(), o.text(), o.waitingFor());
        }
    }

    @Override
    public boolean leaving(OperationId id, int attempt) {
        var row = rows.get(id);
        var o = row.operation;
        if (o.state() != OperationState.SENDING || o.attempt() != attempt) {
            return false;
        }
        row.operation = with(o, o.state(), attempt, now, o.nextAt(), o.closedAt(), o.mkId(), o.text(), o.waitingFor());
        return true;
    }

    @Override
    public Optional<Operation> park(OperationId id, String message) {
        var row = rows.get(id);
        var o = row.operation;
        row.operation = with(o, o.state(), o.attempt(), o.sentAt(), null, null, o.mkId(), message, WaitingFor.CREATE);
        return Optional.of(row.operation);
    }

    @Override
    public KnownDocuments known(Operation operation) {
        if (operation.payload() instanceof ChangeSalesOrder change && change.mkId() != null) {
            return new KnownDocuments(change.mkId(), Set.of());
        }
        var order = rows.values().stream()
                .map(other -> other.operation)
                .filter(other -> other.documentId().equals(operation.documentId())
                        && other.kind() == OperationKind.CREATE_ORDER
                        && other.state() == OperationState.DONE)
                .map(Operation::mkId)
                .findFirst()
                .orElse(null);
        return new KnownDocuments(order, Set.of());
    }

    @Override
    public void hasCome(UUID documentId, WaitingFor what) {
        rows.values().stream()
                .filter(row -> row.operation.documentId().equals(documentId)
                        && row.operation.state() == OperationState.PENDING
                        && row.operation.waitingFor() == what)
                .forEach(row -> {
                    var o = row.operation;
                    row.operation = with(o, o.state(), o.attempt(), o.sentAt(), now, null, o.mkId(), null, null);
                });
    }

    @Override
    public Optional<Operation> move(OperationId id, int attempt, Transition wanted) {
        var transition = mistake == Mistake.BLIND_RESEND && wanted.state() == OperationState.UNKNOWN
                ? Transition.waiting(OperationState.PENDING, WaitingFor.ANSWER, Duration.ZERO, 0, 0, "blindly")
                : wanted;
        var row = rows.get(id);
        var o = row.operation;
        boolean current = o.attempt() == attempt
                && (o.state() == OperationState.SENDING
                        || o.state() == OperationState.UNKNOWN
                        || mistake == Mistake.NO_SENDING_MARK);
        if (!current && mistake != Mistake.NO_FENCE) {
            evidence.add(id + " " + attempt + " " + transition.state());
            return Optional.empty();
        }
        row.operation = with(
                o,
                transition.state(),
                o.attempt(),
                o.sentAt(),
                transition.nextIn() == null ? null : now.plus(transition.nextIn()),
                transition.state().open() ? null : now,
                transition.mkId() == null ? o.mkId() : transition.mkId(),
                transition.message(),
                transition.waitingFor());
        row.looks = transition.looks();
        row.waits = transition.waits();
        return Optional.of(row.operation);
    }

    @Override
    public void sweepLater(OperationId id, Duration pause) {} // nothing arrives late enough here

    @Override
    public boolean reopen(OperationId id) {
        throw new UnsupportedOperationException();
    }

    private static Operation with(
            Operation o,
            OperationState state,
            int attempt,
            Instant sentAt,
            Instant nextAt,
            Instant closedAt,
            String mkId,
            String text,
            WaitingFor waitingFor) {
        return new Operation(
                o.id(),
                o.documentId(),
                o.seq(),
                o.reference(),
                o.kind(),
                state,
                o.payload(),
                o.actor(),
                o.priority(),
                attempt,
                o.createdAt(),
                sentAt,
                nextAt,
                closedAt,
                mkId,
                null,
                text,
                waitingFor);
    }
}
