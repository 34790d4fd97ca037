package crmmind.orders.sync;

import static crmmind.orders.salesdocument.SalesDocumentMapping.CONNECTION;

import crmmind.orders.salesdocument.Decision;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our statuses and the codes of the company's own register, in both directions; the table is {@code status_mappings}.
 */
@ApplicationScoped
@Transactional
public class StatusWords {

    private static final int LONGEST_CODE = 100;

    private static final Set<OrderStatus> ASSIGNABLE = EnumSet.of(
            OrderStatus.DRAFT,
            OrderStatus.CONFIRMED,
            OrderStatus.PROCESSING,
            OrderStatus.ON_HOLD,
            OrderStatus.FULFILLED,
            OrderStatus.CANCELLED);

    @Inject
    Database database;

    /**
     * What a code of Metakocka means here.
     *
     * @param status null where the code is known and has no meaning here
     * @param needsReview whether somebody has to look at such orders
     */
    public record Meaning(@Nullable OrderStatus status, boolean needsReview) {}

    /** The code we send for a status. Refuses with NOT_SYNCABLE where the company's register has none for it. */
    public String code(OrderStatus status) {
        return outbound(status)
                .orElseThrow(() ->
                        new BusinessException(Problem.NOT_SYNCABLE, Sentence.of("status.unassigned", status.code())));
    }

    private Optional<String> outbound(OrderStatus status) {
        return database.query("""
                        select metakocka_status from status_mappings
                        where connection_id = ? and order_status = ? and outbound
                        """, row -> row.getString(1), CONNECTION, status.code()).stream()
                .findFirst();
    }

    /**
     * The code that says how an order stands. A part shipment leaves Metakocka's code unchanged, so it is the one of
     * the decision.
     */
    public String code(SalesDocument order) {
        return code(sent(order));
    }

    private static OrderStatus sent(SalesDocument order) {
        return switch (order.shown()) {
            case PARTIALLY_FULFILLED ->
                order.decision() == Decision.PROCESSING ? OrderStatus.PROCESSING : OrderStatus.CONFIRMED;
            case RETURNED -> OrderStatus.FULFILLED;
            default -> order.shown();
        };
    }

    /** Whether there is a code that says how an order stands. */
    public boolean knows(SalesDocument order) {
        return outbound(sent(order)).isPresent();
    }

    /** What a code means; empty where it was never seen. */
    public Optional<Meaning> meaning(String code) {
        return Optional.ofNullable(meanings().get(code));
    }

    /** What all known codes mean. */
    public Map<String, Meaning> meanings() {
        var meanings = new HashMap<String, Meaning>();
        database.query(
                "select metakocka_status, order_status, needs_review from status_mappings where connection_id = ?",
                row -> meanings.put(
                        row.getString(1),
                        new Meaning(
                                Optional.ofNullable(row.getString(2))
                                        .flatMap(OrderStatus::of)
                                        .orElse(null),
                                row.getBoolean(3))),
                CONNECTION);
        return meanings;
    }

    /**
     * Says what a code means from now on, without sending it for anything. Refuses with VALIDATION_FAILED for a status
     * that no code can mean, and for a code that is sent for another one: that would change what Metakocka is told.
     *
     * @param status null where the code has no meaning here, so that orders with it need somebody
     */
    void assign(String metakockaStatus, @Nullable OrderStatus status) {
        var code = metakockaStatus.strip();
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            throw new BusinessException(Problem.VALIDATION_FAILED, Sentence.of("status.length", LONGEST_CODE));
        }
        if (status != null && !ASSIGNABLE.contains(status)) {
            throw new BusinessException(Problem.VALIDATION_FAILED, Sentence.of("status.derived", status.code()));
        }
        var changed = database.update("""
                insert into status_mappings (connection_id, metakocka_status, order_status, needs_review)
                values (?, ?, ?, ?)
                on conflict (connection_id, metakocka_status) do update
                    set order_status = excluded.order_status, needs_review = excluded.needs_review
                    where not status_mappings.outbound or status_mappings.order_status = excluded.order_status
                """, CONNECTION, code, status == null ? null : status.code(), status == null);
        if (changed == 0) {
            throw new BusinessException(Problem.VALIDATION_FAILED, Sentence.of("status.sent", code));
        }
    }
}
