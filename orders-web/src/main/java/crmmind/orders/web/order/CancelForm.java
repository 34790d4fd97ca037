package crmmind.orders.web.order;

import crmmind.orders.order.OrderService;
import crmmind.orders.web.shell.Pages;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind the composite {@code cancelOrderButton}: why an order is cancelled. */
@Named
@ViewScoped
public class CancelForm implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofSeconds(8);

    @Inject
    OrderService orderService;

    @Inject
    OrderTexts texts;

    private @Nullable String reason;
    private boolean tried;

    /** Cancels what is open, and shows how it went. */
    public void cancel(UUID order) {
        tried = true;
        texts.tell(orderService.await(orderService.cancel(order, reason), WAIT));
        Pages.goTo("/orders/" + order);
    }

    public boolean isTried() {
        return tried;
    }

    public @Nullable String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason;
    }
}
