package crmmind.orders.dashboard;

import crmmind.orders.dashboard.Dashboard.Age;
import crmmind.orders.dashboard.Dashboard.Amount;
import crmmind.orders.dashboard.Dashboard.Day;
import crmmind.orders.dashboard.Dashboard.Shortage;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the dashboard counts, each question by one statement, whose cost follows what is open, not what ever was. */
@ApplicationScoped
@Transactional
public class OrderFigures {

    /** Whose days are meant. */
    static final ZoneId ZONE = ZoneId.of("Europe/Ljubljana");

    /** The views "to ship" of list and dashboard mean these. */
    private static final Set<OrderStatus> TO_SHIP =
            EnumSet.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.PARTIALLY_FULFILLED);

    /** Where an age begins, in days before today, oldest first. */
    private static final List<Integer> AGES = List.of(29, 13, 6, 2, 0);

    @Inject
    Database database;

    /** Open orders of one status, age and currency. */
    private record OpenCount(OrderStatus status, int age, String currency, long orders, BigDecimal amount) {}

    /** Open orders, by status and by age. */
    record Open(Map<OrderStatus, Long> byStatus, List<Amount> toShipAmount, List<Age> ages) {}

    /** The products that are short, the worst ones, and how many there are. */
    record Shortages(List<Shortage> worst, long count) {}

    /** What is not at its end. */
    Open open(Instant now) {
        var today = LocalDate.ofInstant(now, ZONE);
        var starts = AGES.stream().map(age -> start(today.minusDays(age))).toList();
        var counts = database.query("""
                select case when on_hold then 'on_hold' else order_status end as status,
                       width_bucket(created_at, ?::timestamptz[]) as age, currency, count(*), sum(total_amount)
                from sales_documents
                where document_type = 'order'
                  and order_status in ('draft', 'confirmed', 'processing', 'partially_fulfilled')
                group by 1, 2, 3
                """, OrderFigures::openCount, new Database.SqlArray("timestamptz", starts));
        var byStatus = new EnumMap<OrderStatus, Long>(OrderStatus.class);
        counts.forEach(count -> byStatus.merge(count.status(), count.orders(), Long::sum));
        var ages = new ArrayList<Age>();
        for (int age = AGES.size(); age >= 0; age--) { // 0 is older than the first of them
            ages.add(age(age, today, counts));
        }
        return new Open(
                byStatus,
                amounts(counts.stream()
                        .filter(count -> TO_SHIP.contains(count.status()))
                        .toList()),
                ages);
    }

    private static Age age(int age, LocalDate today, List<OpenCount> all) {
        var counts = all.stream().filter(count -> count.age() == age).toList();
        var toShip = counts.stream()
                .filter(count -> TO_SHIP.contains(count.status()))
                .toList();
        return new Age(
                age == 0 ? null : today.minusDays(AGES.get(age - 1)),
                age == AGES.size() ? today : today.minusDays(AGES.get(age) + 1L),
                toShip.stream().mapToLong(OpenCount::orders).sum(),
                counts.stream()
                        .filter(count -> count.status() == OrderStatus.ON_HOLD)
                        .mapToLong(OpenCount::orders)
                        .sum(),
                amounts(toShip));
    }

    private static List<Amount> amounts(Collection<OpenCount> counts) {
        var sums = new TreeMap<String, BigDecimal>();
        counts.forEach(count -> sums.merge(count.currency(), count.amount(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(sum -> new Amount(sum.getKey(), sum.getValue()))
                .toList();
    }

    private static OpenCount openCount(ResultSet row) throws SQLException {
        return new OpenCount(
                OrderStatus.of(row.getString(1)).orElseThrow(),
                row.getInt(2),
                row.getString(3),
                row.getLong(4),
                row.getBigDecimal(5));
    }

    /** What waits for Metakocka, was refused there, or must be looked at. */
    Map<SyncStatus, Long> syncs() {
        var counts = new EnumMap<SyncStatus, Long>(SyncStatus.class);
        database.query(
                """
                select m.sync_status, count(*)
                from sales_document_mappings m join sales_documents d on d.id = m.document_id
                where m.connection_id = ? and m.sync_status in ('pending', 'error', 'needs_review')
                  and d.document_type = 'order'
                group by m.sync_status
                """,
                row -> counts.put(SyncStatus.of(row.getString(1)).orElseThrow(), row.getLong(2)),
                SalesDocumentMapping.CONNECTION);
        return counts;
    }

    /**
     * Products of which nothing is available while orders wait for them: drafts, which hold nothing yet, lines that
     * could not be held, and lines that hold what is not there any more.
     */
    Shortages shortages(int limit) {
        var count = new long[1];
        var worst = database.query(
                """
                with wanted as (
                    select product_code, warehouse, document_id, quantity
                    from order_inventory_allocations where status = 'pending'
                    union all
                    select i.product_code, d.warehouse, d.id, i.quantity - i.cancelled_quantity - i.fulfilled_quantity
                    from sales_documents d join sales_document_items i on i.document_id = d.id
                    where d.document_type = 'order' and d.order_status = 'draft' and not i.service
                      and i.cancelled_quantity + i.fulfilled_quantity < i.quantity -- what an index has
                    union all
                    select a.product_code, a.warehouse, a.document_id, 0
                    from stock_levels s
                    join order_inventory_allocations a
                      on a.product_code = s.product_code and a.warehouse = s.warehouse and a.status = 'allocated'
                    where s.available < 0 and s.held > 0)
                select w.product_code, coalesce(p.name, w.product_code) as product_name, w.warehouse,
                       coalesce(s.available, 0) as available, sum(w.quantity) - coalesce(s.available, 0) as missing,
                       count(distinct w.document_id) as orders, count(*) over () as products
                from wanted w
                left join stock_levels s on s.product_code = w.product_code and s.warehouse = w.warehouse
                left join products p on p.code = w.product_code
                where coalesce(s.available, 0) <= 0
                group by w.product_code, p.name, w.warehouse, s.available
                order by orders desc, missing desc, w.product_code, w.warehouse
                limit ?
                """,
                row -> {
                    count[0] = row.getLong("products");
                    return new Shortage(
                            row.getString("product_code"),
                            row.getString("product_name"),
                            row.getString("warehouse"),
                            row.getBigDecimal("available"),
                            row.getBigDecimal("missing"),
                            row.getLong("orders"));
                },
                limit);
        return new Shortages(worst, count[0]);
    }

    /** The orders taken on each of the last days, today last; a day without one is there, too. */
    List<Day> days(Instant now, int count) {
        var today = LocalDate.ofInstant(now, ZONE);
        var first = today.minusDays(count - 1L);
        var starts =
                first.datesUntil(today.plusDays(2)).map(OrderFigures::start).toList();
        var orders = new HashMap<LocalDate, Long>();
        var amounts = new HashMap<LocalDate, List<Amount>>();
        database.query(
                // each day is a piece of an index: no order is asked which day it is of, and nothing is sorted
                """
                select day.number, taken.currency, taken.orders, taken.amount
                from unnest(?::timestamptz[], ?::timestamptz[]) with ordinality as day (begun, ended, number)
                cross join lateral (
                    select currency, count(*) as orders,
                           sum(total_amount) filter (where order_status <> 'cancelled') as amount
                    from sales_documents
                    where document_type = 'order' and created_at >= day.begun and created_at < day.ended
                    group by currency) taken
                order by 1, 2
                """,
                row -> {
                    var day = first.plusDays(row.getLong(1) - 1);
                    var amount = row.getBigDecimal(4);
                    if (amount != null) {
                        amounts.computeIfAbsent(day, absent -> new ArrayList<>())
                                .add(new Amount(row.getString(2), amount));
                    }
                    return orders.merge(day, row.getLong(3), Long::sum);
                },
                new Database.SqlArray("timestamptz", starts.subList(0, count)),
                new Database.SqlArray("timestamptz", starts.subList(1, count + 1)));
        return first.datesUntil(today.plusDays(1))
                .map(day -> new Day(day, orders.getOrDefault(day, 0L), amounts.getOrDefault(day, List.of())))
                .toList();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
