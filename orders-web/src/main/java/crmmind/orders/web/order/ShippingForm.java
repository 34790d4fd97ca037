package crmmind.orders.web.order;

import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.fulfillment.FulfillmentService;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderService;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.shell.Pages;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind the composite {@code fulfillOrderButton}: what is in a shipment, and on which way. */
@Named
@ViewScoped
public class ShippingForm implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofSeconds(8);

    @Inject
    FulfillmentService fulfillment;

    @Inject
    OrderService orderService;

    @Inject
    OrderTexts texts;

    private final ArrayList<Line> lines = new ArrayList<>();
    private @Nullable UUID orderId;
    private final Parcel parcel = new Parcel();
    private boolean tried;

    /** How much of a line is in the shipment. */
    public static final class Line implements Serializable {

        private static final long serialVersionUID = 1;

        private final OrderDetails.Item item;
        private @Nullable String quantity;

        Line(OrderDetails.Item item) {
            this.item = item;
            this.quantity = item.openQuantity().stripTrailingZeros().toPlainString();
        }

        public OrderDetails.Item getItem() {
            return item;
        }

        public @Nullable String getQuantity() {
            return quantity;
        }

        public void setQuantity(@Nullable String quantity) {
            this.quantity = quantity;
        }
    }

    /** The lines with something open; everything open is proposed. */
    public List<Line> lines(OrderDetails order) {
        if (!order.id().equals(orderId)) {
            orderId = order.id();
            parcel.setCarrier(order.shippingMethod());
            lines.clear();
            order.items().stream()
                    .filter(item -> item.openQuantity().signum() > 0)
                    .map(Line::new)
                    .forEach(lines::add);
        }
        return lines;
    }

    /** Ships, and shows how it went. */
    public void fulfil(UUID order) {
        tried = true;
        var items = lines.stream()
                .map(line -> new FulfillmentData.Item(line.item.id(), amount(line)))
                .filter(item -> item.quantity() != null && item.quantity().signum() != 0)
                .toList();
        if (items.isEmpty()) {
            throw new BusinessException(Problem.VALIDATION_FAILED, texts.text("fulfil.nothing"));
        }
        var submission = fulfillment.fulfill(order, parcel.with(items));
        texts.tell(orderService.await(submission, WAIT));
        Pages.goTo("/orders/" + order);
    }

    private BigDecimal amount(Line line) {
        var text = line.getQuantity();
        if (text == null || text.isBlank()) {
            return BigDecimal.ZERO;
        }
        try {
            return new BigDecimal(text.strip().replace(',', '.'));
        } catch (NumberFormatException e) { // what was typed goes back to who typed it
            throw new BusinessException(
                    Problem.VALIDATION_FAILED,
                    texts.text("fulfil.notANumber", line.getItem().productCode(), text));
        }
    }

    public boolean isTried() {
        return tried;
    }

    /** Where its number, its carrier and its notes are typed. */
    public Parcel getParcel() {
        return parcel;
    }
}
