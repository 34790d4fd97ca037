package crmmind.orders.logs;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.activity.Activity;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.shared.Database;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to all orders and to stock, newest first, a page at a time. Pages are found by the cursor of the row
 * before them, so that they cost the same however far back they are.
 */
@Stateless
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class LogBook {

    @Inject
    Database database;

    /**
     * One entry of the timelines of all orders.
     *
     * @param cursor for the page after it
     */
    public record EventRow(
            String cursor,
            UUID orderId,
            String orderNumber,
            Instant at,
            String actor,
            String kind,
            String message,
            Map<String, String> details)
            implements Serializable {}

    /**
     * One movement of held or shipped stock, as it was written down.
     *
     * @param cursor for the page after it
     * @param quantity in the product's unit, never negative but for adjustments; what it does, its kind says
     * @param orderId the order that caused it; null where none did
     */
    public record MovementRow(
            String cursor,
            Instant at,
            String kind,
            String productCode,
            String warehouse,
            BigDecimal quantity,
            @Nullable UUID orderId,
            @Nullable String orderNumber,
            String actor)
            implements Serializable {}

    /** Entries of the timelines. A cursor that is none counts as none; an order nobody knows has no entries. */
    public List<EventRow> events(EventGroup group, LogFilter filter, int limit) {
        var conditions = new Conditions();
        if (!order(filter, "e.document_id", conditions)) {
            return List.of();
        }
        if (group == EventGroup.ERRORS) {
            // word for word as in the index, or it would not serve
            conditions.add(
                    "e.kind in ('sync_refused', 'sync_needs_review', 'sync_in_doubt', 'sync_double', 'differs_from_metakocka',"
                            + " 'missing_in_metakocka')");
        } else if (group != EventGroup.ACTIVITY) {
            conditions.add("e.kind = any(?)", Database.texts(group.kinds()));
        }
        conditions.given("e.kind = ?", filter.kind());
        conditions.given("e.actor = ?", filter.actor());
        conditions.given("e.at >= ?", filter.from());
        conditions.given("e.at < ?", filter.to());
        EventCursor.of(filter.after())
                .ifPresent(cursor -> conditions.add("(e.at, e.id) < (?, ?)", cursor.at(), cursor.id()));
        return database.query(
                """
                select e.id, e.document_id, d.document_number, e.at, e.actor, e.kind, e.message, e.details::text
                from order_events e join sales_documents d on d.id = e.document_id
                """ + conditions.where() + " order by e.at desc, e.id desc limit ?",
                row -> new EventRow(
                        new EventCursor(Database.requiredInstant(row, "at"), row.getObject(1, UUID.class)).text(),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        Database.requiredInstant(row, "at"),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        Activity.details(row.getString(8))),
                conditions.values(limit));
    }

    /** Movements of stock. A cursor that is none counts as none; an order nobody knows has no movements. */
    public List<MovementRow> movements(LogFilter filter, int limit) {
        var conditions = new Conditions();
        if (!order(filter, "m.document_id", conditions)) {
            return List.of();
        }
        conditions.given("m.kind = ?", filter.kind());
        conditions.given("m.actor = ?", filter.actor());
        conditions.given("m.product_code = ?", filter.product());
        conditions.given("m.warehouse = ?", filter.warehouse());
        conditions.given("m.at >= ?", filter.from());
        conditions.given("m.at < ?", filter.to());
        var after = filter.after();
        if (after != null && after.matches("\\d{1,18}")) {
            conditions.add("m.id < ?", Long.parseLong(after));
        }
        return database.query(
                """
                select m.id, m.at, m.kind, m.product_code, m.warehouse, m.quantity, m.document_id, d.document_number,
                       m.actor
                from inventory_movements m left join sales_documents d on d.id = m.document_id
                """ + conditions.where() + " order by m.id desc limit ?",
                row -> new MovementRow(
                        row.getString(1),
                        Database.requiredInstant(row, "at"),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBigDecimal(6),
                        row.getObject(7, UUID.class),
                        row.getString(8),
                        row.getString(9)),
                conditions.values(limit));
    }

    /** Narrows to the order that is asked for; false where nobody knows it. */
    private boolean order(LogFilter filter, String column, Conditions conditions) {
        var wanted = filter.order();
        if (wanted == null || wanted.isBlank()) {
            return true;
        }
        var found = database.query(
                """
                select id from sales_documents where document_number = ?
                union
                select document_id from sales_document_mappings
                where connection_id = ? and (metakocka_reference = ? or metakocka_number = ?)
                """,
                row -> row.getObject(1, UUID.class),
                wanted.strip(),
                SalesDocumentMapping.CONNECTION,
                wanted.strip(),
                wanted.strip());
        if (found.isEmpty()) {
            return false;
        }
        conditions.add(column + " = any(?)", Database.uuids(found));
        return true;
    }

    /** Where a page of entries ends. */
    private record EventCursor(Instant at, UUID id) {

        static Optional<EventCursor> of(@Nullable String text) {
            if (text == null) {
                return Optional.empty();
            }
            try {
                var parts = text.split("_", 2);
                return parts.length < 2
                        ? Optional.empty()
                        : Optional.of(new EventCursor(Instant.parse(parts[0]), UUID.fromString(parts[1])));
            } catch (DateTimeParseException | IllegalArgumentException e) { // typed into the address
                return Optional.empty();
            }
        }

        String text() {
            return at + "_" + id;
        }
    }

    /** Conditions that must all hold, with their values. */
    private static final class Conditions {

        private final List<String> texts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void add(String text, Object... its) {
            texts.add(text);
            values.addAll(List.of(its));
        }

        void given(String text, @Nullable Object value) {
            if (value != null && !(value instanceof String string && string.isBlank())) {
                add(text, value instanceof String string ? string.strip() : value);
            }
        }

        String where() {
            return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
        }

        Object[] values(int limit) {
            var all = new ArrayList<>(values);
            all.add(limit);
            return all.toArray();
        }
    }
}
