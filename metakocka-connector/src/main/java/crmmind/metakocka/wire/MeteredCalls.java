package crmmind.metakocka.wire;

import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Calls as a metric: {@code metakocka_calls} by operation and outcome, with their times. */
public final class MeteredCalls implements CallMeter {

    private final MetricRegistry registry;

    /** Counts in this registry. */
    public MeteredCalls(MetricRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(RemoteOperation operation, String outcome, Duration took) {
        registry.timer("metakocka_calls", new Tag("operation", operation.code()), new Tag("outcome", outcome))
                .update(took);
    }
}
