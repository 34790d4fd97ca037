package crmmind.metakocka.simulator.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * JSON trees in a form that takes a fraction of their text, for keeping many in memory. Names, and the values of fields
 * that repeat from document to document, are kept once for the whole process, so packed bytes mean nothing outside it.
 */
final class Packing {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_VALUES = 16_384;
    private static final int LONGEST_VALUE = 60;
    private static final Set<String> REPEATING = Set.of(
            "_status",
            "_warehouse",
            "address_type",
            "amount",
            "business_entity",
            "city",
            "code",
            "country",
            "country_iso_2",
            "currency",
            "currency_code",
            "customer",
            "delivery_type",
            "discount",
            "doc_date",
            "doc_type",
            "foreign_county",
            "key",
            "language",
            "name",
            "operation_type",
            "place",
            "post_number",
            "price",
            "price_with_tax",
            "profit_center",
            "profit_center_desc",
            "street",
            "tax",
            "tax_id_number",
            "taxpayer",
            "unit",
            "useCustomerAsContact",
            "user_email",
            "value_new",
            "value_previous",
            "warehouse");

    private static final Dictionary NAMES = new Dictionary(Integer.MAX_VALUE);
    private static final Dictionary VALUES = new Dictionary(MOST_VALUES);

    private static final int NULL = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int OBJECT = 3;
    private static final int ARRAY = 4;
    private static final int TEXT = 5;
    private static final int KNOWN_TEXT = 6;
    private static final int DIGITS = 7;
    private static final int WHOLE = 8;
    private static final int DECIMAL = 9;

    private Packing() {}

    static byte[] pack(ObjectNode tree) {
        var out = new ByteArrayOutputStream(512);
        object(tree, out);
        return out.toByteArray();
    }

    static ObjectNode unpack(byte[] packed) {
        return (ObjectNode) new Reader(packed).object();
    }

    private static void object(ObjectNode object, ByteArrayOutputStream out) {
        number(object.size(), out);
        for (var field : object.properties()) {
            number(NAMES.place(field.getKey()), out);
            value(field.getKey(), field.getValue(), out);
        }
    }

    private static void value(String name, JsonNode value, ByteArrayOutputStream out) {
        if (value instanceof ObjectNode object) {
            out.write(OBJECT);
            object(object, out);
        } else if (value.isArray()) {
            out.write(ARRAY);
            number(value.size(), out);
            for (var element : value) {
                value(name, element, out);
            }
        } else if (value.isTextual()) {
            text(name, value.textValue(), out);
        } else if (value.isBoolean()) {
            out.write(value.booleanValue() ? TRUE : FALSE);
        } else if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
            out.write(WHOLE);
            number(value.longValue(), out);
        } else if (value.isNumber()) {
            out.write(DECIMAL);
            inline(value.decimalValue().toPlainString(), out);
        } else {
            out.write(NULL);
        }
    }

    private static void text(String name, String text, ByteArrayOutputStream out) {
        if (digits(text)) {
            out.write(DIGITS);
            number(Long.parseLong(text), out);
            return;
        }
        if (REPEATING.contains(name) && text.length() <= LONGEST_VALUE) {
            var place = VALUES.place(text);
            if (place >= 0) {
                out.write(KNOWN_TEXT);
                number(place, out);
                return;
            }
        }
        out.write(TEXT);
        inline(text, out);
    }

    /** Whether the text is a number that is written the same when it is read as one. */
    private static boolean digits(String text) {
        if (text.isEmpty() || text.length() > 18 || (text.charAt(0) == '0' && text.length() > 1)) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static void inline(String text, ByteArrayOutputStream out) {
        var bytes = text.getBytes(UTF_8);
        number(bytes.length, out);
        out.writeBytes(bytes);
    }

    private static void number(long value, ByteArrayOutputStream out) {
        var left = value;
        while (left > 0x7f) {
            out.write((int) (left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        JsonNode object() {
            var object = NODES.objectNode();
            for (var left = number(); left > 0; left--) {
                var name = NAMES.text((int) number());
                object.set(name, value());
            }
            return object;
        }

        private JsonNode value() {
            var kind = bytes[at++];
            return switch (kind) {
                case TRUE -> NODES.booleanNode(true);
                case FALSE -> NODES.booleanNode(false);
                case OBJECT -> object();
                case ARRAY -> array();
                case TEXT -> NODES.textNode(inline());
                case KNOWN_TEXT -> NODES.textNode(VALUES.text((int) number()));
                case DIGITS -> NODES.textNode(Long.toString(number()));
                case WHOLE -> NODES.numberNode(number());
                case DECIMAL -> NODES.numberNode(new BigDecimal(inline()));
                default -> NODES.nullNode();
            };
        }

        private ArrayNode array() {
            var array = NODES.arrayNode();
            for (var left = number(); left > 0; left--) {
                array.add(value());
            }
            return array;
        }

        private String inline() {
            var length = (int) number();
            var text = new String(bytes, at, length, UTF_8);
            at += length;
            return text;
        }

        private long number() {
            var value = 0L;
            for (var shift = 0; ; shift += 7) {
                var b = bytes[at++];
                value |= (b & 0x7fL) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }
    }

    /** Texts that are kept once. */
    private static final class Dictionary {
        private final Map<String, Integer> places = new ConcurrentHashMap<>();
        private final int most;
        private volatile String[] texts = new String[256];
        private int size;

        Dictionary(int most) {
            this.most = most;
        }

        /** The place of a text; -1 when it is not there and there is no room. */
        int place(String text) {
            var known = places.get(text);
            return known != null ? known : add(text);
        }

        private synchronized int add(String text) {
            var known = places.get(text);
            if (known != null) {
                return known;
            }
            if (size >= most) {
                return -1;
            }
            var next = texts;
            if (size == next.length) {
                next = Arrays.copyOf(next, 2 * size);
            }
            next[size] = text;
            texts = next;
            places.put(text, size);
            return size++;
        }

        String text(int place) {
            return texts[place];
        }
    }
}
