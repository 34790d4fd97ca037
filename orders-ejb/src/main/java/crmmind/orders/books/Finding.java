package crmmind.orders.books;

import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is broken.
 *
 * @param documentId the order at fault; null where it is a place in stock
 * @param subject the order, line or place in words; with the rule and the order it identifies the finding
 * @param numbers what disagrees
 */
public record Finding(Rule rule, @Nullable UUID documentId, String subject, String numbers) implements Serializable {}
