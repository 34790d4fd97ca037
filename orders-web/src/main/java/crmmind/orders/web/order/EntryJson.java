package crmmind.orders.web.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.orders.inventory.ProductOffer;
import crmmind.orders.inventory.ProductView;
import crmmind.orders.order.KnownCustomer;
import crmmind.orders.order.OrderDetails;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the order form and its script tell each other. Numbers are texts, so that no digit is lost on the way. */
final class EntryJson {

    /** How many lines a form may have. */
    static final int MOST_LINES = 1000;

    private static final int LONGEST_TEXT = 500;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(8)
                        .maxStringLength(400_000)
                        .build());
    }

    private EntryJson() {}

    /** The form sent something its script does not write. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode read(String json) throws UnreadableException {
        try {
            var node = MAPPER.readTree(json);
            if (node == null || !node.isObject()) {
                throw new UnreadableException("Not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new UnreadableException("Not JSON");
        }
    }

    /** The texts of an object, blank ones left out. */
    static Map<String, String> texts(JsonNode node) throws UnreadableException {
        var texts = new HashMap<String, String>();
        for (var field : node.properties()) {
            texts.put(field.getKey(), text(field.getValue(), 4000));
        }
        return texts;
    }

    /** The lines of a form, each with what the order has already where it names it. */
    static List<OrderLine> lines(JsonNode array, @Nullable OrderDetails present) throws UnreadableException {
        if (!array.isArray() || array.size() > MOST_LINES) {
            throw new UnreadableException("At most " + MOST_LINES + " lines");
        }
        var items = present == null
                ? Map.<String, OrderDetails.Item>of()
                : present.items().stream()
                        .collect(Collectors.toMap(item -> item.id().toString(), item -> item));
        var lines = new ArrayList<OrderLine>();
        for (var line : array) {
            lines.add(new OrderLine(
                    items.get(text(line.path("id"), 36)),
                    text(line.path("product"), LONGEST_TEXT),
                    text(line.path("quantity"), LONGEST_TEXT),
                    text(line.path("unitPrice"), LONGEST_TEXT),
                    text(line.path("discount"), LONGEST_TEXT),
                    text(line.path("taxRate"), LONGEST_TEXT)));
        }
        return lines;
    }

    /** Product codes to look up. */
    static List<String> codes(JsonNode array) throws UnreadableException {
        if (!array.isArray() || array.size() > MOST_LINES) {
            throw new UnreadableException("At most " + MOST_LINES + " codes");
        }
        var codes = new ArrayList<String>();
        for (var code : array) {
            codes.add(text(code, LONGEST_TEXT));
        }
        return codes;
    }

    /** An id; null where there is none. */
    static @Nullable UUID id(JsonNode node) throws UnreadableException {
        var text = text(node, 36);
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("Not an id");
        }
    }

    private static String text(JsonNode node, int most) throws UnreadableException {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isTextual()
                || node.textValue().length() > most
                || node.textValue().indexOf('\0') >= 0) {
            throw new UnreadableException("Not a text of at most " + most + " characters");
        }
        return node.textValue();
    }

    /** A line for the script, with its product, its errors by field and what resembles an unknown code. */
    static ObjectNode line(OrderLine line, Map<String, String> errors, @Nullable String ownWarehouse) {
        var json = object();
        var item = line.item();
        if (item != null) {
            json.put("id", item.id().toString());
            json.put("description", item.description());
            json.put("own", item.service() ? "0" : TypedNumber.plain(item.allocatedQuantity()));
            json.put("ownWarehouse", ownWarehouse);
        }
        json.put("product", line.productCode());
        json.put("quantity", line.quantity());
        json.put("unitPrice", line.unitPrice());
        json.put("discount", line.discountPercent());
        json.put("taxRate", line.taxRate());
        var offer = line.offer();
        if (offer != null) {
            json.set("known", offer(offer));
        }
        errors.forEach(json.putObject("errors")::put);
        near(json.putArray("near"), line.resembling());
        return json;
    }

    static ObjectNode offer(ProductOffer offer) {
        var json = product(offer.product());
        json.put("active", offer.active());
        var stock = json.putArray("stock");
        offer.stock()
                .forEach(place -> stock.addObject()
                        .put("warehouse", place.warehouse())
                        .put("available", TypedNumber.plain(place.quantity())));
        return json;
    }

    static ArrayNode near(ArrayNode array, List<ProductView> products) {
        products.forEach(product -> array.add(product(product)));
        return array;
    }

    private static ObjectNode product(ProductView product) {
        return object().put("code", product.code())
                .put("name", product.name())
                .put("unit", product.unit())
                .put("service", product.service())
                .put("unitPrice", plain(product.unitPrice()))
                .put("taxRate", plain(product.taxRate()));
    }

    static ObjectNode customer(KnownCustomer known) {
        var data = known.data();
        var address = data.address();
        return object().put("name", data.name())
                .put("email", data.email())
                .put("phone", data.phone())
                .put("taxNumber", data.taxNumber())
                .put("street", address == null ? null : address.street())
                .put("postCode", address == null ? null : address.postCode())
                .put("city", address == null ? null : address.city())
                .put("country", address == null ? null : address.country());
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : TypedNumber.plain(number);
    }
}
