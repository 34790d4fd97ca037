package crmmind.orders.salesdocument;

import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands with Metakocka after a command.
 *
 * @param success false where Metakocka refused or somebody has to look
 * @param message Metakocka's text, or what differs; null where all is well
 */
public record SyncResult(
        boolean success,
        @Nullable UUID orderId,
        @Nullable String metakockaId,
        String syncStatus,
        String status,
        @Nullable String message)
        implements Serializable {}
