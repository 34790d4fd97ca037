package crmmind.orders.inventory;

import crmmind.orders.shared.Database;
import crmmind.orders.shared.TypedWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products for somebody who is typing an order. One statement for each question, however many products it is about. */
@ApplicationScoped
@Transactional
public class ProductOffers {

    private static final String STOCK = """
            left join lateral (
                select l.warehouse, l.available from stock_levels l
                join warehouses w on w.mark = l.warehouse and w.active
                where l.product_code = p.code) s on true
            """;

    @Inject
    Database database;

    /** Active products whose code and name contain every word typed: that very code first, then codes that begin so. */
    public List<ProductOffer> search(String text, int limit) {
        var words = TypedWords.of(text);
        if (words.none()) {
            return List.of();
        }
        var typed = TypedWords.plain(text.strip());
        var values = new ArrayList<Object>(List.of(text.strip(), typed));
        values.addAll(words.values());
        values.add(limit);
        var found = new LinkedHashMap<String, Rows>();
        database.query(
                """
                select p.*, s.warehouse, s.available from (
                    select code, name, unit, service, active, unit_price, tax_rate, code as asked,
                           fold(code) = fold(?) as exact, search_text like fold(?) || '%' as begins
                    from products where active and"""
                        + " " + words.condition("search_text")
                        + " order by exact desc, begins desc, code limit ?) p\n" + STOCK
                        + "order by p.exact desc, p.begins desc, p.code, s.warehouse",
                row -> collect(found, row),
                values.toArray());
        return found.values().stream().map(Rows::offer).toList();
    }

    /**
     * The products with these codes, by the code asked for; unknown ones are missing. That very code, else one that
     * differs in case or diacritics only.
     */
    public Map<String, ProductOffer> named(Collection<String> codes) {
        var found = new LinkedHashMap<String, Rows>();
        database.query(
                """
                select p.*, s.warehouse, s.available from unnest(?) as a (asked)
                join lateral (
                    select o.code, o.name, o.unit, o.service, o.active, o.unit_price, o.tax_rate, a.asked
                    from products o where fold(o.code) = fold(a.asked)
                    order by o.code = a.asked desc, o.active desc, o.code limit 1) p on true
                """ + STOCK + "order by p.asked, s.warehouse",
                row -> collect(found, row),
                Database.texts(new LinkedHashSet<>(codes)));
        var offers = new LinkedHashMap<String, ProductOffer>();
        found.forEach((asked, rows) -> offers.put(asked, rows.offer()));
        return offers;
    }

    /** The product whose code or barcode that is, whatever its case; a code goes before a barcode. */
    public Optional<ProductView> scanned(String text) {
        var wanted = text.strip();
        return database.query("""
                        select code, name, unit, service, unit_price, tax_rate from (
                            select o.*, 1 as rank from products o where fold(o.code) = fold(?)
                            union all
                            select o.*, 2 from products o where o.barcode = ?) p
                        order by rank, active desc, code limit 1
                        """, ProductOffers::view, wanted, wanted).stream().findFirst();
    }

    /** Active products that resemble a code nobody knows, by that code; best first. */
    public Map<String, List<ProductView>> resembling(Collection<String> unknown, int each) {
        var found = new LinkedHashMap<String, List<ProductView>>();
        database.query(
                """
                select a.asked, p.* from unnest(?) as a (asked)
                cross join lateral (
                    select o.code, o.name, o.unit, o.service, o.active, o.unit_price, o.tax_rate from products o
                    where o.active and o.search_text %> fold(a.asked)
                    order by word_similarity(fold(a.asked), o.search_text) desc,
                             similarity(fold(o.code), fold(a.asked)) desc, o.code
                    limit ?) p
                """,
                row -> found.computeIfAbsent(row.getString("asked"), code -> new ArrayList<>())
                        .add(view(row)),
                Database.texts(new LinkedHashSet<>(unknown)),
                each);
        return found;
    }

    private record Rows(ProductView product, boolean active, List<ProductOffer.Available> stock) {
        ProductOffer offer() {
            return new ProductOffer(product, active, List.copyOf(stock));
        }
    }

    private static boolean collect(Map<String, Rows> found, ResultSet row) throws SQLException {
        var asked = row.getString("asked");
        var rows = found.get(asked);
        if (rows == null) {
            rows = new Rows(view(row), row.getBoolean("active"), new ArrayList<>());
            found.put(asked, rows);
        }
        var warehouse = row.getString("warehouse");
        return warehouse == null
                || rows.stock().add(new ProductOffer.Available(warehouse, row.getBigDecimal("available")));
    }

    private static ProductView view(ResultSet row) throws SQLException {
        return new ProductView(
                row.getString("code"),
                row.getString("name"),
                row.getString("unit"),
                row.getBoolean("service"),
                row.getBigDecimal("unit_price"),
                row.getBigDecimal("tax_rate"));
    }
}
