package crmmind.orders.sync;

import crmmind.metakocka.document.Difference;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.ledger.ChangeSalesOrder;
import crmmind.metakocka.ledger.CreatePackingList;
import crmmind.metakocka.ledger.DoublesSeen;
import crmmind.metakocka.ledger.Operation;
import crmmind.metakocka.ledger.OperationDecided;
import crmmind.metakocka.ledger.OperationKind;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.metakocka.ledger.OperationMoving;
import crmmind.metakocka.ledger.OperationResult;
import crmmind.metakocka.ledger.OperationSettled;
import crmmind.metakocka.ledger.OperationState;
import crmmind.metakocka.ledger.OperationWaiting;
import crmmind.metakocka.ledger.WaitingFor;
import crmmind.orders.activity.Activity;
import crmmind.orders.fulfillment.OrderFulfillment;
import crmmind.orders.fulfillment.OrderFulfillments;
import crmmind.orders.inventory.Allocations;
import crmmind.orders.inventory.Allocations.Demand;
import crmmind.orders.inventory.Allocations.Place;
import crmmind.orders.order.Customers;
import crmmind.orders.salesdocument.LinkedPapers;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.SeenThere;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies what became of an operation: mapping, Metakocka's ids, timeline. Runs in the transaction that closes the
 * operation, so the ledger and the order never tell different stories. The order's own state is not touched: that was
 * decided when the operation was submitted.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY) // the transaction that closes the operation
public class OutcomeRecorder {

    private static final String ACTOR = "metakocka";
    private static final String DUPLICATE = "duplicate";

    /** What precedes the field in a difference that came from a change in Metakocka. */
    static final String CHANGED = "changed_";

    @Inject
    OperationLedger ledger;

    @Inject
    SalesDocuments documents;

    @Inject
    Mappings mappings;

    @Inject
    Customers customers;

    @Inject
    OrderFulfillments shipments;

    @Inject
    Allocations allocations;

    @Inject
    StatusWords words;

    @Inject
    Activity activity;

    @Inject
    Clock clock;

    /**
     * Locks the order's row before anything else, as every command does: otherwise a command and an outcome could wait
     * for each other.
     */
    public void moving(@Observes OperationMoving event) {
        documents.find(event.documentId()).ifPresent(order -> documents.lock(order.id()));
    }

    /** Applies an outcome. */
    public void settled(@Observes OperationSettled event) {
        var operation = event.operation();
        var mapping = mappings.locked(operation.documentId()).orElse(null);
        if (mapping == null) {
            return; // the document is gone; the ledger keeps what it knows
        }
        if (event.result() instanceof OperationResult.Done done) {
            done(operation, done, mapping);
        } else if (event.result() instanceof OperationResult.Refused refused) {
            refused(operation, refused, mapping);
        } else if (event.result() instanceof OperationResult.Review review) {
            tell(
                    operation,
                    "sync_needs_review",
                    "Somebody has to look: " + review.reason(),
                    Map.of("why", review.reason()));
        }
        conclude(mapping, event);
    }

    /** Says why something waits. */
    public void waiting(@Observes OperationWaiting event) {
        var operation = event.operation();
        var mapping = mappings.locked(operation.documentId()).orElse(null);
        if (mapping == null) {
            return;
        }
        if (event.waitingFor() == WaitingFor.INVOICE) {
            tracking(operation, "waiting");
            tell(
                    operation,
                    "tracking_waits",
                    "Metakocka takes the tracking number when the order has an invoice; until then it stands in the notes",
                    Map.of());
            conclude(mapping, null);
        } else if (!event.reason().equals(mapping.error())) {
            mapping.waits(event.reason());
            if (event.waitingFor() == WaitingFor.ANSWER) {
                tell(operation, "sync_in_doubt", event.reason(), Map.of("why", event.reason()));
            }
        }
    }

