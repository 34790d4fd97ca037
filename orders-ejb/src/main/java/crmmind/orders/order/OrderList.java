package crmmind.orders.order;

import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.PostalAddress;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists of orders, page by page: a cursor says after which row the next page begins, so that a page costs the same
 * wherever it is and nothing is shown twice when orders come in meanwhile. A page takes two or three statements.
 */
@ApplicationScoped
@Transactional
public class OrderList {

    /** Counting stops here. */
    static final int COUNTED = 10_000;

    private static final int MOST = 200;
    private static final String DEFAULT_SORT = "-createdAt";
    private static final Map<String, Sort> SORTS = Map.of(
            "createdAt", new Sort("d.created_at", "cast(? as timestamptz)"),
            "updatedAt", new Sort("d.updated_at", "cast(? as timestamptz)"),
            "orderNumber", new Sort("d.document_number", "?"),
            "totalAmount", new Sort("d.total_amount", "cast(? as numeric)"),
            "customerName", new Sort("d.customer_name collate \"sl-x-icu\"", "?"));

    @Inject
    Database database;

    private record Sort(String column, String value) {}

    /**
     * A part of a statement that gives {@code id} and {@code position} (from 1) of orders.
     *
     * @param values for its places, in their order
     */
    public record Ids(String sql, List<Object> values) {}

    /** One page. Refuses what it cannot read with MALFORMED_REQUEST. */
    public OrderPage page(OrderQuery query) {
        if (query.limit() < 1 || query.limit() > MOST) {
            throw malformed("/limit", "OUT_OF_RANGE", "limit is between 1 and " + MOST);
        }
        var filter = new Filter(query);
        return rows(query, filter, total(filter));
    }

    /** A part of a long list for an export: nothing is counted, and the part may be larger than a page. */
    public OrderPage part(OrderQuery query) {
        return rows(query, new Filter(query), null);
    }

    /** The ids of all orders of the list, in its order, as SQL with its values, for what takes them all at once. */
    public Ids ids(OrderQuery query) {
        var filter = new Filter(query);
        var sort = sort(query);
        var direction = sort.startsWith("-") ? " desc" : " asc";
        return new Ids(
                "select d.id, row_number() over (order by " + sortedBy(sort).column() + direction + ", d.id" + direction
                        + ") as position" + FROM + filter.where,
                List.copyOf(filter.values));
    }

    /** These orders, the newest first; unknown ones are missing. */
    public List<OrderSummary> chosen(Collection<UUID> orderIds) {
        return database.query(
                COLUMNS + FROM
                        + " where d.document_type = 'order' and d.id = any(?) order by d.created_at desc, d.id desc",
                OrderList::summary,
                Database.uuids(orderIds));
    }

    private static String sort(OrderQuery query) {
        return query.sort() == null || query.sort().isBlank() ? DEFAULT_SORT : query.sort();
    }

    private static Sort sortedBy(String sort) {
        var by = SORTS.get(sort.startsWith("-") ? sort.substring(1) : sort);
        if (by == null) {
            throw malformed(
                    "/sort",
                    "UNKNOWN_SORT",
                    "Sort by one of createdAt, updatedAt, orderNumber, totalAmount, "
                            + "customerName, with - in front for descending");
        }
        return by;
    }

    private OrderPage rows(OrderQuery query, Filter filter, @Nullable Long total) {
        var sort = sort(query);
        boolean descending = sort.startsWith("-");
        var by = sortedBy(sort);
        var values = new ArrayList<@Nullable Object>(filter.values);
        var where = filter.where;
        var cursor = query.cursor() == null ? null : Cursor.read(query.cursor(), sort);
        boolean back = cursor != null && cursor.back();
        boolean falling = descending != back; // a page before is read towards the beginning, and turned round
        if (cursor != null) {
            where += " and (" + by.column() + ", d.id) " + (falling ? "<" : ">") + " (" + by.value() + ", ?)";
            values.add(cursor.value());
            values.add(cursor.id());
        }
        var direction = falling ? " desc" : " asc";
        values.add(query.limit() + 1);
        var rows = database.query(
                COLUMNS + FROM + where + " order by " + by.column() + direction + ", d.id" + direction + " limit ?",
                OrderList::summary,
                values.toArray());
        boolean more = rows.size() > query.limit();
        var page = new ArrayList<>(more ? rows.subList(0, query.limit()) : rows);
        if (back) {
            Collections.reverse(page);
        }
        boolean later = back ? !page.isEmpty() : more;
        boolean earlier = back ? more : cursor != null && !page.isEmpty();
        return new OrderPage(
                List.copyOf(page),
                later ? Cursor.of(page.get(page.size() - 1), sort, false).text() : null,
                earlier ? Cursor.of(page.get(0), sort, true).text() : null,
                total);
    }

