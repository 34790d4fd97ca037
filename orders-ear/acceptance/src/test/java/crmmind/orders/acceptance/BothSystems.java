package crmmind.orders.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the desk and Metakocka hold at one moment, as far as a person's request may change it: rows and a checksum per
 * table here, counts per status there. What the desk does by itself (reading stock, polling) does not show.
 *
 * @param desk per table: number of rows and checksum of their content
 * @param metakocka counts per document type and status
 */
public record BothSystems(Map<String, String> desk, JsonNode metakocka) {

    private static final List<String> TABLES = List.of(
            "sales_documents",
            "sales_document_items",
            "sales_document_mappings",
            "order_inventory_allocations",
            "order_fulfillments",
            "order_fulfillment_items",
            "inventory_movements",
            // when it is looked at again moves by itself
            "(select id, document_id, kind, state from metakocka_operations)",
            "order_events",
            "customers",
            "idempotency_keys",
            "settings",
            "users");

    static BothSystems of(Desk desk) {
        var tables = new LinkedHashMap<String, String>();
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                try (var rows = statement.executeQuery(
                        "select count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from " + table
                                + " t")) {
                    rows.next();
                    tables.put(table, rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var there = ((ObjectNode) desk.metakocka().state()).deepCopy();
        there.remove("calls"); // reading changes nothing
        return new BothSystems(tables, there);
    }
}
