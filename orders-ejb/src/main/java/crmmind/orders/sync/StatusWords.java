package crmmind.orders.sync;

import static crmmind.orders.salesdocument.SalesDocumentMapping.CONNECTION;

import crmmind.orders.salesdocument.Decision;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Our statuses and the codes of the company's own register, in both directions; the table is {@code status_mappings}.
 */
@ApplicationScoped
@Transactional
public class StatusWords {

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
        return database.query("""
                        select metakocka_status from status_mappings
                        where connection_id = ? and order_status = ? and outbound
                        """, row -> row.getString(1), CONNECTION, status.code()).stream()
                .findFirst()
                .orElseThrow(() -> new BusinessException(
                        Problem.NOT_SYNCABLE,
                        "No status of Metakocka is assigned to " + status.code() + ": assign one in the settings"));
    }

    /**
     * The code that says how an order stands. A part shipment leaves Metakocka's code unchanged, so it is the one of
     * the decision.
     */
    public String code(SalesDocument order) {
        return switch (order.shown()) {
            case PARTIALLY_FULFILLED ->
                code(order.decision() == Decision.PROCESSING ? OrderStatus.PROCESSING : OrderStatus.CONFIRMED);
            case RETURNED -> code(OrderStatus.FULFILLED);
            default -> code(order.shown());
        };
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
}