    /** Records what a person decided, and shows where the order stands now. Locked already: a decision moves first. */
    public void decided(@Observes OperationDecided event) {
        var operation = event.operation();
        var mapping = mappings.locked(operation.documentId()).orElse(null);
        if (mapping == null) {
            return;
        }
        var details = new TreeMap<>(Map.of(
                "reason",
                event.reason(),
                "operation",
                operation.id().toString(),
                "kind",
                operation.kind().code()));
        var kind = operation.kind().code().replace('_', ' ');
        switch (event.decision()) {
            case LOOK_AGAIN -> {
                mapping.pending();
                record(event, details, "queue_retried", "Taken up again (" + kind + "): ");
            }
            case ADOPT -> {
                details.put("metakockaId", String.valueOf(operation.mkId()));
                record(event, details, "queue_adopted", "Took Metakocka's document " + operation.mkId() + ": ");
            }
            case SEND_AGAIN -> {
                if (operation.kind() == OperationKind.CREATE_ORDER) {
                    mapping.sent(operation.reference());
                } else {
                    mapping.pending();
                }
                details.put("reference", operation.reference());
                record(
                        event,
                        details,
                        "queue_sent_again",
                        "Not in Metakocka, to be sent again as " + operation.reference() + " (" + kind + "): ");
            }
            case GIVE_UP -> {
                givenUp(operation, mapping);
                record(event, details, "queue_given_up", "Given up for Metakocka (" + kind + "): ");
            }
        }
    }

    private void record(OperationDecided event, Map<String, String> details, String kind, String message) {
        activity.record(event.operation().documentId(), event.actor(), kind, message + event.reason(), details);
    }

    /** A create given up leaves an order that was not sent; anything else leaves a difference. */
    private void givenUp(Operation operation, SalesDocumentMapping mapping) {
        if (operation.kind() == OperationKind.CREATE_ORDER && mapping.metakockaId() == null) {
            mapping.withdrawn();
            return;
        }
        if (operation.kind() == OperationKind.TRACKING) {
            tracking(operation, "refused");
        }
        differs(
                mapping,
                givenUp(operation.kind()),
                "Given up: " + operation.kind().code().replace('_', ' ') + " was not brought to Metakocka");
        mapping.pending();
        conclude(mapping, null);
    }

    private static String givenUp(OperationKind kind) {
        return "given_up_" + kind.code();
    }

    /** Says that Metakocka has an order more than once, until it has it once. Cancelled ones do not count. */
    public void doubles(@Observes DoublesSeen event) {
        var operation = event.operation();
        var mapping = mappings.locked(operation.documentId()).orElse(null);
        if (mapping == null) {
            return;
        }
        var kept = event.kept();
        if (!kept.mkId().equals(mapping.metakockaId())) {
            mapping.stands(kept.mkId(), kept.countCode(), kept.statusCode(), clock.instant());
            rows(documents.get(operation.documentId()), kept);
        }
        var difference = event.difference(
                event.others().stream().filter(other -> !cancelled(other)).toList());
        boolean before = Agreement.of(mapping.baseSnapshot()).differences().containsKey(DUPLICATE);
        if (difference == null && !before) {
            return;
        }
        var text = difference == null ? null : "Metakocka has this order more than once, " + difference.stored();
        differs(mapping, DUPLICATE, text);
        tell(
                operation,
                difference == null ? "sync_double_gone" : "sync_double",
                text == null ? "Metakocka has the order once" : text + ". Delete there what is too much",
                difference == null
                        ? Map.of("metakockaId", kept.mkId())
                        : Map.of("metakockaId", kept.mkId(), "others", String.valueOf(difference.stored())));
        conclude(mapping, null);
    }

    private boolean cancelled(SalesOrderDocument document) {
        var status = document.statusCode();
        return status != null
                && words.meaning(status)
                        .filter(meaning -> meaning.status() == OrderStatus.CANCELLED)
                        .isPresent();
    }

    /** Writes a difference down, or takes it back where the text is null. */
    private static void differs(SalesDocumentMapping mapping, String field, @Nullable String text) {
        var agreed = Agreement.of(mapping.baseSnapshot());
        var differences = new TreeMap<>(agreed.differences());
        if (text == null) {
            differences.remove(field);
        } else {
            differences.put(field, text);
        }
        mapping.agreedOn(new Agreement(agreed.partnerId(), differences).json());
    }

