package crmmind.orders.inventory;

import crmmind.orders.shared.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stock and products as others see them. */
@ApplicationScoped
@Transactional
public class StockOverview {

    private static final String ROWS = """
            select s.product_code, coalesce(p.name, s.product_code) as product_name, s.warehouse, s.on_hand,
                   s.reserved_elsewhere, s.held, s.shipped_not_booked, s.available, s.as_of
            from stock_levels s left join products p on p.code = s.product_code
            """;

    private static final String FILTER = """
            where (?::text is null or fold(s.product_code || ' ' || coalesce(p.name, '')) like '%' || ? || '%')
              and (?::text is null or s.warehouse = ?) and (not ? or s.available <= 0)
            """;

    @Inject
    Database database;

    /** Stock by product and warehouse; null for all. */
    public List<StockView> list(@Nullable String productCode, @Nullable String warehouse) {
        return database.query(ROWS + """
                        where (?::text is null or s.product_code = ?) and (?::text is null or s.warehouse = ?)
                        order by s.product_code, s.warehouse
                        """, StockOverview::stock, productCode, productCode, warehouse, warehouse);
    }

    /** A page for the inventory page; blank text for all. */
    public List<StockView> page(
            @Nullable String text, @Nullable String warehouse, boolean shortOnly, int offset, int limit) {
        var like = pattern(text);
        return database.query(
                ROWS + FILTER + "order by s.product_code, s.warehouse offset ? limit ?",
                StockOverview::stock,
                like,
                like,
                warehouse,
                warehouse,
                shortOnly,
                offset,
                limit);
    }

    /** How many rows {@link #page} has in all. */
    public int count(@Nullable String text, @Nullable String warehouse, boolean shortOnly) {
        var like = pattern(text);
        return database.query(
                        "select count(*) from stock_levels s left join products p on p.code = s.product_code " + FILTER,
                        row -> row.getInt(1),
                        like,
                        like,
                        warehouse,
                        warehouse,
                        shortOnly)
                .get(0);
    }

    private @Nullable String pattern(@Nullable String text) {
        return text == null || text.isBlank() ? null : database.folded(text.strip());
    }

    private static StockView stock(ResultSet row) throws SQLException {
        return new StockView(
                row.getString("product_code"),
                row.getString("product_name"),
                row.getString("warehouse"),
                row.getBigDecimal("on_hand"),
                row.getBigDecimal("reserved_elsewhere"),
                row.getBigDecimal("held"),
                row.getBigDecimal("shipped_not_booked"),
                row.getBigDecimal("available"),
                Database.instant(row, "as_of"));
    }
}
