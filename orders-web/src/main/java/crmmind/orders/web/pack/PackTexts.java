package crmmind.orders.web.pack;

import crmmind.orders.order.OrderDetails;
import crmmind.orders.web.shell.Me;
import crmmind.orders.web.shown.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;

/** The words of packing, and why an order cannot be packed. */
@ApplicationScoped
public class PackTexts implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String BUNDLE = "packtexts";

    @Inject
    Texts texts;

    @Inject
    Me me;

    /** A text with its places filled in. */
    public String text(String key, Object... values) {
        return texts.text(BUNDLE, key, values);
    }

    /** Why this user cannot pack this order now, and what to do; empty where he can. */
    public String why(OrderDetails order) {
        var obstacle = obstacle(order, me.isWarehouse());
        var reason = order.holdReason();
        return obstacle.isEmpty()
                ? ""
                : text("why." + obstacle, reason == null ? "" : reason).strip();
    }

    /**
     * What is in the way: {@code role}, {@code draft}, {@code hold}, {@code cancelled}, {@code nothing}, {@code sync}.
     */
    static String obstacle(OrderDetails order, boolean warehouse) {
        if (!warehouse) {
            return "role";
        }
        return switch (order.status()) {
            case "draft", "cancelled" -> order.status();
            case "on_hold" -> "hold";
            default -> nothingOpen(order) ? "nothing" : order.allowedStatuses().contains("fulfilled") ? "" : "sync";
        };
    }

    /** Whether there is nothing to ship any more. */
    static boolean nothingOpen(OrderDetails order) {
        return order.items().stream().noneMatch(item -> item.openQuantity().signum() > 0);
    }
}
