package crmmind.orders.sync;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.ledger.Operation;
import crmmind.metakocka.ledger.OperationDecisions;
import crmmind.metakocka.ledger.OperationId;
import crmmind.metakocka.ledger.OperationKind;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.metakocka.ledger.OperationState;
import crmmind.metakocka.ledger.QueueFilter;
import crmmind.metakocka.ledger.WaitingFor;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import crmmind.orders.shared.WholeCommand;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What Metakocka has still to learn, what it refused, and what a person can decide about it. */
@Stateless
@WholeCommand
@TransactionAttribute(TransactionAttributeType.SUPPORTS) // a command begins its own, to begin it anew
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class SyncQueue {

    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;
    private static final int AT_ONCE = 200;
    private static final int LONGEST_REFERENCE = 30;

    @Inject
    OperationLedger ledger;

    @Inject
    OperationDecisions decisions;

    @Inject
    SalesDocuments documents;

    @Resource
    SessionContext session;

    /**
     * What waits.
     *
     * @param open operations not closed
     * @param waiting of these, not sent yet
     * @param inDoubt of these, without a clear answer
     * @param needsPerson of these, for a person to decide
     * @param refused closed because Metakocka said no, and nothing took their place
     * @param oldest when the oldest open one was submitted
     * @param unreachableSince since when Metakocka does not answer; null while it does
     */
    public record Waiting(
            long open,
            long waiting,
            long inDoubt,
            long needsPerson,
            long refused,
            @Nullable Instant oldest,
            @Nullable Instant unreachableSince)
            implements Serializable {

        /** Nothing waits. */
        public static final Waiting NOTHING = new Waiting(0, 0, 0, 0, 0, null, null);
    }

    /**
     * Which operations a list shows, by the codes of the ledger; a code it does not know finds nothing.
     *
     * @param state empty for all that are not closed
     * @param kind empty for all
     * @param waitingFor empty for all
     * @param text part of the reference or of Metakocka's text
     */
    public record Filter(String state, String kind, String waitingFor, String text) implements Serializable {}

    /** One operation. */
    public record Row(
            UUID id,
            UUID orderId,
            String reference,
            String kind,
            String state,
            @Nullable String waitingFor,
            int attempt,
            Instant createdAt,
            @Nullable Instant nextAt,
            @Nullable Instant sentAt,
            @Nullable Instant closedAt,
            @Nullable String metakockaId,
            @Nullable String text,
            String actor)
            implements Serializable {

        /** Whether it can be taken up at once. */
        public boolean retryable() {
            return Set.of("refused", "unknown", "review").contains(state)
                    || (state.equals("pending") && (nextAt != null || "create".equals(waitingFor)));
        }

        /** Whether a person can decide what became of it. */
        public boolean decidable() {
            return state.equals("unknown") || state.equals("review");
        }

        /** Whether it can be given up. */
        public boolean leavable() {
            return decidable() || state.equals("pending");
        }

        /** Whether it makes the order there. */
        public boolean create() {
            return kind.equals("create_order");
        }
    }

    /** A page of the queue. */
    public record Page(List<Row> rows, long total) implements Serializable {}

    /** One attempt. */
    public record AttemptRow(
            int number,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String text,
            @Nullable String lateOutcome,
            String node)
            implements Serializable {}

    /** A document of Metakocka that may be the one. */
    public record Found(
            String metakockaId,
            @Nullable String number,
            @Nullable String reference,
            @Nullable String customer,
            @Nullable BigDecimal total,
            String reason)
            implements Serializable {}

    /**
     * Everything about one operation.
     *
     * @param orderNumber ours; the reference where the order is gone
     * @param nextReference the reference a create would be sent under again; null for anything else
     */
    public record Details(
            Row row, String orderNumber, @Nullable String nextReference, List<AttemptRow> attempts, List<Found> found)
            implements Serializable {}

    /** What became of many. */
    public record Taken(int taken, int left) implements Serializable {}

    /** What waits, in numbers. */
    public Waiting waiting() {
        var backlog = ledger.backlog();
        return new Waiting(
                backlog.open(),
                backlog.pending(),
                backlog.unknown(),
                backlog.review(),
                backlog.refused(),
                backlog.oldest(),
                backlog.unreachableSince());
    }

    /** What waits while Metakocka cannot be reached; null while it can, which costs no query. */
    public @Nullable Waiting outage() {
        return ledger.unreachableSince().isPresent() ? waiting() : null;
    }

    /** Operations, newest first. */
    public Page list(Filter filter, int offset, int limit) {
        var states = filter.state().isEmpty()
                ? Optional.of(QueueFilter.open(0, 1).states())
                : among(OperationState.values(), OperationState::code, filter.state());
        var kinds = filter.kind().isEmpty()
                ? Optional.of(Set.<OperationKind>of())
                : among(OperationKind.values(), OperationKind::code, filter.kind());
        var reasons = filter.waitingFor().isEmpty()
                ? Optional.of(Set.<WaitingFor>of())
                : among(WaitingFor.values(), WaitingFor::code, filter.waitingFor());
        if (states.isEmpty() || kinds.isEmpty() || reasons.isEmpty()) {
            return new Page(List.of(), 0);
        }
        var text = filter.text().isBlank() ? null : filter.text().strip();
        var page = ledger.queue(
                new QueueFilter(states.get(), kinds.get(), reasons.get(), true, null, text, offset, limit));
        return new Page(page.operations().stream().map(SyncQueue::row).toList(), page.total());
    }

    /** These operations as they are now, up to 200; unknown ones are missing. */
    public List<Row> rows(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : ledger.some(ids.stream().limit(AT_ONCE).map(OperationId::new).toList()).stream()
                        .map(SyncQueue::row)
                        .toList();
    }

    private static <T> Optional<Set<T>> among(T[] values, Function<T, String> code, String wanted) {
        return Arrays.stream(values)
                .filter(value -> code.apply(value).equals(wanted))
                .findFirst()
                .map(Set::of);
    }

    private static Row row(Operation operation) {
        var waitingFor = operation.waitingFor();
        return new Row(
                operation.id().value(),
                operation.documentId(),
                operation.reference(),
                operation.kind().code(),
                operation.state().code(),
                waitingFor == null ? null : waitingFor.code(),
                operation.attempt(),
                operation.createdAt(),
                operation.nextAt(),
                operation.sentAt(),
                operation.closedAt(),
                operation.mkId(),
                operation.text(),
                operation.actor());
    }

    /** One operation with its attempts and what was found. Refuses with NOT_FOUND. */
    public Details details(UUID id) {
        var operationId = new OperationId(id);
        var operation = operation(id);
        return new Details(
                row(operation),
                documents
                        .find(operation.documentId())
                        .map(SalesDocument::number)
                        .orElse(operation.reference()),
                nextReference(operation),
                ledger.attempts(operationId).stream()
                        .map(attempt -> new AttemptRow(
                                attempt.number(),
                                attempt.startedAt(),
                                attempt.endedAt(),
                                attempt.outcome(),
                                attempt.text(),
                                attempt.lateOutcome(),
                                attempt.node()))
                        .toList(),
                ledger.found(operationId).stream()
                        .map(document -> new Found(
                                document.mkId(),
                                document.countCode(),
                                document.buyerOrder(),
                                document.customer(),
                                document.total(),
                                document.reason()))
                        .toList());
    }

    private Operation operation(UUID id) {
        return ledger.find(new OperationId(id))
                .orElseThrow(() -> new BusinessException(Problem.NOT_FOUND, Sentence.of("operation.unknown", id)));
    }

    /** The order's number with the next generation behind it: what Metakocka cannot have yet. */
    private @Nullable String nextReference(Operation operation) {
        if (operation.kind() != OperationKind.CREATE_ORDER) {
            return null;
        }
        var number = documents
                .find(operation.documentId())
                .map(SalesDocument::number)
                .orElse(operation.reference());
        var last = operation.reference();
        int generation = 1;
        if (last.startsWith(number + "-") && last.substring(number.length() + 1).matches("\\d{1,4}")) {
            generation = Integer.parseInt(last.substring(number.length() + 1));
        }
        var next = number + "-" + (generation + 1);
        return next.length() > LONGEST_REFERENCE ? null : next;
    }

    /**
     * Takes an operation up again at once: sends a refused one again, looks for one in doubt.
     *
     * @param attempt the last one the caller knows of
     * @param reason 3 to 500 characters, kept in the order's timeline
     */
    @RolesAllowed(ADMIN)
    public void lookAgain(UUID id, int attempt, @Nullable String reason) {
        var checked = reason(reason);
        operation(id);
        if (!decisions.lookAgain(new OperationId(id), attempt, actor(), checked)) {
            throw wentOn(id);
        }
    }

    /**
     * Takes a document of Metakocka for the order of this operation. Refuses with NOT_FOUND where Metakocka has no such
     * document, with VERSION_CONFLICT where another order is that document or the operation went on meanwhile.
     */
    @RolesAllowed(ADMIN)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // reads the document over the network
    public void adopt(UUID id, int attempt, @Nullable String metakockaId, @Nullable String reason) {
        var checked = reason(reason);
        var mkId = metakockaId == null ? "" : metakockaId.strip();
        if (!mkId.matches("[0-9A-Za-z-]{1,40}")) {
            throw new BusinessException(
                    Problem.VALIDATION_FAILED,
                    Sentence.of("operation.which-document"),
                    List.of(new Violation("/metakockaId", Problem.VALIDATION_FAILED.code(), "An id of Metakocka")));
        }
        var operation = operation(id);
        var other = documents
                .mappingOf(mkId)
                .map(SalesDocumentMapping::documentId)
                .filter(documentId -> !documentId.equals(operation.documentId()));
        if (other.isPresent()) {
            throw new BusinessException(
                    Problem.VERSION_CONFLICT,
                    Sentence.of(
                            "operation.other-order",
                            mkId,
                            documents
                                    .find(other.get())
                                    .map(SalesDocument::number)
                                    .orElse("" + other.get())));
        }
        requireUnchanged(operation, attempt);
        boolean adopted;
        try {
            adopted = decisions.adopt(new OperationId(id), attempt, mkId, actor(), checked);
        } catch (MetakockaException.Unavailable e) {
            throw new BusinessException(Problem.METAKOCKA_UNAVAILABLE, Sentence.of("operation.unreadable", mkId));
        }
        if (!adopted) {
            requireUnchanged(operation(id), attempt);
            throw new BusinessException(Problem.NOT_FOUND, Sentence.of("metakocka.unknown-order", mkId));
        }
    }

    private static void requireUnchanged(Operation operation, int attempt) {
        boolean open = operation.state() == OperationState.REVIEW || operation.state() == OperationState.UNKNOWN;
        if (!open || operation.attempt() != attempt) {
            throw wentOn(operation.id().value());
        }
    }

    /**
     * Sends an operation again because a person made sure that it is not in Metakocka.
     *
     * @param newReference whether a create leaves under the next generation of its reference, because another document
     *     carries this one
     */
    @RolesAllowed(ADMIN)
    public void sendAgain(UUID id, int attempt, boolean newReference, @Nullable String reason) {
        var checked = reason(reason);
        var operation = operation(id);
        var reference = newReference ? nextReference(operation) : null;
        if (!decisions.sendAgain(new OperationId(id), attempt, reference, actor(), checked)) {
            throw wentOn(id);
        }
    }

    /** Leaves an operation. What it may have done in Metakocka stays there. */
    @RolesAllowed(ADMIN)
    public void giveUp(UUID id, int attempt, @Nullable String reason) {
        var checked = reason(reason);
        operation(id);
        if (!decisions.giveUp(new OperationId(id), attempt, actor(), checked)) {
            throw wentOn(id);
        }
    }

    /** Takes these up again at once, each by itself; those that went on meanwhile are left alone. */
    @RolesAllowed(ADMIN)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // each commits on its own
    public Taken retry(Collection<UUID> ids) {
        int taken = 0;
        int left = 0;
        for (var id : new LinkedHashSet<>(ids)) {
            var operation = ledger.find(new OperationId(id));
            boolean done = operation.isPresent()
                    && decisions.lookAgain(new OperationId(id), operation.get().attempt(), actor(), "From the queue");
            if (done) {
                taken++;
            } else {
                left++;
            }
        }
        return new Taken(taken, left);
    }

    /** Sends again what Metakocka refused and nothing took the place of. */
    @RolesAllowed(ADMIN)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // each commits on its own
    public Taken retryRefused() {
        int taken = 0;
        int left = 0;
        List<Operation> some;
        do { // those taken up are refused no longer
            some = ledger.queue(new QueueFilter(
                            EnumSet.of(OperationState.REFUSED), Set.of(), Set.of(), true, null, null, left, AT_ONCE))
                    .operations();
            var result =
                    retry(some.stream().map(operation -> operation.id().value()).toList());
            taken += result.taken();
            left += result.left();
        } while (some.size() == AT_ONCE && taken < 10 * AT_ONCE);
        return new Taken(taken, left);
    }

    /**
     * Says that the database was restored: every order that is to be sent is looked for in Metakocka first.
     *
     * @return the number of the epoch that begins
     */
    @RolesAllowed(ADMIN)
    public int beginEpoch(@Nullable String reason) {
        return decisions.beginEpoch(actor(), reason(reason));
    }

    private static String reason(@Nullable String reason) {
        var text = reason == null ? "" : reason.strip();
        if (text.length() < SHORTEST_REASON || text.length() > LONGEST_REASON) {
            throw new BusinessException(
                    Problem.REASON_REQUIRED,
                    Sentence.of("reason.length", SHORTEST_REASON, LONGEST_REASON),
                    List.of(new Violation("/reason", Problem.REASON_REQUIRED.code(), "3 to 500 characters")));
        }
        return text;
    }

    private static BusinessException wentOn(UUID id) {
        return new BusinessException(Problem.VERSION_CONFLICT, Sentence.of("operation.went-on", id));
    }

    private String actor() {
        return Objects.requireNonNull(session.getCallerPrincipal().getName());
    }
}
