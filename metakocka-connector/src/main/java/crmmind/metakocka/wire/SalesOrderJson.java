package crmmind.metakocka.wire;

import static crmmind.metakocka.wire.PartnerJson.put;
import static crmmind.metakocka.wire.ValueFormats.day;
import static crmmind.metakocka.wire.ValueFormats.list;
import static crmmind.metakocka.wire.ValueFormats.moment;
import static crmmind.metakocka.wire.ValueFormats.number;
import static crmmind.metakocka.wire.ValueFormats.requiredText;
import static crmmind.metakocka.wire.ValueFormats.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.document.LinkedDocument;
import crmmind.metakocka.document.NewSalesOrder;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderLine;
import crmmind.metakocka.document.SalesOrderRow;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.metakocka.document.SearchPage;
import crmmind.metakocka.partner.Party;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sales orders as JSON. */
public final class SalesOrderJson {

    private static final String SALES_ORDER = "sales_order";

    private SalesOrderJson() {}

    /** The request that makes an order for a partner known by id. Neither unit nor number is sent, see the records. */
    public static ObjectNode create(NewSalesOrder order, Party partner, @Nullable Party receiver, String crmOrderId) {
        var request = Json.object();
        request.put("doc_type", SALES_ORDER);
        request.put("doc_date", ValueFormats.date(order.docDate()));
        request.put("buyer_order", order.buyerOrder());
        put(request, "title", order.title());
        put(request, "status_code", order.statusCode());
        request.set("partner", PartnerJson.party(partner));
        if (receiver != null) {
            request.set("receiver", PartnerJson.party(receiver));
        }
        request.put("currency_code", order.currencyCode());
        put(request, "warehouse", order.warehouse());
        put(request, "delivery_type", order.deliveryType());
        if (order.deliveryDeadline() != null) {
            request.put("delivery_deadline", ValueFormats.decoratedDate(order.deliveryDeadline()));
        }
        put(request, "notes", order.notes());
        pairs(request, "extra_column", "name", "value", order.extraColumns());
        pairs(request, "meta_data", "key", "value_string", Map.of(SalesOrderDocument.CRM_ORDER_ID, crmOrderId));
        request.set("product_list", lines(order.lines()));
        return request;
    }

    /** Lines as they are sent. */
    public static ArrayNode lines(List<SalesOrderLine> lines) {
        var array = Json.MAPPER.createArrayNode();
        lines.forEach(line -> array.add(line(line)));
        return array;
    }

    /** One line as it is sent. */
    public static ObjectNode line(SalesOrderLine line) {
        var node = Json.object();
        put(node, "mk_row_id", line.mkRowId());
        node.put("code", line.code());
        node.put("amount", ValueFormats.decimal(line.amount()));
        node.put("price", ValueFormats.decimal(line.price()));
        if (line.tax() != null) {
            node.put("tax", line.tax());
        } else if (line.taxFactor() != null) {
            node.put("tax_factor", ValueFormats.decimal(line.taxFactor()));
        }
        if (line.discount() != null) {
            node.put("discount", ValueFormats.decimal(line.discount()));
        }
        put(node, "doc_desc", line.docDesc());
        return node;
    }

