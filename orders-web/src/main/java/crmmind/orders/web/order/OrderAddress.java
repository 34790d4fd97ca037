package crmmind.orders.web.order;

import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.shell.Pages;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

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

    /**
     * Lets a page read it; where there is no such order, the answer is the page that says so, with status 404.
     *
     * @param reader refuses with {@link Problem#NOT_FOUND} what is not there; other refusals go on
     */
    public static void read(Consumer<UUID> reader) {
        var id = id();
        if (id.isEmpty()) {
            Pages.notFound();
            return;
        }
        try {
            reader.accept(id.get());
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            Pages.notFound();
        }
    }
}
