package crmmind.metakocka.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The vendor's request and response pairs, where they lie beside the repository. They are read, never copied. */
final class VendorExamples {
    private static final String PROPERTY = "metakocka.examples";

    private VendorExamples() {}

    /** One file: what is asked and what the vendor says is answered. */
    record Example(String name, String path, ObjectNode content) {
        String operation() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        ObjectNode request() {
            return content.path("request") instanceof ObjectNode request ? request.deepCopy() : Json.object();
        }

        JsonNode response() {
            return content.path("response");
        }

        /** Whether the vendor shows a part of the answer only. */
        boolean fragment() {
            return content.path("response_is_fragment").asBoolean();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What to say when the examples are not there. */
    static String absent() {
        return "The vendor's examples are not in " + folder() + " (system property " + PROPERTY + ")";
    }

    /** The folder, which may not be there. */
    static Path folder() {
        var named = System.getProperty(PROPERTY, "");
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath();
        }
        var module = Path.of("").toAbsolutePath();
        var root = module.resolve("../..").normalize();
        return root.resolveSibling("shared").resolve("metakocka").resolve("examples");
    }

    static List<Example> all() throws IOException {
        var examples = new ArrayList<Example>();
        if (!Files.isDirectory(folder())) {
            return examples;
        }
        try (var files = Files.list(folder())) {
            for (var file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                var content = (ObjectNode) Json.read(Files.readAllBytes(file));
                examples.add(new Example(
                        content.path("name").asText(), content.path("path").asText(), content));
            }
        }
        return examples;
    }
}
