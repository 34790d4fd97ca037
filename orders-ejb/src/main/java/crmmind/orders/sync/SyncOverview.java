package crmmind.orders.sync;

import static crmmind.orders.salesdocument.SalesDocumentMapping.CONNECTION;
import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.metakocka.exchange.Exchange;
import crmmind.metakocka.exchange.ExchangeFilter;
import crmmind.metakocka.exchange.Exchanges;
import crmmind.metakocka.exchange.JsonLayout;
import crmmind.metakocka.wire.RemoteOperation;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** How it stands between the desk and Metakocka, over all orders: for the logs and the settings. */
@Stateless
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class SyncOverview {

    @Inject
    Exchanges exchanges;

    @Inject
    Database database;

    @Inject
    Config config;

    /**
     * One call of Metakocka's API in a list.
     *
     * @param orderId the order it was about, where the desk has it
     */
    public record CallRow(
            long id,
            Instant at,
            String operation,
            @Nullable String reference,
            @Nullable UUID orderId,
            int attempt,
            long milliseconds,
            @Nullable Integer httpStatus,
            String outcome,
            @Nullable String code,
            @Nullable String message)
            implements Serializable {}

    /**
     * One call with everything that is kept of it, without credentials.
     *
     * @param request on several lines; cut to size where it was large
     * @param answer the same; null where none came
     * @param requestSize in bytes, credentials included
     * @param answerSize in bytes, as it came
     * @param cut whether one of them is not whole
     */
    public record CallDetails(
            CallRow call,
            @Nullable UUID operationId,
            @Nullable String request,
            @Nullable String answer,
            int requestSize,
            int answerSize,
            boolean cut)
            implements Serializable {}

    /**
     * Which calls a list shows; everything given must hold, what is null or blank does not count.
     *
     * @param reference of the order: its number, or the one it has in Metakocka
     * @param text part of the reason, the request or the answer
     * @param from at or after
     * @param to before
     * @param beforeId only older ones than this, for the next page; 0 for the newest
     */
    public record CallFilter(
            @Nullable String operation,
            @Nullable String outcome,
            @Nullable String reference,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to,
            long beforeId) {}

    /** What one status code of Metakocka's means here. */
    public record StatusRow(
            String metakockaStatus, @Nullable String orderStatus, boolean sent, boolean needsReview)
            implements Serializable {}

    /** Calls of Metakocka's API, newest first. A search for text reads every call in the time given. */
    public List<CallRow> calls(CallFilter filter, int limit) {
        var found = exchanges.list(new ExchangeFilter(
                blank(filter.operation()),
                blank(filter.outcome()),
                blank(filter.reference()),
                null,
                blank(filter.text()),
                filter.from(),
                filter.to(),
                filter.beforeId(),
                limit));
        var orders = orders(found);
        return found.stream().map(exchange -> row(exchange, orders)).toList();
    }

    /** One call. Refuses with NOT_FOUND where it is kept no longer. */
    public CallDetails call(long id) {
        var exchange = exchanges
                .find(id)
                .orElseThrow(() -> new BusinessException(Problem.NOT_FOUND, Sentence.of("call.unknown")));
        return new CallDetails(
                row(exchange, orders(List.of(exchange))),
                exchange.operationId(),
                laidOut(exchange.request()),
                laidOut(exchange.answer()),
                exchange.requestSize(),
                exchange.answerSize(),
                cut(exchange.request()) || cut(exchange.answer()));
    }

    /** The names of the operations that can be in the log. */
    public List<String> operations() {
        return Arrays.stream(RemoteOperation.values())
                .map(RemoteOperation::code)
                .distinct() // one call of Metakocka's may be several operations here
                .toList();
    }

    /** How many days calls stay in the log. */
    public long retention() {
        return EffectiveSettings.exchangeRetention(config);
    }

    private static @Nullable String laidOut(@Nullable String text) {
        return text == null ? null : JsonLayout.of(text);
    }

    private static boolean cut(@Nullable String text) {
        return text != null && text.endsWith("…");
    }

    private Map<String, UUID> orders(List<Exchange> exchanges) {
        var references = exchanges.stream()
                .map(Exchange::reference)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var orders = new HashMap<String, UUID>();
        if (!references.isEmpty()) {
            // an order of Metakocka's keeps the reference it had there; our own number goes before it
            database.query(
                    """
                    select reference, id from (
                        select metakocka_reference as reference, document_id as id, 1 as place
                        from sales_document_mappings where metakocka_reference = any(?)
                        union all
                        select document_number, id, 2 from sales_documents where document_number = any(?)) as known
                    order by place
                    """,
                    row -> orders.put(row.getString(1), row.getObject(2, UUID.class)),
                    Database.texts(references),
                    Database.texts(references));
        }
        return orders;
    }

    private static CallRow row(Exchange exchange, Map<String, UUID> orders) {
        var reference = exchange.reference();
        return new CallRow(
                exchange.id(),
                exchange.at(),
                exchange.remoteOperation(),
                reference,
                reference == null ? null : orders.get(reference),
                exchange.attempt(),
                exchange.durationMs(),
                exchange.httpStatus(),
                exchange.outcome(),
                exchange.code(),
                exchange.message());
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

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
