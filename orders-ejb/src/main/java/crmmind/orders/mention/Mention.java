package crmmind.orders.mention;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A comment in which somebody was mentioned, as that person reads it.
 *
 * @param eventId the entry of the timeline that the comment is
 * @param author a user's name
 * @param text the whole comment
 */
public record Mention(
        UUID eventId, UUID orderId, String orderNumber, String customerName, String author, Instant at, String text)
        implements Serializable {}
