package crmmind.orders.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The API's own description, held against what it answers: status, content type and every property. Routes that are not
 * described must answer with a problem.
 */
final class DescribedApi {

    private static final String BASE = "/api";
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+)");

    private final JsonNode description;
    private final URI location;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Map<String, JsonSchema> used = new ConcurrentHashMap<>();

    private DescribedApi(Path file) {
        location = file.toAbsolutePath().normalize().toUri();
        try {
            description = new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Loaded {
        static final DescribedApi API = new DescribedApi(Path.of(System.getProperty(
                "openapi.json", "../../orders-web/src/main/resources/crmmind/orders/web/api/openapi.json")));
    }

    /** Fails on an answer that the description does not allow. */
    static Consumer<Answer> witness() {
        return Loaded.API::check;
    }

    private void check(Answer answer) {
        var request = REQUEST.matcher(answer.request());
        if (!request.matches()) {
            throw new IllegalArgumentException(answer.request());
        }
        var path = URI.create(request.group(2)).getRawPath();
        if (!path.startsWith(BASE + "/orders") && !path.startsWith(BASE + "/in")) {
            return; // pages, health, the description itself
        }
        var type = answer.header("Content-Type")
                .map(value -> value.replaceAll("\\s*;.*", ""))
                .orElse("");
        var method = request.group(1).toLowerCase(Locale.ROOT);
        var route = route(path.substring(BASE.length()))
                .filter(template -> description
                        .at("/paths/" + escaped(template) + "/" + method)
                        .isObject());
        if (route.isEmpty()) {
            if (answer.status() < 400 || !type.equals("application/problem+json")) {
                throw new UnexpectedAnswerException(answer, "is to a request the description does not know");
            }
            return;
        }
        var responses = "/paths/" + escaped(route.get()) + "/" + method + "/responses/";
        var status = String.valueOf(answer.status());
        if (!description.at(responses + status).isObject()) {
            status = status.charAt(0) + "XX";
        }
        var schema = responses + status + "/content/" + escaped(type) + "/schema";
        if (!description.at(schema).isObject()) {
            throw new UnexpectedAnswerException(answer, "has a status and type (" + type + ") that are not described");
        }
        var wrong = used.computeIfAbsent(
                        schema,
                        pointer -> schemas.getSchema(SchemaLocation.of(
                                location + "#" + pointer.replace("{", "%7B").replace("}", "%7D"))))
                .validate(answer.json());
        if (!wrong.isEmpty()) {
            throw new UnexpectedAnswerException(
                    answer,
                    "is not as described: "
                            + wrong.stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
    }

    /** The described route an address belongs to; one without parameters goes first. */
    private Optional<String> route(String path) {
        if (description.at("/paths/" + escaped(path)).isObject()) {
            return Optional.of(path);
        }
        var templates = StreamSupport.stream(
                ((Iterable<String>) () -> description.get("paths").fieldNames()).spliterator(), false);
        return templates
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst();
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
