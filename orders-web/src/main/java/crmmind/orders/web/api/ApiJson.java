package crmmind.orders.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.orders.activity.OrderEvent;
import crmmind.orders.inventory.StockView;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderPage;
import crmmind.orders.order.OrderSummary;
import crmmind.orders.order.UnknownOrders;
import crmmind.orders.salesdocument.BulkResult;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.MappingView;
import crmmind.orders.salesdocument.ShippingAddress;
import crmmind.orders.salesdocument.SyncResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the API answers, property by property as its contract has it: decimals are texts (money with two decimals,
 * quantities and percentages without trailing zeros, unit prices with at least two), times are ISO-8601 in UTC, what is
 * not known is null.
 */
final class ApiJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ApiJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode order(OrderDetails order) {
        var json = object();
        json.put("id", order.id().toString());
        json.put("orderNumber", order.orderNumber());
        json.put("version", order.version());
        json.put("status", order.status());
        texts(json.putArray("allowedStatuses"), order.allowedStatuses());
        json.put("allocationStatus", order.allocationStatus());
        json.put("fulfillmentStatus", order.fulfillmentStatus());
        json.put("returnStatus", order.returnStatus());
        json.put("syncStatus", order.syncStatus());
        json.put("syncError", order.syncError());
        json.put("lastSyncedAt", text(order.lastSyncedAt()));
        json.set("metakocka", metakocka(order.metakocka()));
        json.set("customer", customer(order.customer()));
        json.set("shippingAddress", shipping(order.shippingAddress()));
        json.put("currency", order.currency());
        json.put("warehouse", order.warehouse());
        json.put("shippingMethod", order.shippingMethod());
        json.put("expectedDeliveryDate", text(order.expectedDeliveryDate()));
        json.put("notes", order.notes());
        json.put("cancellationReason", order.cancellationReason());
        amounts(json, order.netAmount(), order.taxAmount(), order.totalAmount());
        json.put("createdAt", text(order.createdAt()));
        json.put("updatedAt", text(order.updatedAt()));
        each(json, "items", order.items(), ApiJson::item);
        each(
                json,
                "allocations",
                order.allocations(),
                allocation -> object().put("itemId", allocation.itemId().toString())
                        .put("warehouse", allocation.warehouse())
                        .put("quantity", plain(allocation.quantity()))
                        .put("status", allocation.status()));
        each(json, "fulfillments", order.fulfillments(), ApiJson::fulfillment);
        return json;
    }

    private static ObjectNode item(OrderDetails.Item item) {
        var json = object();
        json.put("id", item.id().toString());
        json.put("position", item.position());
        json.put("productCode", item.productCode());
        json.put("description", item.description());
        json.put("quantity", plain(item.quantity()));
        json.put("cancelledQuantity", plain(item.cancelledQuantity()));
        json.put("allocatedQuantity", plain(item.allocatedQuantity()));
        json.put("fulfilledQuantity", plain(item.fulfilledQuantity()));
        json.put("returnedQuantity", plain(item.returnedQuantity()));
        json.put("unitPrice", price(item.unitPrice()));
        json.put("discountPercent", plain(item.discountPercent()));
        json.put("taxRate", plain(item.taxRate()));
        amounts(json, item.netAmount(), item.taxAmount(), item.totalAmount());
        return json;
    }

    private static ObjectNode fulfillment(OrderDetails.Fulfillment shipment) {
        var json = object();
        json.put("id", shipment.id().toString());
        json.put("fulfilledAt", text(shipment.fulfilledAt()));
        json.put("trackingNumber", shipment.trackingNumber());
        json.put("shippingCarrier", shipment.shippingCarrier());
        json.put("notes", shipment.notes());
        json.put("status", shipment.status());
        each(
                json,
                "items",
                shipment.items(),
                item -> object().put("itemId", item.itemId().toString()).put("quantity", plain(item.quantity())));
        return json;
    }

    static ObjectNode page(OrderPage page) {
        var json = object();
        each(json, "items", page.items(), ApiJson::summary);
        json.put("nextCursor", page.nextCursor());
        json.put("total", page.total());
        return json;
    }

    private static ObjectNode summary(OrderSummary order) {
        var json = object();
        json.put("id", order.id().toString());
        json.put("orderNumber", order.orderNumber());
        json.put("version", order.version());
        json.put("status", order.status());
        texts(json.putArray("allowedStatuses"), order.allowedStatuses());
        json.put("allocationStatus", order.allocationStatus());
        json.put("fulfillmentStatus", order.fulfillmentStatus());
        json.put("returnStatus", order.returnStatus());
        json.put("syncStatus", order.syncStatus());
        json.put("syncError", order.syncError());
        json.put("lastSyncedAt", text(order.lastSyncedAt()));
        json.set("metakocka", metakocka(order.metakocka()));
        json.set("customer", customer(order.customer()));
        json.put("currency", order.currency());
        json.put("warehouse", order.warehouse());
        json.put("shippingMethod", order.shippingMethod());
        json.put("expectedDeliveryDate", text(order.expectedDeliveryDate()));
        json.put("notes", order.notes());
        json.put("cancellationReason", order.cancellationReason());
        amounts(json, order.netAmount(), order.taxAmount(), order.totalAmount());
        json.put("createdAt", text(order.createdAt()));
        json.put("updatedAt", text(order.updatedAt()));
        json.put("itemCount", order.itemCount());
        return json;
    }

    static ObjectNode events(List<OrderEvent> events) {
        var json = object();
        each(json, "items", events, event -> {
            var entry = object();
            entry.put("id", event.id().toString());
            entry.put("at", text(event.at()));
            entry.put("actor", event.actor());
            entry.put("kind", event.kind());
            entry.put("message", event.message());
            var details = entry.putObject("details");
            for (Map.Entry<String, String> detail : new TreeMap<>(event.details()).entrySet()) {
                details.put(detail.getKey(), detail.getValue());
            }
            return entry;
        });
        return json;
    }

    static ObjectNode stock(List<StockView> rows) {
        var json = object();
        each(
                json,
                "items",
                rows,
                row -> object().put("productCode", row.productCode())
                        .put("warehouse", row.warehouse())
                        .put("onHand", plain(row.onHand()))
                        .put("reservedElsewhere", plain(row.reservedElsewhere()))
                        .put("held", plain(row.held()))
                        .put("shippedNotBooked", plain(row.shippedNotBooked()))
                        .put("available", plain(row.available()))
                        .put("asOf", text(row.asOf())));
        return json;
    }

    static ObjectNode mapping(@Nullable MappingView mapping) {
        var json = object();
        json.set("mapping", mapping == null ? json.nullNode() : one(mapping));
        return json;
    }

    static ObjectNode mappings(List<MappingView> mappings) {
        var json = object();
        each(json, "mappings", mappings, ApiJson::one);
        return json;
    }

    private static ObjectNode one(MappingView mapping) {
        return object().put("orderId", mapping.orderId().toString())
                .put("metakockaId", mapping.metakockaId())
                .put("metakockaNumber", mapping.metakockaNumber())
                .put("metakockaReference", mapping.metakockaReference())
                .put("metakockaStatus", mapping.metakockaStatus())
                .put("syncDirection", mapping.syncDirection())
                .put("syncStatus", mapping.syncStatus())
                .put("syncError", mapping.syncError())
                .put("lastSyncedAt", text(mapping.lastSyncedAt()));
    }

    static ObjectNode result(SyncResult result) {
        return object().put("success", result.success())
                .put("orderId", text(result.orderId()))
                .put("metakockaId", result.metakockaId())
                .put("syncStatus", result.syncStatus())
                .put("status", result.status())
                .put("message", result.message());
    }

    static ObjectNode bulk(BulkResult result) {
        var json = object();
        json.put("success", result.success());
        json.put("created", result.created());
        json.put("updated", result.updated());
        json.put("pending", result.pending());
        json.put("skipped", result.skipped());
        json.put("failed", result.failed());
        each(json, "errors", result.errors(), error -> {
            var entry = object();
            if (error.orderId() != null) {
                entry.put("orderId", error.orderId().toString());
            }
            if (error.metakockaId() != null) {
                entry.put("metakockaId", error.metakockaId());
            }
            return entry.put("code", error.code()).put("detail", error.detail());
        });
        return json;
    }

    static ObjectNode unknown(UnknownOrders page) {
        var json = object();
        each(
                json,
                "items",
                page.items(),
                row -> object().put("metakockaId", row.metakockaId())
                        .put("number", row.number())
                        .put("reference", row.reference())
                        .put("customerName", row.customerName())
                        .put("date", text(row.date()))
                        .put("status", row.status())
                        .put("totalAmount", money(row.totalAmount()))
                        .put("currency", row.currency()));
        json.put("nextCursor", page.nextCursor());
        return json;
    }

    private static com.fasterxml.jackson.databind.JsonNode metakocka(OrderDetails.@Nullable MetakockaSide side) {
        return side == null
                ? MAPPER.nullNode()
                : object().put("id", side.id())
                        .put("number", side.number())
                        .put("reference", side.reference())
                        .put("status", side.status());
    }

    private static ObjectNode customer(CustomerData customer) {
        var json = object();
        json.put("name", customer.name());
        json.put("email", customer.email());
        json.put("phone", customer.phone());
        json.put("taxNumber", customer.taxNumber());
        var address = customer.address();
        json.set(
                "address",
                address == null
                        ? MAPPER.nullNode()
                        : object().put("street", address.street())
                                .put("postCode", address.postCode())
                                .put("city", address.city())
                                .put("country", address.country()));
        return json;
    }

    private static com.fasterxml.jackson.databind.JsonNode shipping(@Nullable ShippingAddress address) {
        return address == null
                ? MAPPER.nullNode()
                : object().put("name", address.name())
                        .put("street", address.street())
                        .put("postCode", address.postCode())
                        .put("city", address.city())
                        .put("country", address.country());
    }

    private static void amounts(ObjectNode json, BigDecimal net, BigDecimal tax, BigDecimal total) {
        json.put("netAmount", money(net));
        json.put("taxAmount", money(tax));
        json.put("totalAmount", money(total));
    }

    private static <T> void each(ObjectNode json, String name, Collection<T> values, Function<T, ObjectNode> shape) {
        var array = json.putArray(name);
        values.forEach(value -> array.add(shape.apply(value)));
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static String price(BigDecimal price) {
        var plain = price.stripTrailingZeros();
        return (plain.scale() < 2 ? plain.setScale(2) : plain).toPlainString();
    }
}
