package crmmind.orders.inventory;

import crmmind.orders.shared.Database;
import crmmind.orders.shared.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Metakocka's stock numbers, as they come in. */
@ApplicationScoped
@Transactional
public class StockLevels {

    @Inject
    Database database;

    /**
     * Takes over what Metakocka said. Its reservations are split into ours and others': an order of ours that stood
     * there before the reading began is part of its figure, and is in our own counters already. Numbers read earlier
     * than those we have are ignored.
     *
     * @param asked the product codes asked for; what is missing in the answer has nothing. Null if everything was asked
     *     for
     * @param readStartedAt when the reading began
     */
    public void applySnapshot(
            Collection<StockSnapshot> snapshots, @Nullable Collection<String> asked, Instant readStartedAt) {
        var rows = new ArrayList<>(snapshots);
        var told = new HashSet<String>();
        snapshots.forEach(row -> told.add(row.productCode() + '\n' + row.warehouse()));
        for (var known : known(asked)) {
            if (!told.contains(known.productCode() + '\n' + known.warehouse())) {
                rows.add(known);
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        rows.sort(Comparator.comparing(StockSnapshot::productCode).thenComparing(StockSnapshot::warehouse));
        var ids = new ArrayList<UUID>();
        rows.forEach(row -> ids.add(Identities.at(readStartedAt)));
        // the order of the rows is the order of the locks: the same as that of an allocation
        database.update(
                """
                with told as (
                    select * from unnest(?, ?, ?, ?, ?) with ordinality
                        as t (id, product_code, warehouse, amount, reserved, place)
                ), asked as (
                    select distinct product_code from told
                ), standing as (
                    -- what is still to be shipped, and what was shipped but not booked: the rest has left Metakocka's
                    -- stock and reservations, and there is much of it
                    select i.product_code, i.document_id,
                           i.quantity - i.cancelled_quantity - i.fulfilled_quantity as quantity
                    from asked a join sales_document_items i on i.product_code = a.product_code
                    where i.cancelled_quantity + i.fulfilled_quantity < i.quantity and not i.service
                    union all
                    select i.product_code, i.document_id, s.quantity
                    from order_fulfillments f
                    join order_fulfillment_items s on s.fulfillment_id = f.id
                    join sales_document_items i on i.id = s.item_id and not i.service
                    join asked a on a.product_code = i.product_code
                    where not f.booked and f.status in ('shipped', 'delivered')
                ), ours as (
                    select o.product_code, d.warehouse, sum(o.quantity) as quantity
                    from standing o
                    cross join lateral ( -- one by one, not all orders there ever were: offset keeps it so
                        select d.warehouse
                        from sales_document_mappings m join sales_documents d on d.id = m.document_id
                        where m.document_id = o.document_id
                          and m.stood_in_metakocka_at <= ? and m.gone_from_metakocka_at is null
                        offset 0) d
                    group by o.product_code, d.warehouse
                )
                insert into stock_levels (id, product_code, warehouse, on_hand, erp_reserved, reserved_elsewhere, as_of)
                select t.id, t.product_code, t.warehouse, t.amount, t.reserved,
                       greatest(0, t.reserved - coalesce(o.quantity, 0)), ?
                from told t
                left join ours o on o.product_code = t.product_code and o.warehouse = t.warehouse
                order by t.place
                on conflict (product_code, warehouse) do update set
                    on_hand = excluded.on_hand, erp_reserved = excluded.erp_reserved,
                    reserved_elsewhere = excluded.reserved_elsewhere, as_of = excluded.as_of
                where stock_levels.as_of is null or stock_levels.as_of <= excluded.as_of
                """,
                Database.uuids(ids),
                Database.texts(rows.stream().map(StockSnapshot::productCode).toList()),
                Database.texts(rows.stream().map(StockSnapshot::warehouse).toList()),
                Database.numbers(rows.stream().map(StockSnapshot::amount).toList()),
                Database.numbers(rows.stream().map(StockSnapshot::reserved).toList()),
                readStartedAt,
                readStartedAt);
    }

    private List<StockSnapshot> known(@Nullable Collection<String> asked) {
        return asked == null
                ? database.query("select product_code, warehouse from stock_levels", StockLevels::nothing)
                : database.query(
                        "select product_code, warehouse from stock_levels where product_code = any(?)",
                        StockLevels::nothing,
                        Database.texts(asked));
    }

    private static StockSnapshot nothing(java.sql.ResultSet row) throws java.sql.SQLException {
        return new StockSnapshot(row.getString(1), row.getString(2), BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
