package crmmind.orders.bulk;

import crmmind.orders.inventory.AllocationPolicy;
import crmmind.orders.inventory.AllocationRules;
import crmmind.orders.inventory.AllocationStrategy;
import crmmind.orders.inventory.Allocations.Place;
import crmmind.orders.inventory.WarehouseChoice;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a job would do, order by order, without doing it: read and written in parts of {@value #PART} orders, a few
 * statements each. Stock goes to the orders in their order in the job, by the company's rules of allocation, as when
 * they are done one after the other.
 */
@ApplicationScoped
@Transactional
public class DryRun {

    private static final int PART = 1000;

    @Inject
    Database database;

    @Inject
    AllocationPolicy policy;

    @Inject
    Clock clock;

    private record Seen(int position, BulkRules.Standing standing) {}

    private record Foreseen(int position, String code) {}

    /** What a draft wants of one product; by rule where nobody named its warehouse. */
    private record Wanted(int position, Place place, boolean byRule, BigDecimal quantity) {}

    /** The products whose stock decides about this job. */
    Collection<String> products(UUID jobId) {
        return new TreeSet<>(database.query("""
                select distinct l.product_code from bulk_job_items i
                join bulk_jobs j on j.id = i.job_id and j.action = 'sync'
                join sales_documents d on d.id = i.order_id and d.order_status = 'draft' and not d.on_hold
                join sales_document_items l on l.document_id = d.id and not l.service
                where i.job_id = ?
                """, row -> row.getString(1), jobId));
    }

    /** Looks at all orders of a planned job and keeps what it foresees. */
    void look(UUID jobId, BulkAction action) {
        var available = new HashMap<Place, BigDecimal>();
        var rules = policy.rules();
        int last = 0;
        while (true) {
            var part = part(jobId, last);
            if (part.isEmpty()) {
                break;
            }
            int end = part.get(part.size() - 1).position();
            var wanted = action == BulkAction.SYNC ? wanted(jobId, last, end) : Map.<Integer, List<Wanted>>of();
            learn(wanted.values(), rules, available);
            keep(
                    jobId,
                    part.stream()
                            .map(seen -> {
                                var code = BulkRules.expected(action, seen.standing());
                                return new Foreseen(
                                        seen.position(),
                                        code.equals(BulkRules.WILL_CONFIRM)
                                                ? confirmed(
                                                        wanted.getOrDefault(seen.position(), List.of()),
                                                        rules,
                                                        available)
                                                : code);
                            })
                            .toList());
            last = end;
        }
        database.update("update bulk_jobs set forecast_at = ? where id = ?", clock.instant(), jobId);
    }

    private List<Seen> part(UUID jobId, int after) {
        return database.query("""
                select i.position, d.order_status, d.on_hold, d.allocation_status,
                       coalesce(m.sync_status, 'not_synced') as sync_status,
                       m.metakocka_id is not null or coalesce(m.sync_status, 'not_synced') <> 'not_synced' as submitted
                from bulk_job_items i
                join sales_documents d on d.id = i.order_id
                left join sales_document_mappings m on m.document_id = d.id and m.connection_id = ?
                where i.job_id = ? and i.position > ? order by i.position limit ?
                """, DryRun::seen, SalesDocumentMapping.CONNECTION, jobId, after, PART);
    }

    private static Seen seen(ResultSet row) throws SQLException {
        return new Seen(
                row.getInt("position"),
                new BulkRules.Standing(
                        OrderStatus.of(row.getString("order_status")).orElseThrow(),
                        row.getBoolean("on_hold"),
                        row.getBoolean("submitted"),
                        SyncStatus.of(row.getString("sync_status")).orElseThrow(),
                        !Set.of("partial", "backordered").contains(row.getString("allocation_status"))));
    }

    /** What the drafts among them want, by their position. */
    private Map<Integer, List<Wanted>> wanted(UUID jobId, int after, int until) {
        var wanted = new HashMap<Integer, List<Wanted>>();
        database.query(
                        """
                        select i.position, l.product_code, d.warehouse, d.warehouse_by_rule,
                               sum(l.quantity - l.cancelled_quantity - l.fulfilled_quantity) as quantity
                        from bulk_job_items i
                        join sales_documents d on d.id = i.order_id and d.order_status = 'draft' and not d.on_hold
                        join sales_document_items l on l.document_id = d.id and not l.service
                        where i.job_id = ? and i.position > ? and i.position <= ?
                        group by i.position, l.product_code, d.warehouse, d.warehouse_by_rule
                        """,
                        row -> new Wanted(
                                row.getInt("position"),
                                new Place(row.getString("product_code"), row.getString("warehouse")),
                                row.getBoolean("warehouse_by_rule"),
                                row.getBigDecimal("quantity")),
                        jobId,
                        after,
                        until)
                .forEach(one -> wanted.computeIfAbsent(one.position(), position -> new ArrayList<>())
                        .add(one));
        return wanted;
    }

    /** Reads what is available where it is wanted and not known yet. */
    private void learn(Collection<List<Wanted>> wanted, AllocationRules rules, Map<Place, BigDecimal> available) {
        var unknown = new HashSet<Place>();
        wanted.forEach(list -> list.forEach(one -> {
            unknown.add(one.place());
            if (one.byRule() && rules.strategy() != AllocationStrategy.MANUAL) {
                rules.candidates()
                        .forEach(mark -> unknown.add(new Place(one.place().productCode(), mark)));
            }
        }));
        unknown.removeAll(available.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        var places = List.copyOf(unknown);
        database.query(
                        """
                        select s.product_code, s.warehouse, s.available from stock_levels s
                        join unnest(?, ?) as p (product_code, warehouse)
                          on p.product_code = s.product_code and p.warehouse = s.warehouse
                        """,
                        row -> Map.entry(
                                new Place(row.getString("product_code"), row.getString("warehouse")),
                                row.getBigDecimal("available")),
                        Database.texts(places.stream().map(Place::productCode).toList()),
                        Database.texts(places.stream().map(Place::warehouse).toList()))
                .forEach(level -> available.put(level.getKey(), level.getValue()));
        places.forEach(place -> available.putIfAbsent(place, BigDecimal.ZERO));
    }

    /** Takes what a draft will hold when it is confirmed, by the company's rules, and says what will become of it. */
    private static String confirmed(List<Wanted> draft, AllocationRules rules, Map<Place, BigDecimal> available) {
        var wanted = served(draft, rules, available);
        boolean enough = wanted.entrySet().stream()
                .allMatch(one ->
                        available.getOrDefault(one.getKey(), BigDecimal.ZERO).compareTo(one.getValue()) >= 0);
        if (!enough && !rules.backorder()) {
            return Problem.INSUFFICIENT_STOCK.code();
        }
        wanted.forEach((place, quantity) -> {
            var there = available.getOrDefault(place, BigDecimal.ZERO);
            available.put(place, there.subtract(quantity.min(there.max(BigDecimal.ZERO))));
        });
        return enough ? BulkRules.WILL_CONFIRM : BulkRules.WILL_WAIT;
    }

    /** How much of what from where. */
    private static Map<Place, BigDecimal> served(
            List<Wanted> draft, AllocationRules rules, Map<Place, BigDecimal> available) {
        var candidates = rules.candidates();
        var byProduct = new TreeMap<String, BigDecimal>();
        draft.forEach(one -> byProduct.merge(one.place().productCode(), one.quantity(), BigDecimal::add));
        boolean chosen = rules.strategy() != AllocationStrategy.MANUAL
                && !candidates.isEmpty()
                && draft.stream().anyMatch(Wanted::byRule);
        var warehouse = chosen
                ? WarehouseChoice.of(rules.strategy(), candidates, byProduct, available)
                        .warehouse()
                : null;
        var served = new HashMap<Place, BigDecimal>();
        draft.forEach(one -> served.merge(
                warehouse == null ? one.place() : new Place(one.place().productCode(), warehouse),
                one.quantity(),
                BigDecimal::add));
        return served;
    }

    private void keep(UUID jobId, List<Foreseen> codes) {
        database.update(
                """
                update bulk_job_items i set expected = e.code
                from unnest(?, ?) as e (position, code)
                where i.job_id = ? and i.position = e.position
                """,
                new Database.SqlArray(
                        "integer", codes.stream().map(Foreseen::position).toList()),
                Database.texts(codes.stream().map(Foreseen::code).toList()),
                jobId);
    }
}
