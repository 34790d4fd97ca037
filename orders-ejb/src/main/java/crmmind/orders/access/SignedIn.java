package crmmind.orders.access;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in, and what they may do.
 *
 * @param language the one they chose, as {@code sl}; null where they chose none
 */
public record SignedIn(
        String username,
        String displayName,
        Set<String> roles,
        @Nullable String language) implements Serializable {}
