package crmmind.orders.web.api;

import crmmind.orders.shared.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A bucket of requests for each token, which fills again all the time: generous, so that only a program that ran wild
 * meets it. Settings {@code orders.api.rate} (a second) and {@code orders.api.burst}.
 */
@Provider
public class RateLimit implements ContainerRequestFilter {

    private static final int CALLERS = 10_000;
    private static final double NANOS = 1e9;

    private final double rate = number("orders.api.rate", 200);
    private final double burst = number("orders.api.burst", 1000);
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CALLERS;
        }
    };

    private static final class Bucket {
        private double left;
        private long at;

        Bucket(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var caller = request.getHeaderString("Authorization");
        if (caller == null) {
            return;
        }
        double missing = take(caller);
        if (missing > 0) {
            request.abortWith(Problems.of(
                            Problem.TOO_MANY_REQUESTS.httpStatus(),
                            Problem.TOO_MANY_REQUESTS.code(),
                            Problem.TOO_MANY_REQUESTS.title(),
                            "At most " + (long) rate + " requests a second",
                            request.getUriInfo().getRequestUri().getPath(),
                            List.of())
                    .header("Retry-After", (long) Math.ceil(missing / rate))
                    .build());
        }
    }

    private synchronized double take(String caller) {
        long now = System.nanoTime();
        var bucket = buckets.computeIfAbsent(caller, key -> new Bucket(burst, now));
        bucket.left = Math.min(burst, bucket.left + (now - bucket.at) / NANOS * rate);
        bucket.at = now;
        if (bucket.left >= 1) {
            bucket.left--;
            return 0;
        }
        return 1 - bucket.left;
    }

    private static double number(String name, int otherwise) {
        return ConfigProvider.getConfig().getOptionalValue(name, Integer.class).orElse(otherwise);
    }
}
