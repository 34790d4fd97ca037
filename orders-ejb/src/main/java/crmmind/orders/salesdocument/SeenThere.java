package crmmind.orders.salesdocument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An order of Metakocka's as it was last taken note of: its fields as text, and those in which both sides differ since
 * somebody changed it there.
 */
public record SeenThere(Map<String, String> fields, List<Disagreement> disagreements) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies both. */
    public SeenThere {
        fields = Map.copyOf(fields);
        disagreements = List.copyOf(disagreements);
    }

    /** Reads what a mapping remembers; nothing was seen where it is null. */
    public static SeenThere of(@Nullable String json) {
        if (json == null) {
            return new SeenThere(Map.of(), List.of());
        }
        try {
            var tree = JSON.readTree(json);
            var fields = new TreeMap<String, String>();
            tree.path("fields")
                    .properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
            var disagreements = new ArrayList<Disagreement>();
            for (var node : tree.path("disagreements")) {
                disagreements.add(new Disagreement(
                        node.path("field").asText(),
                        node.path("here").asText(),
                        node.path("there").asText()));
            }
            return new SeenThere(fields, disagreements);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same fields with these disagreements. */
    public SeenThere differing(List<Disagreement> now) {
        return new SeenThere(fields, now);
    }

    /** The same without a disagreement about a field. */
    public SeenThere agreedOn(String field) {
        return differing(
                disagreements.stream().filter(one -> !one.field().equals(field)).toList());
    }

    /** The same as JSON. */
    public String json() {
        var tree = JSON.createObjectNode();
        var node = tree.putObject("fields");
        new TreeMap<>(fields).forEach(node::put);
        var array = tree.putArray("disagreements");
        for (var one : disagreements) {
            array.addObject().put("field", one.field()).put("here", one.here()).put("there", one.there());
        }
        return tree.toString();
    }

    /** Tells other content from the same. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(fields).forEach((name, value) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(value.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 1);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
