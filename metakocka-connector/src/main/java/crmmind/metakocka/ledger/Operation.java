package crmmind.metakocka.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One operation as the ledger has it.
 *
 * @param seq place among the operations of its document
 * @param reference our reference of the order in Metakocka
 * @param attempt how many times it was taken up
 * @param sentAt when the last attempt was taken up, or its last write left
 * @param nextAt when it is taken up again; null when closed or under way
 * @param closedAt when it was closed
 * @param mkId the document in Metakocka, once known
 * @param code Metakocka's last {@code opr_code}
 * @param text Metakocka's last text, or why it waits, in words for people
 * @param waitingFor why it waits, for programs; null when it does not
 */
public record Operation(
        OperationId id,
        UUID documentId,
        long seq,
        String reference,
        OperationKind kind,
        OperationState state,
        RemoteChange payload,
        String actor,
        Priority priority,
        int attempt,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant nextAt,
        @Nullable Instant closedAt,
        @Nullable String mkId,
        @Nullable String code,
        @Nullable String text,
        @Nullable WaitingFor waitingFor) {}
