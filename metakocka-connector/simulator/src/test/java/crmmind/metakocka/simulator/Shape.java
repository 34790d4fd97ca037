package crmmind.metakocka.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares the shape of an answer with an example: every field of the example is there, with the same JSON type and the
 * same form of value. What else the answer has does not matter: real answers vary in it as well.
 */
final class Shape {
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("true|false"),
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}\\+02:00"),
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+02:00"),
            Pattern.compile("\\d{2}\\.\\d{2}\\.\\d{4}"));

    private static final String COMMA_DECIMAL = "-?\\d+,\\d+";
    private static final String DOT_DECIMAL = "-?\\d+\\.\\d+";

    private final Set<String> unchecked;
    private final List<String> differences = new ArrayList<>();

    private Shape(Set<String> unchecked) {
        this.unchecked = unchecked;
    }

    /**
     * What differs, a line each.
     *
     * @param unchecked paths that are not compared, as {@code product_list.weight}
     */
    static List<String> differences(JsonNode example, JsonNode answer, Set<String> unchecked) {
        var shape = new Shape(unchecked);
        shape.compare("", example, answer);
        return shape.differences;
    }

    private void compare(String path, JsonNode example, JsonNode answer) {
        if (unchecked.contains(path)) {
            return;
        }
        if (answer.isMissingNode()) {
            differences.add(path + " is missing");
        } else if (example.getNodeType() != answer.getNodeType()) {
            differences.add(path + " is " + answer.getNodeType() + " and not " + example.getNodeType());
        } else if (example.isObject()) {
            example.properties()
                    .forEach(field ->
                            compare(below(path, field.getKey()), field.getValue(), field(answer, field.getKey())));
        } else if (example.isArray()) {
            if (!example.isEmpty() && answer.isEmpty()) {
                differences.add(path + " is empty");
            } else if (!example.isEmpty() && example.path(0).isObject()) {
                compare(path, merged(example), merged(answer));
            }
        } else {
            compareText(path, example.asText(), answer.asText());
        }
    }

    private static String below(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** The vendor writes the same figure under two names. */
    private static JsonNode field(JsonNode answer, String name) {
        return answer.path(name.equals("opr_time") ? "opr_time_ms" : name);
    }

    /** All fields that any element of a list has. */
    private static ObjectNode merged(JsonNode list) {
        var merged = Json.object();
        for (var element : list) {
            if (element instanceof ObjectNode object) {
                object.properties().forEach(field -> merged.putIfAbsent(field.getKey(), field.getValue()));
            }
        }
        return merged;
    }

    private void compareText(String path, String example, String answer) {
        var codes = new TreeSet<>(List.of("opr_code", "opr_desc", "opr_code_app", "opr_desc_app", "doc_type"));
        if (codes.contains(path) && !example.equals(answer)) {
            differences.add(path + " is '" + answer + "' and not '" + example + "'");
            return;
        }
        var mark = example.matches(COMMA_DECIMAL) ? "." : example.matches(DOT_DECIMAL) ? "," : "";
        if (!mark.isEmpty() && answer.contains(mark)) {
            differences.add(path + " is '" + answer + "', whose decimals are not written as in '" + example + "'");
        }
        for (var form : FORMS) {
            if (form.matcher(example).matches() && !form.matcher(answer).matches()) {
                differences.add(path + " is '" + answer + "', which has not the form of '" + example + "'");
            }
        }
    }
}