    /** The orders before and after one in a list. */
    public Neighbours neighbours(OrderQuery query, UUID orderId) {
        var sort = sort(query);
        var here = database.query(
                COLUMNS + FROM + " where d.id = ? and d.document_type = 'order'", OrderList::summary, orderId);
        if (here.isEmpty()) {
            return new Neighbours(null, null);
        }
        return new Neighbours(
                neighbour(query, Cursor.of(here.get(0), sort, true)),
                neighbour(query, Cursor.of(here.get(0), sort, false)));
    }

    private @Nullable Neighbour neighbour(OrderQuery query, Cursor from) {
        var beside = new OrderQuery(
                query.statuses(),
                query.syncStatuses(),
                query.text(),
                query.from(),
                query.to(),
                query.warehouse(),
                query.sort(),
                1,
                from.text());
        return rows(beside, new Filter(beside), null).items().stream()
                .map(order -> new Neighbour(order.id(), order.orderNumber()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The one order that has this as its number, as its id, number or reference in Metakocka, or as a tracking number:
     * exactly, but without regard to case. Empty where none has, or several.
     */
    public Optional<UUID> exactly(String text) {
        var wanted = text.strip();
        var found = database.query(
                """
                select id from sales_documents where document_type = 'order' and document_number = upper(?)
                union
                select document_id from sales_document_mappings
                where connection_id = '%s' and (metakocka_id = ? or metakocka_number = ? or metakocka_reference = ?)
                union
                select document_id from order_fulfillments where fold(tracking_number) = ?
                limit 2
                """.formatted(SalesDocumentMapping.CONNECTION),
                row -> row.getObject(1, UUID.class),
                wanted,
                wanted,
                wanted,
                wanted,
                database.query("select fold(?)", row -> row.getString(1), wanted)
                        .get(0));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private @Nullable Long total(Filter filter) {
        var values = new ArrayList<@Nullable Object>(filter.values);
        values.add(COUNTED + 1);
        long count = database.query(
                        "select count(*) from (select 1 " + FROM + filter.where + " limit ?) counted",
                        row -> row.getLong(1),
                        values.toArray())
                .get(0);
        return count > COUNTED ? null : count;
    }

    private static final String COLUMNS = """
            select d.id, d.document_number, d.version, d.order_status, d.on_hold, d.allocation_status,
                   d.fulfillment_status, d.return_status, d.customer_name, d.customer_email, d.customer_phone,
                   d.customer_tax_number, d.customer_street, d.customer_post_code, d.customer_city,
                   d.customer_country, d.currency, d.warehouse, d.shipping_method, d.expected_delivery_date,
                   d.notes, d.cancellation_reason, d.net_amount, d.tax_amount, d.total_amount, d.created_at,
                   d.updated_at, m.id as mapping_id, m.metakocka_id, m.metakocka_number, m.metakocka_reference,
                   m.metakocka_status, m.sync_status, m.sync_error, m.last_synced_at,
                   (select count(*) from sales_document_items i where i.document_id = d.id) as item_count
            """;

    private static final String FROM = " from sales_documents d left join sales_document_mappings m"
            + " on m.document_id = d.id and m.connection_id = '" + SalesDocumentMapping.CONNECTION + "'";

    /** The conditions of a query, in SQL. */
    private final class Filter {

        private String where = " where d.document_type = 'order'";
        private final List<@Nullable Object> values = new ArrayList<>();

        Filter(OrderQuery query) {
            statuses(query);
            if (!query.syncStatuses().isEmpty()) {
                // an index finds a status that is there; without a mapping there is none to look for
                and(
                        query.syncStatuses().contains(SyncStatus.NOT_SYNCED)
                                ? "coalesce(m.sync_status, 'not_synced') = any(?)"
                                : "m.sync_status = any(?)",
                        Database.texts(query.syncStatuses().stream()
                                .map(SyncStatus::code)
                                .toList()));
            }
            if (query.warehouse() != null && !query.warehouse().isBlank()) {
                and("d.warehouse = ?", query.warehouse());
            }
            if (query.from() != null) {
                and("d.created_at >= ?", start(query.from()));
            }
            if (query.to() != null) {
                and("d.created_at < ?", start(query.to().plusDays(1)));
            }
            if (query.text() != null && !query.text().isBlank()) {
                var like = "%" + database.folded(query.text().strip()) + "%";
                and("""
                        d.id in (
                            select id from sales_documents where search_text like ?
                            union all
                            select document_id from sales_document_items where fold(product_code) like ?
                            union all
                            select document_id from order_fulfillments where fold(tracking_number) like ?
                            union all
                            select document_id from sales_document_mappings where search_text like ?)
                        """, like, like, like, like);
            }
        }

        private void statuses(OrderQuery query) {
            if (query.statuses().isEmpty()) {
                return;
            }
            var shown = query.statuses().stream()
                    .filter(status -> status != OrderStatus.ON_HOLD)
                    .map(OrderStatus::code)
                    .toList();
            var running = "(not d.on_hold and d.order_status = any(?))";
            if (!query.statuses().contains(OrderStatus.ON_HOLD)) {
                and(running, Database.texts(shown));
            } else if (shown.isEmpty()) {
                and("d.on_hold");
            } else {
                and("(d.on_hold or " + running + ")", Database.texts(shown));
            }
        }

        private Instant start(LocalDate day) {
            try {
                return day.atStartOfDay(OrderCommands.ZONE).toInstant();
            } catch (DateTimeException e) {
                throw malformed("/from", "OUT_OF_RANGE", "The date is out of range");
            }
        }

        private void and(String condition, Object... more) {
            where += " and " + condition;
            values.addAll(List.of(more));
        }
    }

    /**
     * An order's neighbours in a list; null at its ends.
     *
     * @param previous above it
     * @param next below it
     */
    public record Neighbours(
            @Nullable Neighbour previous, @Nullable Neighbour next) implements Serializable {}

    /** An order beside another one. */
    public record Neighbour(UUID id, String orderNumber) implements Serializable {}

    /** The last row of a page, or the first, under the sort it was read with. */
    private record Cursor(String sort, boolean back, String value, UUID id) {

        private static final String BACK = "<";

        static Cursor of(OrderSummary order, String sort, boolean back) {
            var value = switch (sort.startsWith("-") ? sort.substring(1) : sort) {
                case "updatedAt" -> order.updatedAt().toString();
                case "orderNumber" -> order.orderNumber();
                case "totalAmount" -> order.totalAmount().toPlainString();
                case "customerName" -> order.customer().name();
                default -> order.createdAt().toString();
            };
            return new Cursor(sort, back, value, order.id());
        }

        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            ((back ? BACK : "") + sort + '\n' + id + '\n' + value).getBytes(StandardCharsets.UTF_8));
        }

        static Cursor read(String text, String sort) {
            try {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 3);
                boolean back = parts[0].startsWith(BACK);
                if (parts.length == 3 && parts[0].substring(back ? 1 : 0).equals(sort)) {
                    var cursor = new Cursor(sort, back, parts[2], UUID.fromString(parts[1]));
                    cursor.check();
                    return cursor;
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                throw malformed("/cursor", "UNKNOWN_CURSOR", "This is no cursor of this list");
            }
            throw malformed("/cursor", "UNKNOWN_CURSOR", "This is no cursor of this list and sort");
        }

        private void check() {
            if (sort.endsWith("edAt")) {
                var at = Instant.parse(value);
                if (at.isBefore(Instant.EPOCH)) {
                    throw new IllegalArgumentException(value);
                }
            } else if (sort.endsWith("totalAmount") && new BigDecimal(value).precision() > 30) {
                throw new IllegalArgumentException(value);
            } else if (value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(value);
            }
        }
    }

    private static BusinessException malformed(String pointer, String code, String detail) {
        return new BusinessException(Problem.MALFORMED_REQUEST, detail, List.of(new Violation(pointer, code, detail)));
    }

    private static OrderSummary summary(ResultSet row) throws SQLException {
        var status = OrderStatus.of(row.getString("order_status")).orElseThrow();
        boolean onHold = row.getBoolean("on_hold");
        boolean mapped = row.getObject("mapping_id") != null;
        var syncStatus = mapped ? row.getString("sync_status") : SyncStatus.NOT_SYNCED.code();
        boolean submitted = row.getString("metakocka_id") != null || !syncStatus.equals(SyncStatus.NOT_SYNCED.code());
        return new OrderSummary(
                row.getObject("id", UUID.class),
                row.getString("document_number"),
                row.getLong("version"),
                onHold ? OrderStatus.ON_HOLD.code() : status.code(),
                OrderViews.allowed(status, onHold, submitted),
                row.getString("allocation_status"),
                row.getString("fulfillment_status"),
                row.getString("return_status"),
                syncStatus,
                row.getString("sync_error"),
                Database.instant(row, "last_synced_at"),
                mapped
                        ? new OrderDetails.MetakockaSide(
                                row.getString("metakocka_id"),
                                row.getString("metakocka_number"),
                                row.getString("metakocka_reference"),
                                row.getString("metakocka_status"),
                                null) // a list does not show them
                        : null,
                customer(row),
                row.getString("currency"),
                row.getString("warehouse"),
                row.getString("shipping_method"),
                row.getObject("expected_delivery_date", LocalDate.class),
                row.getString("notes"),
                row.getString("cancellation_reason"),
                row.getBigDecimal("net_amount"),
                row.getBigDecimal("tax_amount"),
                row.getBigDecimal("total_amount"),
                Database.requiredInstant(row, "created_at"),
                Database.requiredInstant(row, "updated_at"),
                row.getInt("item_count"));
    }

    private static CustomerData customer(ResultSet row) throws SQLException {
        var street = row.getString("customer_street");
        var postCode = row.getString("customer_post_code");
        var city = row.getString("customer_city");
        var country = row.getString("customer_country");
        boolean noAddress = street == null && postCode == null && city == null && country == null;
        return new CustomerData(
                row.getString("customer_name"),
                row.getString("customer_email"),
                row.getString("customer_phone"),
                row.getString("customer_tax_number"),
                noAddress ? null : new PostalAddress(street, postCode, city, country));
    }
}
