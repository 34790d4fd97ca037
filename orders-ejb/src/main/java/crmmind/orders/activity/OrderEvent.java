package crmmind.orders.activity;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One entry of an order's timeline.
 *
 * @param actor a user's name, {@code system} or {@code metakocka}
 * @param kind what happened, as {@code status_changed}
 * @param message one English sentence
 * @param details names and values for whoever wants to know more
 */
public record OrderEvent(UUID id, Instant at, String actor, String kind, String message, Map<String, String> details)
        implements Serializable {}
