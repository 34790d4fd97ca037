package crmmind.orders.order;

import crmmind.orders.salesdocument.OrderStatus;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The command that takes a change of status back exactly, as long as nothing else happened to the order.
 *
 * @param version what the order was at after the change; the way back is refused at any other
 * @param target the status before
 * @param reason the reason of the hold that was released; else null
 */
public record WayBack(
        UUID orderId,
        String orderNumber,
        long version,
        OrderStatus target,
        @Nullable String reason) implements Serializable {}
