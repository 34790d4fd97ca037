package crmmind.metakocka.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads request fields as Metakocka does: numbers and booleans count as their text, one object as a list of one. */
public final class Fields {
    private Fields() {}

    /** The value as text; null when it is absent, empty, an object or a list. */
    public static @Nullable String text(JsonNode object, String name) {
        return text(object.get(name));
    }

    /** The value as text; null when it is absent, empty, an object or a list. */
    public static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isContainerNode() || value.isNull()) {
            return null;
        }
        var text = value.isNumber() && !value.isIntegralNumber()
                ? value.decimalValue().toPlainString()
                : value.asText();
        return text.isEmpty() ? null : text;
    }

    /** The value as text, or the given one when there is none. */
    public static String text(JsonNode object, String name, String otherwise) {
        var text = text(object, name);
        return text == null ? otherwise : text;
    }

    /** Whether the flag is set: {@code "true"} in any case, or a JSON true. */
    public static boolean flag(JsonNode object, String name) {
        return "true".equalsIgnoreCase(text(object, name));
    }

    /** The objects of a list; a single object counts as a list of one, anything else as none. */
    public static List<ObjectNode> objects(JsonNode object, String name) {
        var value = object.get(name);
        var objects = new ArrayList<ObjectNode>();
        if (value instanceof ObjectNode one) {
            objects.add(one);
        } else if (value != null && value.isArray()) {
            for (var element : value) {
                if (element instanceof ObjectNode one) {
                    objects.add(one);
                }
            }
        }
        return objects;
    }

    /** The texts of a list, or of one text separated by commas; blanks around them are dropped. */
    public static List<String> texts(JsonNode object, String name) {
        var value = object.get(name);
        var texts = new ArrayList<String>();
        if (value != null && value.isArray()) {
            for (var element : value) {
                var text = text(element);
                if (text != null) {
                    texts.add(text.strip());
                }
            }
        } else {
            texts.addAll(commaList(text(value)));
        }
        return texts;
    }

    /** The parts between commas without the blanks around them; empty parts are left out. */
    public static List<String> commaList(@Nullable String text) {
        var parts = new ArrayList<String>();
        if (text != null) {
            for (var part : text.split(",")) {
                if (!part.isBlank()) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    /** A whole number within bounds; the default when it is absent or no number. */
    public static int whole(JsonNode object, String name, int otherwise, int least, int most) {
        var text = text(object, name);
        if (text == null) {
            return otherwise;
        }
        try {
            return (int) Math.max(least, Math.min(most, Long.parseLong(text.strip())));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
