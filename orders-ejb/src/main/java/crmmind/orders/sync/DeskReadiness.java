package crmmind.orders.sync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this node can take requests: the tables are there (else it would not have started), Metakocka was read once
 * or found unreachable, which the desk bears, and a demonstration has its orders.
 */
@Readiness
@ApplicationScoped
public class DeskReadiness implements HealthCheck {

    @Inject
    Started started;

    @Inject
    @ConfigProperty(name = "orders.demo", defaultValue = "false")
    boolean demo;

    @Override
    public HealthCheckResponse call() {
        boolean ready = demo ? started.settled() : started.catalogueTried();
        return HealthCheckResponse.named("desk").status(ready).build();
    }
}
