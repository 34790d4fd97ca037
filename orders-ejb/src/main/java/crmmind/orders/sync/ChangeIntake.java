package crmmind.orders.sync;

import static crmmind.orders.salesdocument.SalesDocumentMapping.CONNECTION;

import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.ledger.OperationLedger;
import crmmind.orders.activity.Activity;
import crmmind.orders.fulfillment.OrderFulfillments;
import crmmind.orders.salesdocument.Disagreement;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.SeenThere;
import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The database's part of noticing what was changed in Metakocka: a page of orders and the cursor that goes with it in
 * one short transaction, nothing remote. What Metakocka alone decides (payments, linked documents, tracking numbers) is
 * taken over; what both sides decide is never overwritten: where it is not what stands here, the order needs a person,
 * who sees both.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW) // a page is there with its cursor, or not at all
public class ChangeIntake {

    /** Up to where changes were taken note of. */
    static final String CURSOR = "orders_changed";

    private static final String ACTOR = "metakocka";
    private static final String MISSING = "missing";
    private static final int AGAIN_AT_ONCE = 50;

    /** At most, between this node and the database. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    @Inject
    Database database;

    @Inject
    SalesDocuments documents;

    @Inject
    Mappings mappings;

    @Inject
    OrderFulfillments shipments;

    @Inject
    OperationLedger ledger;

    @Inject
    OutcomeRecorder recorder;

    @Inject
    StatusWords words;

    @Inject
    Activity activity;

    @Inject
    Clock clock;

    /** What a page came to. */
    record Taken(int known, int changed) {}

    /** Up to where changes were taken note of; the first time this long ago. */
    public Instant cursor(Duration atFirst) {
        var first = clock.instant().minus(atFirst);
        database.update("""
                insert into sync_cursors (connection_id, stream, position, updated_at) values (?, ?, ?, ?)
                on conflict (connection_id, stream) do nothing
                """, CONNECTION, CURSOR, first.toString(), first);
        return position("");
    }

    private Instant position(String lock) {
        return database.query(
                        "select position from sync_cursors where connection_id = ? and stream = ?" + lock,
                        row -> Instant.parse(row.getString(1)),
                        CONNECTION,
                        CURSOR)
                .get(0);
    }

    /**
     * Takes note of a page, and with its last page of the window.
     *
     * @param readAt when the page was asked for
     * @param before where the cursor stood when the window was opened
     * @param after where it stands with this page; the same as before where more pages come
     * @return empty if another node has moved the cursor meanwhile: then nothing is done
     */
    public Optional<Taken> take(List<SalesOrderDocument> page, Instant readAt, Instant before, Instant after) {
        if (!position(" for update").equals(before)) {
            return Optional.empty();
        }
        var taken = compare(page, readAt);
        database.update(
                "update sync_cursors set position = ?, updated_at = ? where connection_id = ? and stream = ?",
                after.toString(),
                clock.instant(),
                CONNECTION,
                CURSOR);
        return Optional.of(taken);
    }

    /**
     * Takes note of orders as Metakocka had them at that moment; those that are unknown here or unchanged there cost
     * one query together.
     */
    public Taken compare(List<SalesOrderDocument> page, Instant readAt) {
        var now = new HashMap<String, SalesOrderDocument>();
        page.forEach(there -> now.put(there.mkId(), there));
        record Known(UUID documentId, String mkId, @Nullable String hash, boolean again) {}
        var known = database.query(
                """
                select document_id, metakocka_id, seen_hash,
                       changed_in_metakocka_at is not null
                       or coalesce(jsonb_array_length(seen_in_metakocka -> 'disagreements'), 0) > 0
                       or base_snapshot -> 'differences' ->> 'missing' is not null
                from sales_document_mappings where connection_id = ? and metakocka_id = any(?)
                """,
                row -> new Known(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBoolean(4)),
                CONNECTION,
                Database.texts(now.keySet()));
        int changed = 0;
        // always in the same order: two that hold several rows cannot wait for each other
        for (var one :
                known.stream().sorted(Comparator.comparing(Known::documentId)).toList()) {
            var there = Objects.requireNonNull(now.get(one.mkId()));
            if (one.again() || !SeenOrder.of(there).hash().equals(one.hash())) {
                changed += notice(one.documentId(), there, readAt) ? 1 : 0;
            }
        }
        return new Taken(known.size(), changed);
    }

