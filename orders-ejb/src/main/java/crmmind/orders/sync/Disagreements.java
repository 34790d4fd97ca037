package crmmind.orders.sync;

import crmmind.metakocka.ledger.OperationLedger;
import crmmind.orders.activity.Activity;
import crmmind.orders.order.NewOrder;
import crmmind.orders.order.OrderCommands;
import crmmind.orders.salesdocument.Disagreement;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.WholeCommand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on what somebody changed in Metakocka: for each field ours is sent again, or theirs stands here from
 * now on, by the same rules as if somebody had typed it. Behind {@link DisagreementService}.
 */
@ApplicationScoped
@WholeCommand
@Transactional
public class Disagreements {

    @Inject
    SalesDocuments documents;

    @Inject
    Mappings mappings;

    @Inject
    OrderCommands orders;

    @Inject
    OrderExport export;

    @Inject
    OperationLedger ledger;

    @Inject
    OutcomeRecorder recorder;

    @Inject
    StatusWords words;

    @Inject
    Activity activity;

    /** Which side counts. */
    public enum Side {
        /** What stands in the desk. */
        OURS,
        /** What stands in Metakocka. */
        THEIRS
    }

    /** Why a side cannot be chosen. */
    public enum Obstacle {
        /** Something of the order is on its way to Metakocka: what stands there is not known. */
        ON_ITS_WAY,
        /** Metakocka refused something that must be sent again or given up first. */
        REFUSED,
        ON_HOLD,
        /** No code of Metakocka's is assigned to the status. */
        NO_CODE,
        /** A carrier cannot be emptied there. */
        NOTHING_TO_SEND,
        /** Metakocka's code has no meaning here. */
        NO_MEANING,
        /** What left is told by a shipment, not by a status. */
        NEEDS_SHIPMENT,
        /** A part was shipped: that cannot be cancelled. */
        SHIPPED,
        /** The transition table has no such step. */
        NO_SUCH_STEP,
        /** It follows from the lines and their prices. */
        FOLLOWS,
        /** Only a name is known, not who it is. */
        ONLY_A_NAME,
        /** Products, prices or doubled lines would have to be guessed. */
        CANNOT_BE_TOLD,
        /** Not in the order's status. */
        NOT_NOW,
        /** A rule of the order's fields says no, as for a warehouse the desk does not have. */
        RULE
    }

    /**
     * What can be decided about a field.
     *
     * @param notOurs why ours cannot be sent; null where it can
     * @param notTheirs why theirs cannot be taken; null where it can
     * @param becomes the code of our status that Metakocka's means; null for other fields, and where it means none
     */
    public record Choice(
            Disagreement about,
            @Nullable Obstacle notOurs,
            @Nullable Obstacle notTheirs,
            @Nullable String becomes) implements Serializable {}

    /** What can be decided about each field in which both sides differ. Refuses with NOT_FOUND. */
    public List<Choice> choices(UUID orderId) {
        var order = documents.get(orderId);
        var mapping = documents.mapping(orderId);
        if (mapping.isEmpty()) {
            return List.of();
        }
        var general = general(orderId, mapping.get());
        return mapping.get().seen().disagreements().stream()
                .map(about -> new Choice(
                        about,
                        general == null ? notOurs(order, about) : general,
                        general == null ? notTheirs(order, about) : general,
                        about.field().equals(SeenOrder.STATUS)
                                ? meaning(about.there()).map(OrderStatus::code).orElse(null)
                                : null))
                .toList();
    }

    /**
     * Decides about a field. Ours is submitted as a change of this field alone; theirs is taken over and nothing is
     * sent. Refuses with NOT_FOUND, VERSION_CONFLICT where the field does not differ as it was seen any more,
     * EDIT_NOT_ALLOWED where the side cannot be chosen, and as an edit or a change of status does.
     *
     * @param seen what whoever decides has seen
     */
    public Submission settle(UUID orderId, Disagreement seen, Side side, String actor) {
        var order = documents.lock(orderId);
        var mapping = mappings.locked(orderId)
                .filter(now -> now.seen().disagreements().contains(seen))
                .orElseThrow(() -> new BusinessException(
                        Problem.VERSION_CONFLICT, Sentence.of("difference.changed", order.number())));
        var obstacle = general(orderId, mapping);
        if (obstacle == null) {
            obstacle = side == Side.OURS ? notOurs(order, seen) : notTheirs(order, seen);
        }
        if (obstacle != null) {
            throw new BusinessException(
                    Problem.EDIT_NOT_ALLOWED, Sentence.of("difference.not-this-side", order.number()));
        }
        activity.record(
                orderId,
                actor,
                side == Side.OURS ? "kept_ours" : "took_theirs",
                (side == Side.OURS ? "Kept here, to be sent to Metakocka: " : "Taken over from Metakocka: ")
                        + seen.field() + ", here " + seen.here() + ", there " + seen.there(),
                Map.of("field", seen.field(), "here", shown(seen.here()), "there", shown(seen.there())));
        if (side == Side.OURS) {
            return new Submission(
                    orderId, List.of(export.submitField(order, seen.field(), actor)), Submission.Effect.UPDATE);
        }
        take(order, seen, actor);
        agree(order, mapping, seen);
        return new Submission(orderId, List.of(), Submission.Effect.NONE);
    }

    private @Nullable Obstacle general(UUID orderId, SalesDocumentMapping mapping) {
        if (ledger.hasOpen(orderId)) {
            return Obstacle.ON_ITS_WAY;
        }
        // a change of one field would hide that the whole order was refused
        return mapping.status() == SyncStatus.ERROR ? Obstacle.REFUSED : null;
    }

