package crmmind.orders.order;

import crmmind.orders.activity.OrderEvent;
import crmmind.orders.salesdocument.Disagreement;
import java.io.Serializable;
import java.util.List;

/**
 * An order as its page shows it, read at one moment.
 *
 * @param events its timeline, newest first
 * @param disagreements what somebody changed in Metakocka to something else than stands here
 */
public record OrderInFull(OrderDetails order, List<OrderEvent> events, List<Disagreement> disagreements)
        implements Serializable {}
