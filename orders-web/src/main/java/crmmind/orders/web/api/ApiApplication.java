package crmmind.orders.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The REST API. */
@ApplicationPath("/api")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                OrdersResource.class,
                InventoryResource.class,
                MetakockaOrdersResource.class,
                OpenApiResource.class,
                ProblemMapper.class,
                ApiHeaders.class,
                RateLimit.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        // the answer of a mapper is the answer: no error page of the server in its place
        return Map.of("jersey.config.server.response.setStatusOverSendError", true);
    }
}