    /** Whether something was told. */
    private boolean notice(UUID documentId, SalesOrderDocument there, Instant readAt) {
        var order = documents.lock(documentId);
        var mapping = mappings.locked(documentId).orElseThrow();
        if (ledger.hasOpen(documentId) || closedSince(documentId, readAt)) {
            mapping.lookAgain(clock.instant()); // it may be our own work, half done, or how it was before
            return false;
        }
        mapping.lookedAt();
        var before = mapping.seen();
        var seen = SeenOrder.of(there);
        var told = new TreeMap<String, String>();
        facts(order, mapping, there, seen, told);
        var disagreements = disagreements(order, mapping, before, seen);
        disagreements.stream()
                .filter(one -> !before.disagreements().contains(one))
                .forEach(one -> told.put(one.field(), one.sentence()));
        before.disagreements().stream()
                .filter(one ->
                        disagreements.stream().noneMatch(left -> left.field().equals(one.field())))
                .forEach(one -> told.put(one.field(), "Both sides agree about " + one.field() + " again"));
        mapping.saw(seen.differing(disagreements));
        stands(mapping, there);
        mapping.linkedTo(OutcomeRecorder.papers(there, null, mapping.linkedPapers(), clock.instant()));
        if (remember(mapping, disagreements)) {
            told.put(MISSING, "Metakocka has the order again");
        }
        recorder.conclude(mapping);
        if (!told.isEmpty()) {
            activity.record(
                    documentId,
                    ACTOR,
                    disagreements.isEmpty() ? "changed_in_metakocka" : "differs_from_metakocka",
                    String.join("; ", told.values()),
                    details(there, told.keySet(), disagreements));
        }
        return !told.isEmpty();
    }

    /** With the fields in which both sides differ now, where nothing else is told. */
    private static Map<String, String> details(
            SalesOrderDocument there, Collection<String> told, List<Disagreement> disagreements) {
        var fields = disagreements.stream()
                .map(Disagreement::field)
                .filter(told::contains)
                .toList();
        return fields.isEmpty() || fields.size() < told.size()
                ? Map.of("metakockaId", there.mkId())
                : Map.of("metakockaId", there.mkId(), "fields", String.join(", ", fields));
    }

    /** Whether something of ours ended there after, or right before, it was read. */
    private boolean closedSince(UUID documentId, Instant readAt) {
        return !database.query(
                        "select 1 from metakocka_operations where document_id = ? and closed_at > ? limit 1",
                        row -> true,
                        documentId,
                        readAt.minus(CLOCKS_DIFFER))
                .isEmpty();
    }

    /** Its status as it is there now, and whether its reservation there is gone. */
    private void stands(SalesDocumentMapping mapping, SalesOrderDocument there) {
        var now = clock.instant();
        mapping.stands(there.mkId(), there.countCode(), there.statusCode(), now);
        var status = there.statusCode();
        if (status != null
                && words.meaning(status)
                        .filter(meaning -> meaning.status() == OrderStatus.CANCELLED)
                        .isPresent()) {
            mapping.gone(now);
        }
    }

    /** What Metakocka alone decides, where it is news. */
    private void facts(
            SalesDocument order,
            SalesDocumentMapping mapping,
            SalesOrderDocument there,
            SeenThere seen,
            Map<String, String> told) {
        var known = mapping.linkedPapers();
        var paid = there.sums().paid();
        known.filter(papers -> paid != null && papers.paid().compareTo(paid) != 0)
                .ifPresent(papers -> told.put(
                        SeenOrder.PAID,
                        "Metakocka has " + seen.fields().get(SeenOrder.PAID) + " " + order.currency() + " as paid"));
        if (known.isPresent()) {
            var before = known.get().documents().stream()
                    .map(paper -> paper.metakockaId())
                    .toList();
            there.docLinks().stream()
                    .filter(link -> !before.contains(link.mkId()))
                    .forEach(link -> told.put(
                            SeenOrder.PAPERS + link.mkId(),
                            "Metakocka has a new document: " + link.docType() + " " + link.countCode()));
        }
        var tracking = there.trackingCode();
        if (tracking != null
                && !tracking.equals(mapping.seen().fields().get(SeenOrder.TRACKING))
                && shipments.of(order.id()).stream()
                        .noneMatch(shipment -> tracking.equals(shipment.trackingNumber()))) {
            told.put(SeenOrder.TRACKING, "Metakocka has the tracking number " + tracking);
        }
    }

