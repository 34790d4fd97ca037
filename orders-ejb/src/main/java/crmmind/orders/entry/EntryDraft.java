package crmmind.orders.entry;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has typed into the form and not saved yet.
 *
 * @param id of the window it is typed in
 * @param orderId the order that is being changed; null for a new one
 * @param revision how often it was kept
 * @param content the form's values as JSON
 * @param customerName what to recognise it by; may be empty
 * @param updatedAt when it was kept last
 */
public record EntryDraft(
        UUID id,
        @Nullable UUID orderId,
        long revision,
        String content,
        String customerName,
        int lineCount,
        Instant updatedAt)
        implements Serializable {}
