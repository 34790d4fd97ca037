package crmmind.orders.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a document's mapping remembers between two looks at Metakocka ({@code base_snapshot}).
 *
 * @param partnerId Metakocka's id of the buyer on its document
 * @param differences field to text, what Metakocka stored otherwise than it was sent and nobody has mended yet
 */
record Agreement(@Nullable String partnerId, Map<String, String> differences) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads what a mapping remembers. */
    static Agreement of(@Nullable String snapshot) {
        if (snapshot == null) {
            return new Agreement(null, Map.of());
        }
        try {
            var tree = JSON.readTree(snapshot);
            var differences = new TreeMap<String, String>();
            tree.path("differences")
                    .properties()
                    .forEach(field ->
                            differences.put(field.getKey(), field.getValue().asText()));
            return new Agreement(
                    tree.hasNonNull("partner") ? tree.get("partner").asText() : null, differences);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as JSON. */
    String json() {
        var tree = JSON.createObjectNode();
        tree.put("partner", partnerId);
        var node = tree.putObject("differences");
        new TreeMap<>(differences).forEach(node::put);
        return tree.toString();
    }

    /** All differences in one text for people. */
    String text() {
        return String.join("; ", new TreeMap<>(differences).values());
    }
}