    /** What was changed there and is not what stands here, and what was so before and still is. */
    private List<Disagreement> disagreements(
            SalesDocument order, SalesDocumentMapping mapping, SeenThere before, SeenThere seen) {
        var here = SeenOrder.here(order);
        var disagreements = new ArrayList<Disagreement>();
        for (var field : SeenOrder.SHARED) {
            var there = seen.fields().getOrDefault(field, "");
            boolean status = field.equals(SeenOrder.STATUS);
            // our own status changes are known by the mapping; it is the base for the next one
            var base = status && mapping.metakockaStatus() != null
                    ? mapping.metakockaStatus()
                    : before.fields().get(field);
            boolean was =
                    before.disagreements().stream().anyMatch(one -> one.field().equals(field));
            boolean changed = base != null && !base.equals(there);
            boolean agrees = status ? agrees(order, there) : Objects.equals(here.get(field), there);
            if ((changed || was) && !agrees && !(field.equals(SeenOrder.CARRIER) && shipped(order, there))) {
                disagreements.add(
                        new Disagreement(field, status ? order.shown().code() : here.getOrDefault(field, ""), there));
            }
        }
        return disagreements;
    }

    /**
     * Whether something was shipped with this carrier: each shipment names its own there, whatever the order asked for.
     */
    private boolean shipped(SalesDocument order, String carrier) {
        return shipments.of(order.id()).stream().anyMatch(shipment -> carrier.equals(shipment.shippingCarrier()));
    }

    /** Whether a status of Metakocka's says what the desk says; a part shipment leaves it as it was. */
    private boolean agrees(SalesDocument order, String there) {
        var meaning = words.meaning(there);
        if (meaning.isEmpty() || meaning.get().status() == null) {
            return false;
        }
        var says = meaning.get().status();
        return says == order.shown()
                || (order.shown() == OrderStatus.PARTIALLY_FULFILLED
                        && (says == OrderStatus.PROCESSING || says == OrderStatus.CONFIRMED))
                || (order.shown() == OrderStatus.RETURNED && says == OrderStatus.FULFILLED);
    }

    /** Writes down what differs. Whether an order that was missing is there again. */
    private static boolean remember(SalesDocumentMapping mapping, List<Disagreement> disagreements) {
        var agreed = Agreement.of(mapping.baseSnapshot());
        var differences = new TreeMap<>(agreed.differences());
        boolean back = differences.remove(MISSING) != null;
        differences.keySet().removeIf(key -> key.startsWith(OutcomeRecorder.CHANGED));
        disagreements.forEach(one -> differences.put(OutcomeRecorder.CHANGED + one.field(), one.sentence()));
        mapping.agreedOn(new Agreement(agreed.partnerId(), differences).json());
        return back;
    }

    /** Orders that were changed there while something of ours was on its way, and is not any more. */
    public List<String> toLookAtAgain() {
        return database.query("""
                select metakocka_id from sales_document_mappings m
                where changed_in_metakocka_at is not null and metakocka_id is not null
                  and not exists (select 1 from metakocka_operations o where o.document_id = m.document_id
                                  and o.state in ('pending', 'sending', 'unknown', 'review')
                                  and o.waiting_for is distinct from 'invoice')
                order by changed_in_metakocka_at limit ?
                """, row -> row.getString(1), AGAIN_AT_ONCE);
    }

    /** Of the orders that stood in Metakocka before that moment, those that were not seen there. */
    public List<String> unseen(Collection<String> seen, Instant before, int most) {
        return database.query("""
                select metakocka_id from sales_document_mappings
                where connection_id = ? and metakocka_id is not null and stood_in_metakocka_at < ?
                  and base_snapshot -> 'differences' ->> 'missing' is null
                  and not metakocka_id = any(?)
                order by stood_in_metakocka_at desc limit ?
                """, row -> row.getString(1), CONNECTION, before, Database.texts(seen), most);
    }

    /** Says that Metakocka does not have an order any more. It is never made again without a person. */
    public boolean missing(String metakockaId) {
        var found = documents.mappingOf(metakockaId).map(SalesDocumentMapping::documentId);
        if (found.isEmpty()) {
            return false;
        }
        documents.lock(found.get());
        var mapping = mappings.locked(found.get()).orElseThrow();
        if (ledger.hasOpen(found.get())) {
            return false; // whoever is on his way there finds out
        }
        var agreed = Agreement.of(mapping.baseSnapshot());
        var differences = new TreeMap<>(agreed.differences());
        var text = "Metakocka does not have the order " + metakockaId + " any more";
        if (differences.put(MISSING, text) != null) {
            return false;
        }
        mapping.agreedOn(new Agreement(agreed.partnerId(), differences).json());
        mapping.gone(clock.instant());
        recorder.conclude(mapping);
        activity.record(found.get(), ACTOR, "missing_in_metakocka", text, Map.of("metakockaId", metakockaId));
        return true;
    }
}
