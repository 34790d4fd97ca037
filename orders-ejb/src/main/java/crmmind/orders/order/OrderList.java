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
import java.util.Set;
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

    /** A search that finds more is answered by reading the list. Smaller only in tests. */
    int many = COUNTED;

    /** So many orders are read one by one, before another way is taken. Smaller only in tests. */
    int read = 20_000;

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
        return read(query, true);
    }

    /** A part of a long list for an export: nothing is counted, and the part may be larger than a page. */
    public OrderPage part(OrderQuery query) {
        return read(query, false);
    }

    /** The ids of all orders of the list, in its order, as SQL with its values, for what takes them all at once. */
    public Ids ids(OrderQuery query) {
        var filter = new Filter(query);
        var values = new ArrayList<>(filter.values);
        var where = filter.where;
        if (filter.search != null) {
            var among = among(filter.search.hits(Integer.MAX_VALUE));
            where += among.sql();
            values.addAll(among.values());
        }
        var sort = sort(query);
        var direction = sort.startsWith("-") ? " desc" : " asc";
        return new Ids(
                "select d.id, row_number() over (order by " + sortedBy(sort).column() + direction + ", d.id" + direction
                        + ") as position" + FROM + where,
                List.copyOf(values));
    }

    /** These orders, the newest first; unknown ones are missing. */
    public List<OrderSummary> chosen(Collection<UUID> orderIds) {
        return database.query(
                COLUMNS + FROM
                        + " where d.document_type = 'order' and d.id = any(?) order by d.created_at desc, d.id desc",
                OrderList::summary,
                Database.uuids(orderIds));
    }

    /** Those of these orders that the list has, on whatever page, the newest first. */
    public List<OrderSummary> among(OrderQuery query, Collection<UUID> orderIds) {
        var filter = new Filter(query);
        var values = new ArrayList<>(filter.values);
        values.add(Database.uuids(orderIds));
        var where = filter.where + " and d.id = any(?)";
        if (filter.search != null) {
            var condition = filter.search.condition();
            where += " and " + condition.sql();
            values.addAll(condition.values());
        }
        return database.query(
                COLUMNS + FROM + where + " order by d.created_at desc, d.id desc",
                OrderList::summary,
                values.toArray());
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

    private OrderPage read(OrderQuery query, boolean counted) {
        var place = new Place(query);
        var filter = new Filter(query);
        if (filter.search != null) {
            return search(place, filter, filter.search, counted);
        }
        return place.page(rows(place, filter, new OrderSearch.Part("", List.of())), counted ? total(filter) : null);
    }

    /** The rows of a page, and one more where there are more, under a further condition. */
    private List<OrderSummary> rows(Place place, Filter filter, OrderSearch.Part condition) {
        var values = new ArrayList<>(filter.values);
        values.addAll(condition.values());
        var where = filter.where + condition.sql() + place.after(place.by.column(), "d.id", values);
        values.add(place.limit + 1);
        return database.query(
                COLUMNS + FROM + where + place.order(place.by.column(), "d.id") + " limit ?",
                OrderList::summary,
                values.toArray());
    }

    /**
     * What a search finds is looked up once, in one statement: how many there are, and the page. Where it finds more
     * than are counted, the list is read in its order instead, until the page is full.
     */
    private OrderPage search(Place place, Filter filter, OrderSearch search, boolean counted) {
        var hits = search.hits(many + 1);
        var values = new ArrayList<@Nullable Object>(hits.values());
        values.addAll(filter.values);
        var after = place.after("sorted", "id", values);
        values.add(place.limit + 1);
        var found = new Found();
        var sql = "with hits as materialized (" + hits.sql()
                + "), known as materialized (select count(*) as hits, coalesce(bit_or(source), 0) as sources from hits)"
                + ", listed as materialized (select d.id, " + place.by.column() + " as sorted"
                + (filter.mapped ? FROM : " from sales_documents d") + filter.where
                + " and d.id = any(array(select id from hits)) and (select hits from known) <= " + many
                + "), page as (select id, sorted from listed where true" + after + place.order("sorted", "id")
                + " limit ?) select known.hits, known.sources, (select count(*) from listed) as total, shown.*"
                + " from known left join (" + COLUMNS
                + ", page.sorted from page join sales_documents d on d.id = page.id"
                + MAPPED + ") shown on true" + place.order("shown.sorted", "shown.id");
        database.query(sql, row -> found.take(row), values.toArray());
        return found.hits <= many
                ? place.page(found.orders, counted ? found.total : null)
                : many(place, filter, search, found.sources, counted);
    }

    /** What one statement of a search said. */
    private static final class Found {

        private long hits;
        private int sources;
        private long total;
        private final List<OrderSummary> orders = new ArrayList<>();

        boolean take(ResultSet row) throws SQLException {
            hits = row.getLong("hits");
            sources = row.getInt("sources");
            total = row.getLong("total");
            return row.getObject("id") != null && orders.add(summary(row));
        }
    }

    /** A page of what a search finds in more orders than are counted. */
    private OrderPage many(Place place, Filter filter, OrderSearch search, int sources, boolean counted) {
        var condition = search.condition(sources);
        var first = filter.narrow ? first(filter, condition) : null;
        boolean few = first != null && first.looked <= read;
        Long total = null;
        if (counted && first != null) {
            total = few || first.found > COUNTED ? first.found : further(filter, search, condition, first);
            total = total > COUNTED ? null : total;
        }
        var values = new ArrayList<>(filter.values);
        var after = place.after(place.by.column(), "d.id", values);
        values.add(Math.max(read + 1, 10 * place.limit));
        values.addAll(condition.values());
        values.add(place.limit + 1);
        var order = place.order(place.by.column(), "d.id");
        var rows = database.query(
                COLUMNS + " from (select d.*" + (filter.mapped ? FROM : " from sales_documents d") + filter.where
                        + after + order + " limit ?) d" + MAPPED + " where " + condition.sql() + order + " limit ?",
                OrderList::summary,
                values.toArray());
        boolean full = rows.size() > place.limit;
        // the hits stand far behind, or this is the end of the list: take all of them and sort
        return place.page(full || few ? rows : rows(place, filter, among(search.hits(Integer.MAX_VALUE))), total);
    }

    /** How many of the first rows of a filter there are, and how many of them a search finds. */
    private record First(long looked, long found) {}

    private First first(Filter filter, OrderSearch.Part condition) {
        var values = new ArrayList<@Nullable Object>(condition.values());
        values.addAll(filter.values);
        values.add(read + 1);
        return database.query(
                        "select count(*), count(*) filter (where found) from (select " + condition.sql() + " as found"
                                + FROM + filter.where + filter.indexed() + " limit ?) looked",
                        row -> new First(row.getLong(1), row.getLong(2)),
                        values.toArray())
                .get(0);
    }

    /** Goes on counting where it found some of many: row by row where every tenth or more has it. */
    private long further(Filter filter, OrderSearch search, OrderSearch.Part condition, First first) {
        boolean often = first.found > first.looked / 10;
        return count(
                filter,
                often
                        ? new OrderSearch.Part(" and " + condition.sql(), condition.values())
                        : among(search.hits(Integer.MAX_VALUE)),
                COUNTED);
    }

    private static OrderSearch.Part among(OrderSearch.Part hits) {
        return new OrderSearch.Part(" and d.id = any(array(select id from (" + hits.sql() + ") hits))", hits.values());
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
        return read(beside, false).items().stream()
                .map(order -> new Neighbour(order.id(), order.orderNumber()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The one order that has this as its number, as its id, number or reference in Metakocka, or as a tracking number:
     * exactly, but without regard to case. Empty where none has, or several.
     */
    public Optional<UUID> exactly(String text) {
        var exact = new OrderSearch(database, text).exact();
        var found = database.query(
                exact.sql() + " limit 2",
                row -> row.getObject(1, UUID.class),
                exact.values().toArray());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private @Nullable Long total(Filter filter) {
        long count = count(filter, new OrderSearch.Part("", List.of()), COUNTED);
        return count > COUNTED ? null : count;
    }

    /** How many orders there are, or one more than the most that are counted. */
    private long count(Filter filter, OrderSearch.Part condition, int most) {
        var values = new ArrayList<>(filter.values);
        values.addAll(condition.values());
        values.add(most + 1);
        return database.query(
                        "select count(*) from (select 1 " + FROM + filter.where + condition.sql() + filter.indexed()
                                + " limit ?) counted",
                        row -> row.getLong(1),
                        values.toArray())
                .get(0);
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

    private static final String MAPPED = " left join sales_document_mappings m on m.document_id = d.id"
            + " and m.connection_id = '" + SalesDocumentMapping.CONNECTION + "'";

    private static final String FROM = " from sales_documents d" + MAPPED;

    /** The conditions of a query, in SQL. */
    private final class Filter {

        private String where = " where d.document_type = 'order'";
        private final List<@Nullable Object> values = new ArrayList<>();
        /** Whether there is a condition besides the search. */
        private boolean narrow;
        /** Whether a condition asks for the mapping. */
        private boolean mapped;
        /** Whether an index gives what has the one status, or the warehouse, in the order it came. */
        private boolean indexed;

        private final @Nullable OrderSearch search;

        Filter(OrderQuery query) {
            statuses(query);
            if (query.syncStatuses().equals(Set.of(SyncStatus.NOT_SYNCED))) {
                and("d.not_synced");
            } else if (!query.syncStatuses().isEmpty()) {
                mapped = true;
                // an index finds a status that is there; without a mapping there is none to look for
                and(
                        query.syncStatuses().contains(SyncStatus.NOT_SYNCED)
                                ? "(d.not_synced or m.sync_status = any(?))"
                                : "m.sync_status = any(?)",
                        Database.texts(query.syncStatuses().stream()
                                .map(SyncStatus::code)
                                .toList()));
            }
            if (query.warehouse() != null && !query.warehouse().isBlank()) {
                and("d.warehouse = ?", query.warehouse());
                indexed = true;
            }
            if (query.from() != null) {
                and("d.created_at >= ?", start(query.from()));
            }
            if (query.to() != null) {
                and("d.created_at < ?", start(query.to().plusDays(1)));
            }
            search = query.text() == null || query.text().isBlank() ? null : new OrderSearch(database, query.text());
        }

        /**
         * The order of an index, so that it is read alone and its rows ask for their mappings; else all mappings are
         * read, or rows of orders.
         */
        String indexed() {
            return mapped || indexed ? " order by d.created_at desc, d.id desc" : "";
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
            if (query.statuses().size() == 1 && shown.size() == 1) {
                and("not d.on_hold and d.order_status = ?", shown.get(0)); // so that an index gives their order, too
                indexed = true;
            } else if (!query.statuses().contains(OrderStatus.ON_HOLD)) {
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
            narrow = true;
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

    /** Which page of which order. */
    private static final class Place {

        private final String sort;
        private final Sort by;
        private final @Nullable Cursor cursor;
        private final boolean back;
        private final boolean falling;
        private final int limit;

        Place(OrderQuery query) {
            sort = sort(query);
            by = sortedBy(sort);
            cursor = query.cursor() == null ? null : Cursor.read(query.cursor(), sort);
            back = cursor != null && cursor.back();
            falling = sort.startsWith("-") != back; // a page before is read towards the beginning, and turned round
            limit = query.limit();
        }

        /** The condition that a row comes after the last page. */
        String after(String sorted, String id, List<@Nullable Object> values) {
            if (cursor == null) {
                return "";
            }
            values.add(cursor.value());
            values.add(cursor.id());
            return " and (" + sorted + ", " + id + ") " + (falling ? "<" : ">") + " (" + by.value() + ", ?)";
        }

        String order(String sorted, String id) {
            var direction = falling ? " desc" : " asc";
            return " order by " + sorted + direction + ", " + id + direction;
        }

        /** @param rows as they were read, one more than the limit where there are more */
        OrderPage page(List<OrderSummary> rows, @Nullable Long total) {
            boolean more = rows.size() > limit;
            var page = new ArrayList<>(more ? rows.subList(0, limit) : rows);
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
    }

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
