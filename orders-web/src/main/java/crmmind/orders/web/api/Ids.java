package crmmind.orders.web.api;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import java.util.Optional;
import java.util.UUID;

/** Identities in requests. What is no identity names nothing: it is not found rather than malformed. */
final class Ids {

    private static final String FORM = "[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";

    private Ids() {}

    static Optional<UUID> of(String text) {
        return text.matches(FORM) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** The order that is meant. Refuses with NOT_FOUND. */
    static UUID order(String text) {
        return of(text).orElseThrow(() -> new BusinessException(
                Problem.NOT_FOUND, "There is no order " + (text.length() <= 60 ? text : text.substring(0, 60) + "…")));
    }
}
