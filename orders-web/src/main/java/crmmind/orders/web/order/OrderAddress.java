package crmmind.orders.web.order;

import crmmind.orders.web.shell.Pages;
import java.util.Optional;
import java.util.UUID;

/** The order an address names. */
public final class OrderAddress {

    private OrderAddress() {}

    /** Its id; empty where the address has none, or none that can be one. */
    public static Optional<UUID> id() {
        try {
            return Optional.of(UUID.fromString(Pages.id()));
        } catch (IllegalArgumentException e) { // typed by hand or cut off: there is no such order
            return Optional.empty();
        }
    }
}
