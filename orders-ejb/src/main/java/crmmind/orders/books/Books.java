package crmmind.orders.books;

import static java.util.Comparator.comparing;

import crmmind.orders.activity.Activity;
import crmmind.orders.inventory.AllocationState;
import crmmind.orders.inventory.Allocations;
import crmmind.orders.inventory.OrderInventoryAllocation;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the tables agree, and puts right what does not. A repair follows what is nearest to the goods:
 * shipments before lines, lines before headers, allocations before counters, Metakocka's document before our note of
 * it. It ends in the rule holding for its subject, or it changes nothing.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Books {

    private static final int MOST = 500;
    private static final Set<AllocationState> LIVE = Set.of(AllocationState.ALLOCATED, AllocationState.PENDING);
    private static final Set<OrderStatus> CLOSED =
            Set.of(OrderStatus.CANCELLED, OrderStatus.FULFILLED, OrderStatus.RETURNED);
    private static final String SEPARATOR = " @ ";

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    SalesDocuments documents;

    @Inject
    Allocations allocations;

    @Inject
    Activity activity;

    @Inject
    Clock clock;

    /** The rules that are broken now, in the order in which they are best repaired; 500 at most. */
    public List<Finding> findings() {
        return database
                .query(
                        "select rule, document_id, subject, numbers from books_out_of_balance limit " + MOST,
                        row -> new Finding(
                                Rule.of(row.getString(1)).orElseThrow(),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getString(4)))
                .stream()
                .sorted(comparing(Finding::rule).thenComparing(Finding::subject))
                .toList();
    }

    /** The finding of this rule and subject, as it stands now; null when the rule holds. */
    public @Nullable Finding find(Rule rule, @Nullable UUID documentId, String subject) {
        return database
                .query(
                        "select numbers from books_out_of_balance where rule = ? and subject = ?"
                                + " and document_id is not distinct from ? limit 1",
                        row -> new Finding(rule, documentId, subject, row.getString(1)),
                        rule.code(),
                        subject,
                        documentId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * Puts one finding right.
     *
     * @throws BusinessException NOT_FOUND if the rule holds by now; EDIT_NOT_ALLOWED if it cannot be put right like
     *     this
     */
    public void repair(Rule rule, @Nullable UUID documentId, String subject, String actor, String reason) {
        if (find(rule, documentId, subject) == null) {
            throw new BusinessException(Problem.NOT_FOUND, Sentence.of("books.holds", subject));
        }
        if (documentId == null) {
            repairPlace(subject, actor);
        } else {
            repairOrder(rule, documents.lock(documentId), actor);
            activity.record(
                    documentId,
                    actor,
                    "books_repaired",
                    "Books put right: " + rule.code().replace('_', ' ') + " (" + subject + ")",
                    Map.of("rule", rule.code(), "reason", reason, "subject", subject));
        }
        documents.flush();
        var still = find(rule, documentId, subject);
        if (still != null) {
            throw new BusinessException(
                    Problem.EDIT_NOT_ALLOWED, Sentence.of("books.not-repairable", subject, still.numbers()));
        }
    }

    private void repairOrder(Rule rule, SalesDocument order, String actor) {
        switch (rule) {
            case ALLOCATION_FITS_ITS_LINE -> fitAllocations(order, actor);
            case FULFILLED_IS_SUM_OF_SHIPMENTS -> {
                database.update("""
                        update sales_document_items i set fulfilled_quantity = coalesce((
                            select sum(fi.quantity) from order_fulfillment_items fi
                            join order_fulfillments f on f.id = fi.fulfillment_id
                            where fi.item_id = i.id and f.status in ('shipped', 'delivered')), 0)
                        where i.document_id = ?
                        """, order.id());
                derive(order);
            }
            case USED_UP_WITHIN_SHIPPED -> giveUpUsed(order);
            case ALLOCATED_WITHIN_OPEN, CLOSED_ORDERS_HOLD_NOTHING -> releaseExcess(order, actor);
            case LINE_FOLLOWS_FROM_PRICE -> {
                order.items().forEach(item -> item.price(item.unitPrice(), item.discountPercent(), item.taxRate()));
                order.sumUp();
            }
            case HEADER_IS_SUM_OF_LINES -> order.sumUp();
            case STATUS_FOLLOWS_FROM_LINES,
                    FULFILLMENT_STATUS_FOLLOWS,
                    RETURN_STATUS_FOLLOWS,
                    ALLOCATION_STATUS_FOLLOWS -> derive(order);
            case ORDERS_ARE_LINKED_TO_WHAT_WAS_MADE, SYNCED_ORDERS_ARE_LINKED -> link(order);
            case SUBMITTED_ORDERS_HAVE_AN_OPERATION ->
                documents
                        .mapping(order.id())
                        .orElseThrow()
                        .needsReview("Nothing is on its way to Metakocka any more; sync the order again");
            case SYNCED_ORDERS_HAVE_NOTHING_ON_THEIR_WAY ->
                documents.mapping(order.id()).orElseThrow().pending();
            case ORDERS_HAVE_A_BEGINNING -> {} // the entry about the repair is one
            case HELD_IS_SUM_OF_ALLOCATIONS, HELD_IS_FOLD_OF_MOVEMENTS ->
                throw new IllegalArgumentException(rule + " is about a place, not an order");
        }
    }

    /** What the allocations say is held; the movements get what they lack. */
    private void repairPlace(String subject, String actor) {
        int at = subject.lastIndexOf(SEPARATOR);
        var place = new Allocations.Place(subject.substring(0, at), subject.substring(at + SEPARATOR.length()));
        recount(place, actor);
    }

    private void recount(Allocations.Place place, String actor) {
        var now = clock.instant();
        database.update("""
                insert into stock_levels (id, product_code, warehouse) values (?, ?, ?)
                on conflict (product_code, warehouse) do nothing
                """, Identities.at(now), place.productCode(), place.warehouse());
        allocations.lock(List.of(place));
        var held = sum(
                "select sum(quantity) from order_inventory_allocations where status = 'allocated'"
                        + " and product_code = ? and warehouse = ?",
                place);
        var moved = sum("""
                select sum(case kind when 'allocate' then quantity when 'release' then -quantity
                                     when 'ship' then -quantity when 'adjust' then quantity else 0 end)
                from inventory_movements where product_code = ? and warehouse = ?
                """, place);
        database.update(
                "update stock_levels set held = ? where product_code = ? and warehouse = ?",
                held,
                place.productCode(),
                place.warehouse());
        if (held.compareTo(moved) != 0) {
            database.update("""
                    insert into inventory_movements (at, kind, product_code, warehouse, quantity, actor)
                    values (?, 'adjust', ?, ?, ?, ?)
                    """, now, place.productCode(), place.warehouse(), held.subtract(moved), actor);
        }
    }

    private BigDecimal sum(String sql, Allocations.Place place) {
        var sum = database.query(sql, row -> row.getBigDecimal(1), place.productCode(), place.warehouse())
                .get(0);
        return Objects.requireNonNullElse(sum, BigDecimal.ZERO);
    }

    private void fitAllocations(SalesDocument order, String actor) {
        var before = places(order.id());
        database.update("""
                update order_inventory_allocations a set product_code = i.product_code, document_id = i.document_id
                from sales_document_items i
                where i.id = a.item_id and i.document_id = ?
                  and (a.product_code <> i.product_code or a.document_id <> i.document_id)
                """, order.id());
        before.addAll(places(order.id()));
        before.forEach(place -> recount(place, actor));
        derive(order);
    }

    private SortedSet<Allocations.Place> places(UUID documentId) {
        return new TreeSet<>(
                database.query("""
                select distinct a.product_code, a.warehouse from order_inventory_allocations a
                join sales_document_items i on i.id = a.item_id where i.document_id = ?
                """, row -> new Allocations.Place(row.getString(1), row.getString(2)), documentId));
    }

    private void giveUpUsed(SalesDocument order) {
        for (var item : order.items()) {
            var left = item.fulfilledQuantity();
            for (var allocation : allocations.of(order.id())) {
                if (!allocation.itemId().equals(item.id()) || allocation.status() != AllocationState.FULFILLED) {
                    continue;
                }
                var kept = left.min(allocation.quantity());
                left = left.subtract(kept);
                if (kept.signum() == 0) {
                    database.update(
                            "update order_inventory_allocations set status = 'released' where id = ?", allocation.id());
                } else {
                    database.update(
                            "update order_inventory_allocations set quantity = ? where id = ?", kept, allocation.id());
                }
            }
        }
        entities.clear();
    }

    private void releaseExcess(SalesDocument order, String actor) {
        // the counters first: giving back more than is counted would be refused
        places(order.id()).forEach(place -> recount(place, actor));
        var excess = new HashMap<UUID, BigDecimal>();
        for (var item : order.items()) {
            var live = allocations.of(order.id()).stream()
                    .filter(allocation -> allocation.itemId().equals(item.id()) && LIVE.contains(allocation.status()))
                    .map(OrderInventoryAllocation::quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            var open = CLOSED.contains(order.orderStatus()) ? BigDecimal.ZERO : item.openQuantity();
            if (live.compareTo(open) > 0) {
                excess.put(item.id(), live.subtract(open));
            }
        }
        allocations.release(order.id(), excess, actor);
        derive(order);
    }

    private void derive(SalesDocument order) {
        documents.flush();
        entities.refresh(order);
        order.recompute();
        order.allocated(allocations.heldInAll(order.id()));
    }

    private void link(SalesDocument order) {
        var made = database.query("""
                select mk_id from metakocka_operations
                where document_id = ? and kind = 'create_order' and state = 'done' and mk_id is not null
                order by seq desc limit 1
                """, row -> row.getString(1), order.id());
        if (made.isEmpty()) {
            documents
                    .mapping(order.id())
                    .orElseThrow()
                    .needsReview("It is not known which document of Metakocka this is; sync the order again");
        } else {
            database.update(
                    "update sales_document_mappings set metakocka_id = ? where document_id = ?",
                    made.get(0),
                    order.id());
        }
    }

    /** What an order and its places hold, field by field: two of them tell what a repair changes. */
    Map<String, Map<String, String>> picture(@Nullable UUID documentId, String subject) {
        var picture = new TreeMap<String, Map<String, String>>();
        documents.flush();
        if (documentId != null) {
            add(picture, "order", "sales_documents", "d.id = ?", "d.document_number", documentId);
            add(picture, "line", "sales_document_items", "d.document_id = ?", "d.position::text", documentId);
            add(picture, "Metakocka", "sales_document_mappings", "d.document_id = ?", "''", documentId);
            add(
                    picture,
                    "allocation",
                    "order_inventory_allocations",
                    "d.item_id in (select id from sales_document_items where document_id = ?)",
                    "d.product_code || ' @ ' || d.warehouse || ' ' || right(d.id::text, 6)",
                    documentId);
            add(
                    picture,
                    "stock",
                    "stock_levels",
                    "(d.product_code, d.warehouse) in (select a.product_code, a.warehouse"
                            + " from order_inventory_allocations a join sales_document_items i on i.id = a.item_id"
                            + " where i.document_id = ?)",
                    "d.product_code || ' @ ' || d.warehouse",
                    documentId);
        } else {
            add(
                    picture,
                    "stock",
                    "stock_levels",
                    "d.product_code || ' @ ' || d.warehouse = ?",
                    "d.product_code || ' @ ' || d.warehouse",
                    subject);
            add(
                    picture,
                    "adjusting movement",
                    "inventory_movements",
                    "d.kind = 'adjust' and d.product_code || ' @ ' || d.warehouse = ?",
                    "d.id::text",
                    subject);
        }
        return picture;
    }

    private void add(
            Map<String, Map<String, String>> picture,
            String name,
            String table,
            String where,
            String key,
            Object value) {
        database.query(
                "select " + key + ", f.key, f.value from " + table
                        + " d cross join lateral jsonb_each_text(to_jsonb(d)) f where " + where
                        + " and f.key not in ('search_text', 'updated_at', 'id', 'at', 'version')",
                row -> picture.computeIfAbsent((name + " " + row.getString(1)).strip(), any -> new TreeMap<>())
                        .put(row.getString(2), Objects.requireNonNullElse(row.getString(3), "")),
                value);
    }
}
