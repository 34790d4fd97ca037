package crmmind.orders.salesdocument;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an order and its Metakocka document relate, as the API and the pages show it. */
public record MappingView(
        UUID orderId,
        @Nullable String metakockaId,
        @Nullable String metakockaNumber,
        @Nullable String metakockaReference,
        @Nullable String metakockaStatus,
        String syncDirection,
        String syncStatus,
        @Nullable String syncError,
        @Nullable Instant lastSyncedAt)
        implements Serializable {}
