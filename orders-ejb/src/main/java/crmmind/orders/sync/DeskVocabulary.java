package crmmind.orders.sync;

import static crmmind.orders.salesdocument.SalesDocumentMapping.CONNECTION;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of Metakocka's registers that the desk's own orders use: what has to exist over there. */
@ApplicationScoped
@Transactional
public class DeskVocabulary {

    private static final int CARRIERS = 30;

    @Inject
    Database database;

    /** A warehouse as it was read last. */
    public record KnownWarehouse(String mark, String name, boolean main, boolean active) {}

    /** A value and how many orders carry it. */
    public record Used(String value, int orders) {}

    /**
     * A tax rate of open orders.
     *
     * @param rate in percent
     * @param codes codes Metakocka's own products have for it, comma separated; null where none has it
     */
    public record TaxRate(
            BigDecimal rate, int orders, @Nullable String codes) {}

    /** The code that is sent for a status; null where none is assigned. */
    public record SentStatus(String status, @Nullable String code) {}

    /**
     * All of them.
     *
     * @param defaultWarehouse the mark new orders get by the connection's setting; null for Metakocka's main one
     * @param warehouses of orders that are still open
     * @param carriers most used first
     */
    public record Vocabulary(
            @Nullable String defaultWarehouse,
            List<KnownWarehouse> knownWarehouses,
            List<Used> warehouses,
            List<Used> carriers,
            List<TaxRate> taxes,
            List<SentStatus> statuses) {}

    /** What the desk uses now. */
    public Vocabulary used() {
        return new Vocabulary(
                database.query(
                                "select default_warehouse from metakocka_connections where id = ?",
                                row -> new @Nullable String[] {row.getString(1)},
                                CONNECTION)
                        .get(0)[0],
                database.query(
                        "select mark, name, main, active from warehouses order by main desc, name, mark",
                        row -> new KnownWarehouse(
                                row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4))),
                database.query("""
                        select warehouse, count(*) from sales_documents
                        where order_status not in ('fulfilled', 'cancelled') group by warehouse order by 2 desc, 1
                        """, row -> new Used(row.getString(1), row.getInt(2))),
                database.query("""
                        select carrier, count(distinct document_id)
                        from (select shipping_method as carrier, id as document_id from sales_documents
                              where order_status <> 'cancelled'
                              union all
                              select shipping_carrier, document_id from order_fulfillments) as used
                        where carrier is not null group by carrier order by 2 desc, 1 limit ?
                        """, row -> new Used(row.getString(1), row.getInt(2)), CARRIERS),
                database.query("""
                        select used.tax_rate, used.orders,
                               (select string_agg(distinct p.tax_code, ', ') from products p
                                where p.tax_rate = used.tax_rate and p.active) as codes
                        from (select i.tax_rate, count(distinct d.id) as orders
                              from sales_document_items i join sales_documents d on d.id = i.document_id
                              where d.order_status not in ('fulfilled', 'cancelled') group by i.tax_rate) as used
                        order by used.orders desc, used.tax_rate
                        """, row -> new TaxRate(row.getBigDecimal(1), row.getInt(2), row.getString(3))),
                database.query("""
                        select s.status, m.metakocka_status
                        from unnest(array['draft', 'confirmed', 'processing', 'on_hold', 'fulfilled', 'cancelled'])
                             with ordinality as s (status, place)
                        left join status_mappings m
                             on m.order_status = s.status and m.outbound and m.connection_id = ?
                        order by s.place
                        """, row -> new SentStatus(row.getString(1), row.getString(2)), CONNECTION));
    }

    /** Those of the references that are no order numbers of this desk. */
    public List<String> unknownNumbers(List<String> references) {
        var known = new HashSet<>(database.query(
                "select document_number from sales_documents where document_number = any(?)",
                row -> row.getString(1),
                Database.texts(references)));
        return references.stream()
                .filter(reference -> !known.contains(reference))
                .toList();
    }
}
