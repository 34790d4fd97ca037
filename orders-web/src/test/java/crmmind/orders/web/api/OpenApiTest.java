package crmmind.orders.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    @Test
    void the_description_has_exactly_the_routes_there_are() throws Exception {
        var described = new TreeSet<String>();
        new JsonMapper()
                .readTree(OpenApiResource.text())
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        var routes = new TreeSet<String>();
        for (var resource : List.of(OrdersResource.class, InventoryResource.class, MetakockaOrdersResource.class)) {
            for (var method : resource.getDeclaredMethods()) {
                Arrays.stream(method.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(java.util.Objects::nonNull)
                        .forEach(http -> routes.add(http.value() + " "
                                + resource.getAnnotation(Path.class).value()
                                + (method.isAnnotationPresent(Path.class)
                                        ? method.getAnnotation(Path.class).value()
                                        : "")));
            }
        }

        assertThat(described).isEqualTo(routes);
    }
}