    private void done(Operation operation, OperationResult.Done done, SalesDocumentMapping mapping) {
        var now = clock.instant();
        var order = documents.get(operation.documentId());
        mapping.stands(done.mkId(), done.countCode(), done.statusCode(), now);
        var agreed = Agreement.of(mapping.baseSnapshot());
        var differences = new TreeMap<>(agreed.differences());
        boolean whole =
                operation.kind() == OperationKind.CREATE_ORDER || operation.kind() == OperationKind.UPDATE_ORDER;
        var only = onlyField(operation);
        if (only != null) {
            differences.keySet().removeIf(field -> sentAs(only).stream().anyMatch(field::startsWith));
        } else if (whole) {
            // whether there is a double shows only where it is looked for
            differences
                    .keySet()
                    .removeIf(field -> operation.kind() == OperationKind.CREATE_ORDER || !field.equals(DUPLICATE));
        }
        differences.remove(givenUp(operation.kind()));
        if (only == null) {
            taken(operation, done, mapping, differences);
        } else {
            settled(only, done, mapping, differences);
        }
        for (Difference difference : done.differences()) {
            differences.put(difference.field(), difference.toString());
        }
        var status = done.statusCode();
        if (status != null) {
            var meaning = words.meaning(status);
            if (meaning.isEmpty() || meaning.get().needsReview()) {
                differences.put("status_code", "Metakocka's status " + status + " has no meaning here");
            } else {
                differences.remove("status_code");
            }
            if (meaning.isPresent() && meaning.get().status() == OrderStatus.CANCELLED) {
                mapping.gone(now);
            }
        }
        mapping.agreedOn(
                new Agreement(done.partnerMkId() == null ? agreed.partnerId() : done.partnerMkId(), differences)
                        .json());
        if (operation.kind() == OperationKind.CREATE_ORDER) {
            remember(order, done);
        }
        if (whole && done.readBack() != null) {
            rows(order, done.readBack());
        }
        if (operation.kind() == OperationKind.TRACKING) {
            tracking(operation, "sent");
        }
        var made = done.made();
        if (made != null) {
            made(operation, made, order);
        }
        if (done.readBack() != null) {
            mapping.linkedTo(papers(done.readBack(), made, mapping.linkedPapers(), now));
        }
        var details = new TreeMap<>(Map.of("metakockaId", done.mkId()));
        if (done.countCode() != null) {
            details.put("number", done.countCode());
        }
        if (status != null) {
            details.put("metakockaStatus", status);
        }
        if (made != null) {
            details.put("document", made.countCode() == null ? made.mkId() : made.countCode());
        }
        done.differences().forEach(difference -> details.put(difference.field(), difference.toString()));
        tell(
                operation,
                operation.kind() == OperationKind.CREATE_ORDER ? "synced" : "sync_updated",
                sentence(operation.kind(), done)
                        + (done.differences().isEmpty() ? "" : ", but stored something else than was sent"),
                details);
    }

    /**
     * What we brought there is what stands there: it is no change of others, and settles those we overwrote knowingly.
     * A mere look, and a status that was not sent, settle nothing.
     */
    private static void taken(
            Operation operation,
            OperationResult.Done done,
            SalesDocumentMapping mapping,
            Map<String, String> differences) {
        var seen = mapping.seen();
        boolean carriesContent = operation.kind() == OperationKind.CREATE_ORDER
                || (operation.kind() == OperationKind.UPDATE_ORDER
                        && operation.payload() instanceof ChangeSalesOrder change
                        && change.lines() != null);
        var left = seen.disagreements().stream()
                .filter(one -> one.field().equals(SeenOrder.STATUS)
                        ? one.there().equals(done.statusCode()) || done.statusCode() == null
                        : !carriesContent)
                .toList();
        differences.keySet().removeIf(field -> field.startsWith(CHANGED));
        left.forEach(one -> differences.put(CHANGED + one.field(), one.sentence()));
        var readBack = done.readBack();
        mapping.saw((carriesContent && readBack != null ? SeenOrder.of(readBack) : seen).differing(left));
    }

    /** The one field that was brought there; null where it was all of them, none, or something else. */
    private static @Nullable String onlyField(Operation operation) {
        if (operation.kind() != OperationKind.UPDATE_ORDER
                || !(operation.payload() instanceof ChangeSalesOrder change)
                || change.noteToAppend() != null) {
            return null;
        }
        var fields = new ArrayList<String>();
        if (change.deliveryType() != null) {
            fields.add(SeenOrder.CARRIER);
        }
        if (change.warehouse() != null) {
            fields.add(SeenOrder.WAREHOUSE);
        }
        if (change.partner() != null) {
            fields.add(SeenOrder.CUSTOMER);
        }
        if (change.lines() != null) {
            fields.add(SeenOrder.LINES);
        }
        return fields.size() == 1 ? fields.get(0) : null;
    }