    /** A list of name and value. */
    public static void pairs(
            ObjectNode request, String field, String nameField, String valueField, Map<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        var array = request.putArray(field);
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        array.addObject().put(nameField, entry.getKey()).put(valueField, entry.getValue()));
    }

    /** The request that reads an order by its id. */
    public static ObjectNode get(String mkId) {
        var request = detailed(Json.object().put("doc_type", SALES_ORDER));
        return request.put("doc_id", mkId);
    }

    /** The request that makes the invoice of an order. */
    public static ObjectNode createInvoice(String mkId) {
        return Json.object().put("doc_type", SALES_ORDER).put("mk_id", mkId).put("create_invoice", "true");
    }

    /** The request that reads an order by its reference. */
    public static ObjectNode getByReference(String buyerOrder) {
        var request = detailed(Json.object().put("doc_type", SALES_ORDER));
        return request.put("buyer_order", buyerOrder);
    }

    private static ObjectNode detailed(ObjectNode request) {
        return request.put("show_product_detail", "true").put("show_tax_factor", "true");
    }

    /** The request of a search. */
    public static ObjectNode search(SalesOrderSearch search, boolean wholeDocuments, int limit, int offset) {
        var request = Json.object();
        request.put("doc_type", SALES_ORDER);
        if (wholeDocuments) {
            detailed(request).put("result_type", "doc");
        } else {
            request.put("show_status_code", "true");
        }
        request.put("limit", Integer.toString(Math.max(1, Math.min(100, limit))));
        request.put("offset", Integer.toString(Math.max(0, offset)));
        request.put("order_direction", search.newestFirst() ? "desc" : "asc");
        put(request, "query", search.query());
        var conditions = Json.MAPPER.createArrayNode();
        condition(conditions, "doc_date_from", search.docDateFrom(), ValueFormats::decoratedDate);
        condition(conditions, "doc_date_to", search.docDateTo(), ValueFormats::decoratedDate);
        condition(conditions, "last_change_from", search.lastChangeFrom(), ValueFormats::timestamp);
        condition(conditions, "last_change_to", search.lastChangeTo(), ValueFormats::timestamp);
        condition(
                conditions,
                "status_list",
                search.statusCodes().isEmpty() ? null : search.statusCodes(),
                codes -> String.join(",", codes));
        condition(conditions, "customer_order", search.buyerOrder(), text -> text);
        condition(conditions, "partner_mk_id", search.partnerMkId(), text -> text);
        if (!conditions.isEmpty()) {
            request.set("query_advance", conditions);
        }
        return request;
    }

    private static <T> void condition(
            ArrayNode conditions, String type, @Nullable T value, Function<T, String> written) {
        if (value != null) {
            conditions.addObject().put("type", type).put("value", written.apply(value));
        }
    }

    /** A page of short rows. */
    public static SearchPage<SalesOrderRow> rows(JsonNode answer, int offset) {
        var rows = list(answer, "result").stream()
                .map(row -> new SalesOrderRow(
                        requiredText(row, "mk_id"), text(row, "count_code"), text(row, "status_code")))
                .toList();
        return new SearchPage<>(rows, offset, total(answer, offset + rows.size()));
    }

    /** A page of whole orders. */
    public static SearchPage<SalesOrderDocument> documents(JsonNode answer, int offset) {
        var rows = list(answer, "result").stream().map(SalesOrderJson::document).toList();
        return new SearchPage<>(rows, offset, total(answer, offset + rows.size()));
    }

    private static int total(JsonNode answer, int atLeast) {
        var total = number(answer, "result_all_records");
        return total == null ? atLeast : total.intValue();
    }

    /** Reads an order. */
    public static SalesOrderDocument document(JsonNode node) {
        var extraColumns = map(node, "extra_column", "name", "value");
        var tracking = extraColumns.get("tracking_number");
        return new SalesOrderDocument(
                requiredText(node, "mk_id"),
                text(node, "count_code"),
                day(node, "doc_date"),
                moment(node, "created_ts"),
                text(node, "title"),
                text(node, "buyer_order"),
                PartnerJson.party(node, "partner"),
                PartnerJson.party(node, "receiver"),
                text(node, "currency_code"),
                text(node, "status_desc"),
                text(node, "status_code"),
                text(node, "warehouse"),
                text(node, "delivery_type"),
                text(node, "method_of_payment"),
                text(node, "profit_center"),
                text(node, "eshop_name"),
                text(node, "notes"),
                text(node, "notes_header"),
                day(node, "delivery_deadline"),
                day(node, "shipped_date"),
                tracking == null ? text(node, "tracking_code") : tracking,
                text(node, "salesOrderTrackingType"),
                number(node, "discount_value"),
                list(node, "product_list").stream()
                        .map(SalesOrderJson::readLine)
                        .toList(),
                sums(node),
                list(node, "doc_link_list").stream()
                        .filter(link -> text(link, "mk_id") != null)
                        .map(SalesOrderJson::link)
                        .toList(),
                extraColumns,
                map(node, "meta_data", "key", "value_string"));
    }

    private static LinkedDocument link(JsonNode node) {
        var total = number(node, "sum_currency");
        return new LinkedDocument(
                requiredText(node, "mk_id"),
                text(node, "doc_type"),
                text(node, "count_code"),
                total == null ? number(node, "sum_eur") : total);
    }

    private static SalesOrderDocument.Line readLine(JsonNode node) {
        var amount = number(node, "amount");
        return new SalesOrderDocument.Line(
                text(node, "mk_row_id"),
                text(node, "mk_id"),
                text(node, "code"),
                text(node, "name"),
                text(node, "doc_desc"),
                text(node, "unit"),
                amount == null ? BigDecimal.ZERO : amount,
                number(node, "price"),
                number(node, "price_with_tax"),
                text(node, "discount"),
                text(node, "tax"),
                number(node, "tax_factor"));
    }

    private static SalesOrderDocument.Sums sums(JsonNode node) {
        var taxes = new HashMap<String, BigDecimal>();
        node.fieldNames().forEachRemaining(field -> {
            if (field.startsWith("sum_tax_")) {
                var value = number(node, field);
                if (value != null) {
                    taxes.put(field.substring("sum_tax_".length()).toUpperCase(Locale.ROOT), value);
                }
            }
        });
        return new SalesOrderDocument.Sums(
                number(node, "sum_basic"),
                number(node, "sum_discount"),
                taxes,
                number(node, "sum_prepayment"),
                number(node, "sum_all"),
                number(node, "sum_paid"),
                number(node, "sum_credit"));
    }

    static Map<String, String> map(JsonNode node, String field, String nameField, String valueField) {
        var values = new HashMap<String, String>();
        for (var row : list(node, field)) {
            var name = text(row, nameField);
            var value = text(row, valueField);
            if (name != null && value != null) {
                values.putIfAbsent(name, value);
            }
        }
        return values;
    }
}
