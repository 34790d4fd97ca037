package crmmind.orders.access;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in, and what they may do.
 *
 * @param language the one they chose, as {@code sl}; null where they chose none
 * @param generation of their sessions: one that began under another is over
 * @param mentions how many comments mention them that they are not done with, counted up to 100; none for a token
 */
public record SignedIn(
        String username,
        String displayName,
        Set<String> roles,
        @Nullable String language,
        int generation,
        int mentions) implements Serializable {

    /** The same person with these roles. */
    SignedIn as(Set<String> others) {
        return new SignedIn(username, displayName, others, language, generation, mentions);
    }
}