    /** What the differences of such a field are called where Metakocka stored something else than was sent. */
    private static List<String> sentAs(String field) {
        return switch (field) {
            case SeenOrder.CARRIER -> List.of("delivery_type");
            case SeenOrder.WAREHOUSE -> List.of("warehouse");
            case SeenOrder.CUSTOMER -> List.of("partner");
            default -> List.of("lines[", "sum_all");
        };
    }

    /**
     * Ours was sent for one field: it differs no more, unless Metakocka has still what it had. Everything else stays as
     * it was last seen, so that what others changed meanwhile is noticed.
     */
    private static void settled(
            String only, OperationResult.Done done, SalesDocumentMapping mapping, Map<String, String> differences) {
        var seen = mapping.seen();
        var fields = new TreeMap<>(seen.fields());
        var brought = only.equals(SeenOrder.LINES) ? List.of(only, SeenOrder.TOTAL) : List.of(only);
        if (done.readBack() != null) {
            var now = SeenOrder.of(done.readBack()).fields();
            brought.forEach(field -> fields.put(field, now.getOrDefault(field, "")));
        }
        var left = seen.disagreements().stream()
                .filter(one -> !brought.contains(one.field())
                        || (done.readBack() != null && one.there().equals(fields.get(one.field()))))
                .toList();
        brought.forEach(field -> differences.remove(CHANGED + field));
        left.forEach(one -> differences.put(CHANGED + one.field(), one.sentence()));
        mapping.saw(new SeenThere(fields, left));
    }

    private static String sentence(OperationKind kind, OperationResult.Done done) {
        return switch (kind) {
            case CREATE_ORDER ->
                "Metakocka has the order" + (done.countCode() == null ? "" : " as " + done.countCode());
            case UPDATE_ORDER -> "Metakocka has the order as it stands here";
            case CHANGE_STATUS ->
                "Metakocka has the status" + (done.statusCode() == null ? "" : " " + done.statusCode());
            case FULFILL -> "Metakocka has the shipment";
            case TRACKING -> "Metakocka has the tracking number";
            case CANCEL -> "Metakocka cancelled the order";
            case PACKING_LIST -> "Metakocka has the packing list" + number(done.made());
            case INVOICE -> "Metakocka has the invoice" + number(done.made());
        };
    }

    private static String number(@Nullable LinkedDocument made) {
        return made == null || made.countCode() == null ? "" : " " + made.countCode();
    }

    /** @param before a total that was learnt once stays known: links mostly come without */
    static LinkedPapers papers(
            SalesOrderDocument there, @Nullable LinkedDocument made, Optional<LinkedPapers> before, Instant now) {
        var totals = new HashMap<String, BigDecimal>();
        before.map(LinkedPapers::documents).orElse(List.of()).stream()
                .filter(paper -> paper.total() != null)
                .forEach(paper -> totals.put(paper.metakockaId(), paper.total()));
        if (made != null && made.total() != null) {
            totals.put(made.mkId(), made.total());
        }
        var paid = there.sums().paid();
        return new LinkedPapers(
                now,
                there.sums().all(),
                paid == null ? BigDecimal.ZERO : paid,
                there.docLinks().stream()
                        .map(link -> new LinkedPapers.Paper(
                                link.docType(),
                                link.countCode(),
                                link.mkId(),
                                link.total() == null ? totals.get(link.mkId()) : link.total()))
                        .toList());
    }

    /** A packing list takes the goods of its shipment out of stock there, an invoice all that is left. */
    private void made(Operation operation, LinkedDocument made, SalesDocument order) {
        for (var shipment : shipments.of(order.id())) {
            boolean itsPackingList = operation.payload() instanceof CreatePackingList packing
                    && packing.shipmentId().equals(shipment.id().toString());
            if (itsPackingList) {
                shipment.packed(made.mkId(), made.countCode());
            }
            if ((itsPackingList || operation.kind() == OperationKind.INVOICE) && shipment.book()) {
                allocations.book(order.id(), shipment.id(), goods(order, shipment), ACTOR);
            }
        }
    }

    private static List<Demand> goods(SalesDocument order, OrderFulfillment shipment) {
        var goods = new ArrayList<Demand>();
        shipment.quantities()
                .forEach((itemId, quantity) -> order.item(itemId)
                        .filter(item -> !item.service())
                        .ifPresent(item -> goods.add(new Demand(
                                itemId, "", new Place(item.productCode(), shipment.warehouse()), quantity))));
        return goods;
    }

