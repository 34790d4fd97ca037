package crmmind.orders.sync;

import static crmmind.orders.salesdocument.SalesDocumentMapping.CONNECTION;
import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.metakocka.MetakockaSettings;
import crmmind.metakocka.exchange.Exchange;
import crmmind.metakocka.exchange.ExchangeFilter;
import crmmind.metakocka.exchange.Exchanges;
import crmmind.metakocka.ledger.Operation;
import crmmind.metakocka.ledger.OperationId;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.metakocka.ledger.OperationState;
import crmmind.metakocka.ledger.QueueFilter;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** How it stands between the desk and Metakocka, over all orders: for the queue, the logs and the settings. */
@Stateless
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class SyncOverview {

    @Inject
    OperationLedger ledger;

    @Inject
    Exchanges exchanges;

    @Inject
    Database database;

    @Inject
    Config config;

    @Resource
    SessionContext session;

    /**
     * What waits.
     *
     * @param oldest when the oldest open operation was submitted
     * @param unreachableSince since when Metakocka does not answer; null while it does
     */
    public record Waiting(
            long open,
            long inDoubt,
            long needsPerson,
            @Nullable Instant oldest,
            @Nullable Instant unreachableSince) implements Serializable {}

    /** One operation of the queue. */
    public record QueueRow(
            UUID id,
            UUID orderId,
            String reference,
            String kind,
            String state,
            @Nullable String waitingFor,
            int attempt,
            Instant createdAt,
            @Nullable Instant nextAt,
            @Nullable String text,
            String actor,
            boolean retryable)
            implements Serializable {}

    /** A page of the queue. */
    public record QueuePage(List<QueueRow> rows, long total) implements Serializable {}

    /** One call of Metakocka's API, without credentials. */
    public record CallRow(
            long id,
            Instant at,
            String operation,
            @Nullable String reference,
            long milliseconds,
            String outcome,
            @Nullable String code,
            @Nullable String message,
            @Nullable String request,
            @Nullable String answer)
            implements Serializable {}

    /** One entry of the timelines of all orders. */
    public record EventRow(UUID orderId, String orderNumber, Instant at, String actor, String kind, String message)
            implements Serializable {}

    /** What one status code of Metakocka's means here. */
    public record StatusRow(
            String metakockaStatus, @Nullable String orderStatus, boolean sent, boolean needsReview)
            implements Serializable {}

    /** The connection, without any secret. */
    public record Connection(
            @Nullable String url,
            @Nullable String companyId,
            boolean keySet,
            String readTimeout,
            String writeTimeout,
            String quietPeriod,
            String pollInterval,
            int maxCalls,
            String fulfillmentMode,
            @Nullable String defaultWarehouse)
            implements Serializable {}

    /** What waits, in numbers. */
    public Waiting waiting() {
        var backlog = ledger.backlog();
        return new Waiting(
                backlog.open(), backlog.unknown(), backlog.review(), backlog.oldest(), backlog.unreachableSince());
    }

    /**
     * Operations, newest first.
     *
     * @param states their codes; empty for all that are not closed
     * @param text part of the reference or of Metakocka's text
     */
    public QueuePage queue(Set<String> states, @Nullable String text, int offset, int limit) {
        var wanted = states.isEmpty()
                ? QueueFilter.open(0, 1).states()
                : states.stream()
                        .map(state -> OperationState.valueOf(state.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
        var page = ledger.queue(new QueueFilter(
                wanted, Set.of(), null, text == null || text.isBlank() ? null : text.strip(), offset, limit));
        return new QueuePage(page.operations().stream().map(SyncOverview::row).toList(), page.total());
    }

    private static QueueRow row(Operation operation) {
        var state = operation.state();
        var waitingFor = operation.waitingFor();
        return new QueueRow(
                operation.id().value(),
                operation.documentId(),
                operation.reference(),
                operation.kind().name().toLowerCase(Locale.ROOT),
                state.name().toLowerCase(Locale.ROOT),
                waitingFor == null ? null : waitingFor.code(),
                operation.attempt(),
                operation.createdAt(),
                operation.nextAt(),
                operation.text(),
                operation.actor(),
                state == OperationState.REFUSED
                        || state == OperationState.UNKNOWN
                        || state == OperationState.REVIEW
                        || (state == OperationState.PENDING && operation.nextAt() != null));
    }

    /** Takes an operation up again at once. Refuses with NOT_FOUND where there is nothing to take up. */
    @RolesAllowed(ADMIN)
    public void retry(UUID operationId) {
        var actor = session.getCallerPrincipal().getName();
        if (!ledger.retry(new OperationId(operationId), actor)) {
            throw new BusinessException(Problem.NOT_FOUND, "There is nothing to take up again");
        }
    }

    /** Calls of Metakocka's API, newest first; of one order where a reference is given. */
    public List<CallRow> calls(@Nullable String reference, @Nullable String outcome, long beforeId, int limit) {
        return exchanges
                .list(new ExchangeFilter(null, blank(outcome), blank(reference), null, null, null, beforeId, limit))
                .stream()
                .map(SyncOverview::row)
                .toList();
    }

    private static CallRow row(Exchange exchange) {
        return new CallRow(
                exchange.id(),
                exchange.at(),
                exchange.remoteOperation(),
                exchange.reference(),
                exchange.durationMs(),
                exchange.outcome(),
                exchange.code(),
                exchange.message(),
                exchange.request(),
                exchange.answer());
    }

    /** What happened to orders, newest first. */
    public List<EventRow> events(int offset, int limit) {
        return database.query(
                """
                select e.document_id, d.document_number, e.at, e.actor, e.kind, e.message
                from order_events e join sales_documents d on d.id = e.document_id
                order by e.at desc, e.id desc offset ? limit ?
                """,
                row -> new EventRow(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        Database.requiredInstant(row, "at"),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                offset,
                limit);
    }

    /** What Metakocka's status codes mean here. */
    public List<StatusRow> statuses() {
        return database.query(
                """
                select metakocka_status, order_status, outbound, needs_review from status_mappings
                where connection_id = ? order by order_status nulls last, outbound desc, metakocka_status
                """,
                row -> new StatusRow(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)),
                CONNECTION);
    }

    /** The connection's settings. */
    @RolesAllowed(ADMIN)
    public Connection connection() {
        var settings = MetakockaSettings.from(config);
        var row = database.query(
                        "select fulfillment_mode, default_warehouse from metakocka_connections where id = ?",
                        values -> new @Nullable String[] {values.getString(1), values.getString(2)},
                        CONNECTION)
                .get(0);
        return new Connection(
                settings.url() == null ? null : settings.url().toString(),
                settings.companyId(),
                settings.secretKey() != null,
                settings.readTimeout().toString(),
                settings.writeTimeout().toString(),
                settings.quietPeriod().toString(),
                settings.pollInterval().toString(),
                settings.maxCalls(),
                String.valueOf(row[0]),
                row[1]);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