    private @Nullable Obstacle notOurs(SalesDocument order, Disagreement about) {
        if (about.field().equals(SeenOrder.STATUS)) {
            return words.knows(order) ? null : Obstacle.NO_CODE;
        }
        if (order.onHold()) {
            return Obstacle.ON_HOLD;
        }
        return about.field().equals(SeenOrder.CARRIER) && about.here().isEmpty() ? Obstacle.NOTHING_TO_SEND : null;
    }

    private @Nullable Obstacle notTheirs(SalesDocument order, Disagreement about) {
        return switch (about.field()) {
            case SeenOrder.STATUS -> notTheirStatus(order, about.there());
            case SeenOrder.TOTAL -> Obstacle.FOLLOWS;
            case SeenOrder.CUSTOMER -> Obstacle.ONLY_A_NAME;
            default -> {
                var wished = wished(order, about);
                yield wished.isEmpty() ? Obstacle.CANNOT_BE_TOLD : notEdited(order, wished.get());
            }
        };
    }

    private @Nullable Obstacle notTheirStatus(SalesDocument order, String there) {
        var target = meaning(there);
        if (target.isEmpty()) {
            return Obstacle.NO_MEANING;
        }
        if (orders.mayTakeOver(order, target.get())) {
            return null;
        }
        return switch (target.get()) {
            case FULFILLED -> Obstacle.NEEDS_SHIPMENT;
            case CANCELLED -> Obstacle.SHIPPED;
            default -> Obstacle.NO_SUCH_STEP;
        };
    }

    private @Nullable Obstacle notEdited(SalesDocument order, NewOrder wished) {
        return orders.refusalOf(order, wished)
                .map(problem -> switch (problem) {
                    case ON_HOLD -> Obstacle.ON_HOLD;
                    case EDIT_NOT_ALLOWED -> Obstacle.NOT_NOW;
                    default -> Obstacle.RULE;
                })
                .orElse(null);
    }

    private Optional<OrderStatus> meaning(String there) {
        return words.meaning(there).map(StatusWords.Meaning::status);
    }

    private void take(SalesDocument order, Disagreement seen, String actor) {
        if (seen.field().equals(SeenOrder.STATUS)) {
            orders.takeOverStatus(order, meaning(seen.there()).orElseThrow(), "Metakocka: " + seen.there(), actor);
        } else {
            orders.takeOver(order, wished(order, seen).orElseThrow(), actor);
        }
    }

    /** The order as it would be with Metakocka's value; empty where that does not say enough. */
    private static Optional<NewOrder> wished(SalesDocument order, Disagreement about) {
        var stands = NewOrder.asItStands(order);
        return switch (about.field()) {
            case SeenOrder.CARRIER -> Optional.of(stands.carriedBy(about.there().isEmpty() ? null : about.there()));
            case SeenOrder.WAREHOUSE ->
                about.there().isEmpty() ? Optional.empty() : Optional.of(stands.servedFrom(about.there()));
            case SeenOrder.LINES ->
                SeenOrder.quantities(about.there())
                        .flatMap(there -> lines(order, there))
                        .map(stands::of);
            default -> Optional.empty();
        };
    }

    /** Each product in the quantity it has there; empty where a product is new there, or here on several lines. */
    private static Optional<List<NewOrder.Item>> lines(SalesDocument order, Map<String, BigDecimal> there) {
        var left = new HashMap<>(there);
        var lines = new ArrayList<NewOrder.Item>();
        for (var item : order.items()) {
            var line = NewOrder.Item.asItStands(item);
            if (item.quantity().compareTo(item.cancelledQuantity()) == 0) {
                lines.add(line); // cancelled: neither side counts it
                continue;
            }
            boolean several = order.items().stream()
                            .filter(other -> other.productCode().equals(item.productCode()))
                            .filter(other -> other.quantity().compareTo(other.cancelledQuantity()) > 0)
                            .count()
                    > 1;
            var wanted = left.remove(item.productCode());
            if (several || (wanted == null && item.fulfilledQuantity().signum() > 0)) {
                return Optional.empty();
            }
            if (wanted != null) {
                lines.add(line.times(wanted.add(item.cancelledQuantity())));
            }
        }
        return left.isEmpty() && !lines.isEmpty() ? Optional.of(lines) : Optional.empty();
    }

    /** What was taken over differs no more, and what followed from it neither. */
    private void agree(SalesDocument order, SalesDocumentMapping mapping, Disagreement taken) {
        var here = SeenOrder.here(order);
        var seen = mapping.seen();
        var left = seen.disagreements().stream()
                .filter(one -> !one.equals(taken))
                .filter(one ->
                        one.field().equals(SeenOrder.STATUS) || !one.there().equals(here.get(one.field())))
                .map(one -> one.field().equals(SeenOrder.STATUS)
                        ? one
                        : new Disagreement(one.field(), here.getOrDefault(one.field(), ""), one.there()))
                .toList();
        mapping.saw(seen.differing(left));
        var agreed = Agreement.of(mapping.baseSnapshot());
        var differences = new TreeMap<>(agreed.differences());
        differences.keySet().removeIf(field -> field.startsWith(OutcomeRecorder.CHANGED));
        left.forEach(one -> differences.put(OutcomeRecorder.CHANGED + one.field(), one.sentence()));
        mapping.agreedOn(new Agreement(agreed.partnerId(), differences).json());
        recorder.conclude(mapping);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "–" : value;
    }
}
