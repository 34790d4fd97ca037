package crmmind.orders.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Failed sign-ins of the last minute, for each pair of user and address: after ten nobody is asked for a password for
 * the rest of it. Only failures count, and no account is ever locked for good. Kept by each node for itself.
 */
@ApplicationScoped
public class SignInAttempts {

    private static final int MOST = 10;
    private static final int REMEMBERED = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    private final Map<String, ArrayDeque<Instant>> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArrayDeque<Instant>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether this user may try again from this address. */
    synchronized boolean allowed(String username, String address) {
        return recent(username, address).size() < MOST;
    }

    /** Notes a wrong password. */
    synchronized void failed(String username, String address) {
        recent(username, address).addLast(clock.instant());
    }

    private ArrayDeque<Instant> recent(String username, String address) {
        var recent = failures.computeIfAbsent(
                username.strip().toLowerCase(Locale.ROOT) + ' ' + address, key -> new ArrayDeque<>());
        var since = clock.instant().minus(WINDOW);
        while (!recent.isEmpty() && recent.peekFirst().isBefore(since)) {
            recent.removeFirst();
        }
        return recent;
    }
}
