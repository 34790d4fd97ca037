package crmmind.orders.order;

import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people do with orders, without asking who may: behind {@link OrderService}, and for what runs without a caller.
 */
@ApplicationScoped
@Transactional
public class OrderCommands {

    /**
     * As {@link OrderService#create}.
     *
     * @param source {@code desk} or {@code api}
     */
    public UUID create(NewOrder order, String actor, String source) {
        throw new UnsupportedOperationException();
    }

    /** As {@link OrderService#edit}. */
    public Submission edit(UUID orderId, long expectedVersion, NewOrder wished, String actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link OrderService#sync}.
     *
     * @param interactive whether somebody waits for it: those go first
     */
    public Submission sync(UUID orderId, String actor, boolean interactive) {
        throw new UnsupportedOperationException();
    }

    /** As {@link OrderService#changeStatus}. */
    public Submission changeStatus(UUID orderId, OrderStatus target, @Nullable String reason, String actor) {
        throw new UnsupportedOperationException();
    }

    /** As {@link OrderService#cancel}. */
    public Submission cancel(UUID orderId, @Nullable String reason, String actor) {
        throw new UnsupportedOperationException();
    }
}
