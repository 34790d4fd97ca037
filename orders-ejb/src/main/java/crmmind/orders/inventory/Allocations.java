package crmmind.orders.inventory;

import static crmmind.orders.inventory.AllocationState.ALLOCATED;
import static crmmind.orders.inventory.AllocationState.FULFILLED;
import static crmmind.orders.inventory.AllocationState.PENDING;
import static crmmind.orders.inventory.AllocationState.RELEASED;
import static java.util.Comparator.comparing;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import crmmind.orders.shared.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holding stock for orders, giving it back and using it up. The caller has locked the order's row. Stock rows are
 * touched last, by single conditional updates in the order of product and warehouse, so that two orders never wait for
 * each other in a circle and the row count decides who gets the last piece. Nothing else moves {@code held}.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY) // part of a command, never one
public class Allocations {

    private static final String MOVEMENT = """
            insert into inventory_movements
                (at, kind, product_code, warehouse, quantity, document_id, item_id, fulfillment_id, actor)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** One place in stock. */
    public record Place(String productCode, String warehouse) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return comparing(Place::productCode).thenComparing(Place::warehouse).compare(this, other);
        }
    }

    /**
     * So much for one line.
     *
     * @param pointer where the request or the order has the line, as {@code /items/0}
     */
    public record Demand(UUID itemId, String pointer, Place place, BigDecimal quantity) {}

    /** All allocations of an order, oldest first. */
    public List<OrderInventoryAllocation> of(UUID documentId) {
        return entities.createQuery(
                        "select a from OrderInventoryAllocation a where a.documentId = :id order by a.createdAt, a.id",
                        OrderInventoryAllocation.class)
                .setParameter("id", documentId)
                .getResultList();
    }

    /** What is held for each line of an order; lines for which nothing is are missing. */
    public Map<UUID, BigDecimal> held(UUID documentId) {
        var held = new HashMap<UUID, BigDecimal>();
        for (var allocation : of(documentId)) {
            if (allocation.status() == ALLOCATED) {
                held.merge(allocation.itemId(), allocation.quantity(), BigDecimal::add);
            }
        }
        return held;
    }

    /** What is held for an order in all. */
    public BigDecimal heldInAll(UUID documentId) {
        return held(documentId).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Takes the locks of all these places, in their order: for a command that both gives back and takes, which could
     * otherwise meet another one half-way.
     */
    public void lock(Collection<Place> places) {
        var sorted = List.copyOf(new TreeSet<>(places));
        database.query(
                """
                select 1 from stock_levels s
                join unnest(?, ?) as p (product_code, warehouse)
                  on p.product_code = s.product_code and p.warehouse = s.warehouse
                order by s.product_code collate "C", s.warehouse collate "C"
                for update of s
                """,
                row -> row.getInt(1),
                Database.texts(sorted.stream().map(Place::productCode).toList()),
                Database.texts(sorted.stream().map(Place::warehouse).toList()));
    }

    /**
     * Holds all of it or refuses with INSUFFICIENT_STOCK, naming each line that falls short. Demand of several lines on
     * one place is added up before it is asked for.
     */
    public void hold(UUID documentId, Collection<Demand> demands, String actor) {
        var wanted = sums(demands);
        var missing = new TreeMap<Place, BigDecimal>();
        wanted.forEach((place, quantity) -> {
            if (!take(place, quantity)) {
                missing.put(place, available(place));
            }
        });
        if (!missing.isEmpty()) {
            throw insufficient(demands, wanted, missing);
        }
        var now = clock.instant();
        var present = new ArrayList<>(of(documentId));
        demands.forEach(demand -> enter(present, documentId, demand, demand.quantity(), ALLOCATED, now));
        move("allocate", documentId, demands, actor, now);
    }

    /**
     * Holds as much as there is, line by line, and notes the rest as pending. What Metakocka has reserved for this very
     * order counts as there: it moves from the others' reservations to ours.
     */
    public void holdWhatThereIs(UUID documentId, Collection<Demand> demands, String actor) {
        var now = clock.instant();
        var held = new ArrayList<Demand>();
        var present = new ArrayList<>(of(documentId));
        demands.stream().sorted(comparing(Demand::place)).forEach(demand -> {
            var got = takeUpTo(demand.place(), demand.quantity());
            var rest = demand.quantity().subtract(got);
            if (got.signum() > 0) {
                enter(present, documentId, demand, got, ALLOCATED, now);
                held.add(new Demand(demand.itemId(), demand.pointer(), demand.place(), got));
            }
            if (rest.signum() > 0) {
                enter(present, documentId, demand, rest, PENDING, now);
            }
        });
        move("allocate", documentId, held, actor, now);
    }

    /**
     * Holds as much as is available, line by line, and notes the rest as pending: a backorder. Unlike with
     * {@link #holdWhatThereIs} Metakocka has reserved nothing for the order yet.
     */
    public void holdAvailable(UUID documentId, Collection<Demand> demands, String actor) {
        var now = clock.instant();
        var held = new ArrayList<Demand>();
        var present = new ArrayList<>(of(documentId));
        demands.stream().sorted(comparing(Demand::place)).forEach(demand -> {
            var got = takeAvailable(demand.place(), demand.quantity());
            var rest = demand.quantity().subtract(got);
            if (got.signum() > 0) {
                enter(present, documentId, demand, got, ALLOCATED, now);
                held.add(new Demand(demand.itemId(), demand.pointer(), demand.place(), got));
            }
            if (rest.signum() > 0) {
                enter(present, documentId, demand, rest, PENDING, now);
            }
        });
        move("allocate", documentId, held, actor, now);
    }

    /**
     * Holds what an order waits for as far as it is available now.
     *
     * @return what was held, in all
     */
    public BigDecimal holdPending(UUID documentId, String actor) {
        var now = clock.instant();
        var all = of(documentId);
        var got = new ArrayList<Demand>();
        all.stream()
                .filter(allocation -> allocation.status() == PENDING)
                .sorted(comparing(allocation -> new Place(allocation.productCode(), allocation.warehouse())))
                .forEach(waiting -> {
                    var place = new Place(waiting.productCode(), waiting.warehouse());
                    var taken = takeAvailable(place, waiting.quantity());
                    if (taken.signum() > 0) {
                        grant(all, waiting, taken, now);
                        got.add(part(waiting, taken));
                    }
                });
        move("allocate", documentId, got, actor, now);
        return got.stream().map(Demand::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Moves a part of what is wanted to what is held for the same line. */
    private void grant(
            List<OrderInventoryAllocation> all, OrderInventoryAllocation waiting, BigDecimal part, Instant now) {
        boolean whole = part.compareTo(waiting.quantity()) == 0;
        var held = all.stream()
                .filter(allocation -> allocation.status() == ALLOCATED
                        && allocation.itemId().equals(waiting.itemId())
                        && allocation.warehouse().equals(waiting.warehouse()))
                .findFirst();
        if (held.isEmpty() && whole) {
            waiting.become(ALLOCATED, now);
            return;
        }
        if (whole) {
            entities.remove(waiting); // it was only a wish, and its line has a row that says what became of it
        } else {
            waiting.resize(waiting.quantity().subtract(part), now);
        }
        if (held.isPresent()) {
            held.get().resize(held.get().quantity().add(part), now);
        } else {
            entities.persist(new OrderInventoryAllocation(
                    Identities.at(now),
                    waiting.documentId(),
                    waiting.itemId(),
                    waiting.productCode(),
                    waiting.warehouse(),
                    part,
                    ALLOCATED,
                    now));
        }
    }

    /**
     * What places have for new orders. The places stay locked, in their order, so that what is chosen by these numbers
     * can also be held.
     */
    public Map<Place, BigDecimal> availableLocked(Collection<Place> places) {
        var sorted = List.copyOf(new TreeSet<>(places));
        var found = new HashMap<Place, BigDecimal>();
        database.query(
                """
                select s.product_code, s.warehouse, s.available from stock_levels s
                join unnest(?, ?) as p (product_code, warehouse)
                  on p.product_code = s.product_code and p.warehouse = s.warehouse
                order by s.product_code collate "C", s.warehouse collate "C"
                for update of s
                """,
                row -> found.put(new Place(row.getString(1), row.getString(2)), row.getBigDecimal(3)),
                Database.texts(sorted.stream().map(Place::productCode).toList()),
                Database.texts(sorted.stream().map(Place::warehouse).toList()));
        return found;
    }

    /** Gives back everything that is wanted or held for an order. Doing it twice does nothing more. */
    public void releaseAll(UUID documentId, String actor) {
        var now = clock.instant();
        var given = new ArrayList<Demand>();
        for (var allocation : of(documentId)) {
            if (!allocation.live()) {
                continue;
            }
            if (allocation.status() == ALLOCATED) {
                given.add(part(allocation, allocation.quantity()));
            }
            allocation.become(RELEASED, now);
        }
        giveBack(documentId, given, actor, now);
    }

    /** Gives back so much of each line: what is only wanted first, then what is held. */
    public void release(UUID documentId, Map<UUID, BigDecimal> quantities, String actor) {
        var now = clock.instant();
        var given = new ArrayList<Demand>();
        var left = new HashMap<>(quantities);
        for (var state : List.of(PENDING, ALLOCATED)) {
            for (var allocation : of(documentId)) {
                var part =
                        left.getOrDefault(allocation.itemId(), BigDecimal.ZERO).min(allocation.quantity());
                if (allocation.status() != state || part.signum() <= 0) {
                    continue;
                }
                left.merge(allocation.itemId(), part, BigDecimal::subtract);
                if (state == ALLOCATED) {
                    given.add(part(allocation, part));
                }
                reduce(allocation, part, RELEASED, now);
            }
        }
        giveBack(documentId, given, actor, now);
    }

    /**
     * Uses up stock that leaves with a shipment: what is held for the line first, the rest straight from the shelf,
     * whatever the books say is available, because the goods are gone.
     */
    public void ship(UUID documentId, UUID shipmentId, Collection<Demand> shipped, String actor) {
        var now = clock.instant();
        var allocations = of(documentId);
        var fromHeld = new ArrayList<Demand>();
        var fromShelf = new ArrayList<Demand>();
        for (var demand : shipped) {
            var rest = demand.quantity();
            for (var allocation : allocations) {
                var part = rest.min(allocation.quantity());
                if (!allocation.itemId().equals(demand.itemId())
                        || allocation.status() != ALLOCATED
                        || part.signum() <= 0) {
                    continue;
                }
                fromHeld.add(part(allocation, part));
                reduce(allocation, part, FULFILLED, now);
                rest = rest.subtract(part);
            }
            if (rest.signum() > 0) {
                fromShelf.add(new Demand(demand.itemId(), demand.pointer(), demand.place(), rest));
                for (var allocation : allocations) {
                    if (allocation.itemId().equals(demand.itemId()) && allocation.status() == PENDING) {
                        reduce(allocation, rest.min(allocation.quantity()), FULFILLED, now);
                    }
                }
            }
        }
        var held = sums(fromHeld);
        var shelf = sums(fromShelf);
        var places = new TreeSet<>(held.keySet());
        places.addAll(shelf.keySet());
        for (var place : places) {
            use(place, held.getOrDefault(place, BigDecimal.ZERO), shelf.getOrDefault(place, BigDecimal.ZERO));
        }
        database.batch(MOVEMENT, movements("ship", documentId, shipmentId, fromHeld, actor, now));
        database.batch(MOVEMENT, movements("ship_unallocated", documentId, shipmentId, fromShelf, actor, now));
    }

    /**
     * Metakocka has taken shipped goods out of its stock: they count no longer as shipped by us alone. What was read
     * there before this moment may or may not know of it and is passed over.
     */
    public void book(UUID documentId, UUID shipmentId, Collection<Demand> shipped, String actor) {
        var now = clock.instant();
        sums(shipped)
                .forEach((place, quantity) -> database.update(
                        """
                        update stock_levels set on_hand = on_hand - ?, shipped_not_booked = shipped_not_booked - ?,
                            erp_reserved = greatest(0, erp_reserved - ?), as_of = greatest(as_of, ?)
                        where product_code = ? and warehouse = ?
                        """, quantity, quantity, quantity, now, place.productCode(), place.warehouse()));
        database.batch(MOVEMENT, movements("book", documentId, shipmentId, shipped, actor, now));
    }

    private boolean take(Place place, BigDecimal quantity) {
        return database.update("""
                        update stock_levels set held = held + ?
                        where product_code = ? and warehouse = ? and available >= ?
                        """, quantity, place.productCode(), place.warehouse(), quantity) == 1;
    }

    private BigDecimal takeUpTo(Place place, BigDecimal quantity) {
        // the row stays locked from the look to the update
        var there = database.query(
                """
                select available, reserved_elsewhere from stock_levels
                where product_code = ? and warehouse = ? for update
                """,
                row -> new BigDecimal[] {row.getBigDecimal(1), row.getBigDecimal(2)},
                place.productCode(),
                place.warehouse());
        if (there.isEmpty()) {
            return BigDecimal.ZERO;
        }
        var moved = there.get(0)[1].min(quantity);
        var got = there.get(0)[0].add(moved).min(quantity).max(BigDecimal.ZERO);
        database.update("""
                update stock_levels set held = held + ?, reserved_elsewhere = reserved_elsewhere - ?
                where product_code = ? and warehouse = ?
                """, got, moved, place.productCode(), place.warehouse());
        return got;
    }

    private BigDecimal takeAvailable(Place place, BigDecimal quantity) {
        var there = database.query(
                "select available from stock_levels where product_code = ? and warehouse = ? for update",
                row -> row.getBigDecimal(1),
                place.productCode(),
                place.warehouse());
        var got = there.isEmpty() ? BigDecimal.ZERO : there.get(0).min(quantity).max(BigDecimal.ZERO);
        return got.signum() > 0 && take(place, got) ? got : BigDecimal.ZERO;
    }

    private BigDecimal available(Place place) {
        return database
                .query(
                        "select available from stock_levels where product_code = ? and warehouse = ?",
                        row -> row.getBigDecimal(1),
                        place.productCode(),
                        place.warehouse())
                .stream()
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private void use(Place place, BigDecimal fromHeld, BigDecimal fromShelf) {
        database.update("""
                insert into stock_levels (id, product_code, warehouse) values (?, ?, ?)
                on conflict (product_code, warehouse) do nothing
                """, Identities.at(clock.instant()), place.productCode(), place.warehouse());
        int rows = database.update(
                """
                update stock_levels set held = held - ?, shipped_not_booked = shipped_not_booked + ?
                where product_code = ? and warehouse = ? and held >= ?
                """, fromHeld, fromHeld.add(fromShelf), place.productCode(), place.warehouse(), fromHeld);
        balanced(rows, place);
    }

    private void giveBack(UUID documentId, List<Demand> given, String actor, Instant now) {
        sums(given)
                .forEach((place, quantity) -> balanced(
                        database.update("""
                                update stock_levels set held = held - ?
                                where product_code = ? and warehouse = ? and held >= ?
                                """, quantity, place.productCode(), place.warehouse(), quantity), place));
        move("release", documentId, given, actor, now);
    }

    private static void balanced(int rows, Place place) {
        if (rows != 1) {
            throw new IllegalStateException("Less is held of " + place + " than its allocations say");
        }
    }

    private void enter(
            List<OrderInventoryAllocation> present,
            UUID documentId,
            Demand demand,
            BigDecimal quantity,
            AllocationState state,
            Instant now) {
        for (var allocation : present) {
            if (allocation.itemId().equals(demand.itemId())
                    && allocation.warehouse().equals(demand.place().warehouse())
                    && allocation.status() == state) {
                allocation.resize(allocation.quantity().add(quantity), now);
                return;
            }
        }
        var allocation = new OrderInventoryAllocation(
                Identities.at(now),
                documentId,
                demand.itemId(),
                demand.place().productCode(),
                demand.place().warehouse(),
                quantity,
                state,
                now);
        entities.persist(allocation);
        present.add(allocation);
    }

    private void reduce(OrderInventoryAllocation allocation, BigDecimal part, AllocationState becomes, Instant now) {
        if (part.compareTo(allocation.quantity()) == 0) {
            allocation.become(becomes, now);
            return;
        }
        allocation.resize(allocation.quantity().subtract(part), now);
        entities.persist(new OrderInventoryAllocation(
                Identities.at(now),
                allocation.documentId(),
                allocation.itemId(),
                allocation.productCode(),
                allocation.warehouse(),
                part,
                becomes,
                now));
    }

    private void move(String kind, UUID documentId, Collection<Demand> demands, String actor, Instant now) {
        database.batch(MOVEMENT, movements(kind, documentId, null, demands, actor, now));
    }

    private static List<List<@Nullable Object>> movements(
            String kind,
            UUID documentId,
            @Nullable UUID shipmentId,
            Collection<Demand> demands,
            String actor,
            Instant now) {
        return demands.stream()
                .map(demand -> Arrays.<@Nullable Object>asList(
                        now,
                        kind,
                        demand.place().productCode(),
                        demand.place().warehouse(),
                        demand.quantity(),
                        documentId,
                        demand.itemId(),
                        shipmentId,
                        actor))
                .toList();
    }

    private static Demand part(OrderInventoryAllocation allocation, BigDecimal quantity) {
        return new Demand(
                allocation.itemId(), "", new Place(allocation.productCode(), allocation.warehouse()), quantity);
    }

    private static SortedMap<Place, BigDecimal> sums(Collection<Demand> demands) {
        var sums = new TreeMap<Place, BigDecimal>();
        demands.forEach(demand -> sums.merge(demand.place(), demand.quantity(), BigDecimal::add));
        return sums;
    }

    private static BusinessException insufficient(
            Collection<Demand> demands, Map<Place, BigDecimal> wanted, Map<Place, BigDecimal> missing) {
        var violations = new ArrayList<Violation>();
        @Nullable Sentence first = null;
        for (var demand : demands) {
            var available = missing.get(demand.place());
            if (available == null) {
                continue;
            }
            var together = wanted.getOrDefault(demand.place(), demand.quantity());

            var text = Sentence.of(
                    together.compareTo(demand.quantity()) == 0 ? "stock.short" : "stock.short-together",
                    demand.place().productCode(),
                    plain(demand.quantity()),
                    plain(available.max(BigDecimal.ZERO)),
                    demand.place().warehouse(),
                    plain(together));
            first = first == null ? text : first;
            violations.add(new Violation(
                    demand.pointer(),
                    Problem.INSUFFICIENT_STOCK.code(),
                    text.english(),
                    together.compareTo(demand.quantity()) == 0 ? text.values().subList(0, 4) : text.values()));
        }
        if (first == null) {
            throw new IllegalArgumentException("Nothing is short");
        }
        var values = new ArrayList<Object>(first.values());
        values.add(violations.size() - 1);
        return new BusinessException(
                Problem.INSUFFICIENT_STOCK,
                violations.size() == 1 ? first : Sentence.of(first.key() + "-and-more", values.toArray()),
                violations);
    }

    private static String plain(BigDecimal quantity) {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}