    private void refused(Operation operation, OperationResult.Refused refused, SalesDocumentMapping mapping) {
        if (operation.kind() == OperationKind.TRACKING) {
            tracking(operation, "refused");
        }
        mapping.refused(refused.text());
        tell(
                operation,
                "sync_refused",
                "Metakocka refused: " + refused.text(),
                Map.of("code", refused.code(), "text", refused.text()));
    }

    /** Shows where an order stands after its differences changed. */
    void conclude(SalesDocumentMapping mapping) {
        conclude(mapping, null);
    }

    /** The worst of what is known of a document's operations. */
    private void conclude(SalesDocumentMapping mapping, @Nullable OperationSettled event) {
        var latest = new TreeMap<String, Operation>();
        boolean open = false;
        for (var operation : ledger.ofDocument(mapping.documentId())) {
            var state = operation.state();
            if (state == OperationState.SUPERSEDED || state == OperationState.CANCELLED) {
                continue;
            }
            var kind = operation.kind();
            latest.put(kind.code() + (kind.replacedByLater() ? "" : operation.seq()), operation);
            open |= (state == OperationState.PENDING
                            || state == OperationState.SENDING
                            || state == OperationState.UNKNOWN)
                    && operation.waitingFor() != WaitingFor.INVOICE;
        }
        var reviews = texts(latest, OperationState.REVIEW);
        var refusals = texts(latest, OperationState.REFUSED);
        var differences = Agreement.of(mapping.baseSnapshot());
        var mkId = mapping.metakockaId();
        if (event != null && event.result() instanceof OperationResult.Review review) {
            mapping.needsReview(review.reason());
        } else if (!reviews.isEmpty()) {
            mapping.needsReview(String.join("; ", reviews));
        } else if (!refusals.isEmpty()) {
            mapping.refused(String.join("; ", refusals));
        } else if (open) {
            mapping.pending();
        } else if (!differences.differences().isEmpty()) {
            mapping.needsReview(differences.text());
        } else if (mkId != null) {
            mapping.synced(mkId, mapping.metakockaNumber(), mapping.metakockaStatus(), clock.instant());
        }
    }

    private static List<String> texts(Map<String, Operation> latest, OperationState state) {
        var texts = new ArrayList<String>();
        for (var operation : latest.values()) {
            if (operation.state() == state) {
                texts.add(operation.text() == null ? "Metakocka gave no reason" : operation.text());
            }
        }
        return texts;
    }

    private void remember(SalesDocument order, OperationResult.Done done) {
        if (done.partnerMkId() != null && order.customerId() != null) {
            customers
                    .find(order.customerId())
                    .ifPresent(customer -> customer.standsInMetakockaAs(
                            done.partnerMkId(), addressFits(order, done) ? done.addressMkId() : null));
        }
    }

    /** The address on the document may be another one of the partner's: then the next order must not go by it. */
    private static boolean addressFits(SalesDocument order, OperationResult.Done done) {
        var address = order.customer().address();
        var partner = done.readBack() == null ? null : done.readBack().partner();
        return address == null
                || partner == null
                || (same(address.street(), partner.street()) && same(address.postCode(), partner.postNumber()));
    }

    private static boolean same(@Nullable String here, @Nullable String there) {
        return here == null || there == null || here.strip().equalsIgnoreCase(there.strip());
    }

    /** Lines are matched in their order, by product: Metakocka keeps both. */
    private static void rows(SalesDocument order, SalesOrderDocument readBack) {
        var left = new ArrayList<>(readBack.lines());
        for (var item : order.items()) {
            left.stream()
                    .filter(line -> item.productCode().equals(line.code()))
                    .findFirst()
                    .ifPresent(line -> {
                        item.standsInMetakockaAs(line.mkRowId());
                        left.remove(line);
                    });
        }
    }

    private void tracking(Operation operation, String state) {
        if (!(operation.payload() instanceof ChangeSalesOrder change) || change.trackingCode() == null) {
            return;
        }
        for (var shipment : shipments.of(operation.documentId())) {
            if (change.trackingCode().equals(shipment.trackingNumber())) {
                shipment.trackingIs(state);
            }
        }
    }

    private void tell(Operation operation, String kind, String message, Map<String, String> details) {
        var all = new TreeMap<>(details);
        all.put("operation", operation.id().toString());
        all.put("kind", operation.kind().code());
        UUID documentId = operation.documentId();
        activity.record(documentId, ACTOR, kind, message, all);
    }
}
