package crmmind.orders.sync;

import crmmind.metakocka.ledger.NewOperation;
import crmmind.metakocka.ledger.Operation;
import crmmind.metakocka.ledger.OperationId;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.metakocka.ledger.OperationState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger that keeps what was submitted and delivers nothing. */
class RecordedLedger extends OperationLedger {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final List<Operation> operations = new ArrayList<>();

    @Override
    public OperationId submit(NewOperation wanted) {
        var id = new OperationId(UUID.randomUUID());
        operations.add(new Operation(
                id,
                wanted.documentId(),
                operations.size() + 1,
                wanted.reference(),
                wanted.kind(),
                OperationState.PENDING,
                wanted.payload(),
                wanted.actor(),
                wanted.priority(),
                0,
                NOW,
                null,
                NOW,
                null,
                null,
                null,
                null,
                null));
        return id;
    }

    /** All of a document, in their order. */
    @Override
    public List<Operation> ofDocument(UUID documentId) {
        return operations.stream()
                .filter(operation -> operation.documentId().equals(documentId))
                .toList();
    }

    @Override
    public Optional<Operation> find(OperationId id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst();
    }

    /** Brings an operation into another state. */
    Operation becomes(Operation old, OperationState state, @Nullable String text) {
        var now = new Operation(
                old.id(),
                old.documentId(),
                old.seq(),
                old.reference(),
                old.kind(),
                state,
                old.payload(),
                old.actor(),
                old.priority(),
                1,
                old.createdAt(),
                NOW,
                null,
                state.open() ? null : NOW,
                null,
                null,
                text,
                null);
        operations.set(operations.indexOf(old), now);
        return now;
    }
}
