package crmmind.orders.web.pack;

import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.fulfillment.FulfillmentService;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderService;
import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.order.Carriers;
import crmmind.orders.web.order.OrderAddress;
import crmmind.orders.web.order.OrderTexts;
import crmmind.orders.web.order.Parcel;
import crmmind.orders.web.order.TypedNumber;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Shown;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Behind {@code order/pack.xhtml}: what is to be packed, and the shipment of what was counted. Counting is done by the
 * page's script, into inputs that are checked here.
 */
@Named("packView")
@ViewScoped
public class PackView implements Serializable {

    private static final long serialVersionUID = 1;

    /** Whoever packs waits for the next order: Metakocka's answer is told if it comes soon. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    @Inject
    OrderService orders;

    @Inject
    FulfillmentService fulfillment;

    @Inject
    InventoryService inventory;

    @Inject
    Carriers carriers;

    @Inject
    PackTexts texts;

    @Inject
    OrderTexts orderTexts;

    @Inject
    Refusals refusals;

    @Inject
    Toasts toasts;

    @Inject
    Shown shown;

    private @Nullable OrderDetails order;
    private String why = "";
    private final ArrayList<Line> lines = new ArrayList<>();
    private final ArrayList<Line> services = new ArrayList<>();
    private final Parcel parcel = new Parcel();

    /** How much of a line was counted. */
    public static final class Line implements Serializable {

        private static final long serialVersionUID = 1;

        private final OrderDetails.Item item;
        private final @Nullable String barcode;
        private @Nullable String quantity;

        Line(OrderDetails.Item item, @Nullable String barcode, BigDecimal quantity) {
            this.item = item;
            this.barcode = barcode;
            this.quantity = TypedNumber.plain(quantity);
        }

        public OrderDetails.Item getItem() {
            return item;
        }

        public @Nullable String getBarcode() {
            return barcode;
        }

        /** What is still to be shipped, as scripts read numbers. */
        public String getOpen() {
            return TypedNumber.plain(item.openQuantity());
        }

        public @Nullable String getQuantity() {
            return quantity;
        }

        public void setQuantity(@Nullable String quantity) {
            this.quantity = quantity;
        }

        private boolean carries(String text) {
            return item.productCode().equalsIgnoreCase(text) || text.equalsIgnoreCase(barcode);
        }
    }

    /** Reads the order of the address. */
    public void load() {
        OrderAddress.read(this::read);
    }

    private void read(UUID id) {
        var found = orders.order(id);
        order = found;
        why = texts.why(found);
        if (!why.isEmpty()) {
            return;
        }
        parcel.setCarrier(carriers.known(found.shippingMethod()));
        var open = found.items().stream()
                .filter(item -> item.openQuantity().signum() > 0)
                .toList();
        var barcodes = inventory.barcodes(
                open.stream().map(OrderDetails.Item::productCode).distinct().toList());
        for (var item : open) {
            if (item.service()) {
                services.add(new Line(item, null, item.openQuantity())); // goes along, there is nothing to count
            } else {
                lines.add(new Line(item, barcodes.get(item.productCode()), BigDecimal.ZERO));
            }
        }
    }

    /** Ships what was counted, and waits for the next order. */
    public void ship() {
        var packed = getOrder();
        var data = parcel.with(counted());
        SyncResult result;
        try {
            result = orders.await(fulfillment.fulfillPacked(packed.id(), data, seen()), WAIT);
        } catch (BusinessException e) {
            if (e.problem() != Problem.VERSION_CONFLICT) {
                throw e; // told at the head of the page, where everything stays as it was typed
            }
            toasts.say("warning", refusals.detail(e));
            Pages.goTo("/orders/" + packed.id() + "/pack"); // shows what is open now
            return;
        }
        tell(packed, result);
        Pages.goTo("/pack");
    }

    private List<FulfillmentData.Item> counted() {
        var goods = amounts(lines);
        if (goods.isEmpty() && !lines.isEmpty()) {
            throw refused("ship.nothing");
        }
        var typed = parcel.getTrackingNumber();
        var tracking = typed == null ? "" : typed.strip();
        if (lines.stream().anyMatch(line -> line.carries(tracking))) {
            throw refused("tracking.product", tracking);
        }
        goods.addAll(amounts(services));
        return goods;
    }

    private List<FulfillmentData.Item> amounts(List<Line> counted) {
        var items = new ArrayList<FulfillmentData.Item>();
        for (var line : counted) {
            var text = line.getQuantity() == null ? "0" : line.getQuantity();
            var quantity = TypedNumber.read(text);
            if (quantity == null) {
                throw refused("ship.notANumber", line.getItem().productCode(), text);
            }
            if (quantity.signum() != 0) {
                items.add(new FulfillmentData.Item(line.getItem().id(), quantity));
            }
        }
        return items;
    }

    private Map<UUID, BigDecimal> seen() {
        var seen = new HashMap<UUID, BigDecimal>();
        getOrder().items().forEach(item -> seen.put(item.id(), item.openQuantity()));
        return seen;
    }

    private BusinessException refused(String key, Object... values) {
        return new BusinessException(Problem.VALIDATION_FAILED, texts.text(key, values));
    }

    private void tell(OrderDetails packed, SyncResult result) {
        var number = packed.orderNumber();
        toasts.done(texts.text("shipped.toast", number));
        if (!result.syncStatus().equals("synced")) {
            orderTexts.tell(result);
        }
        var address = "/orders/" + packed.id();
        int shipment = packed.fulfillments().size() + 1; // nobody shipped between: what was open is what was seen
        toasts.report(new Toasts.Report(
                "success",
                texts.text("shipped.title", number),
                List.of(
                        new Toasts.Report.Line(
                                texts.text("shipped.slip"), address + "/packing-slip.pdf?shipment=" + shipment, ""),
                        new Toasts.Report.Line(texts.text("shipped.order"), address, ""))));
    }

    public OrderDetails getOrder() {
        return Objects.requireNonNull(order);
    }

    /** Why the order cannot be packed; empty where it can. */
    public String getWhy() {
        return why;
    }

    /** Whether that is so because nothing is left to do. */
    public boolean isDone() {
        return PackTexts.nothingOpen(getOrder())
                && !getOrder().status().equals("cancelled")
                && !getOrder().status().equals("draft");
    }

    /** The lines that are counted. */
    public List<Line> getLines() {
        return lines;
    }

    /** The lines that go along without counting. */
    public List<Line> getServices() {
        return services;
    }

    /** How much of a line was counted, in words. */
    public String progress(Line line) {
        return texts.text(
                "of",
                line.getQuantity() == null ? "0" : line.getQuantity(),
                shown.quantity(line.getItem().openQuantity()));
    }

    /** Where its number, its carrier and its notes are typed. */
    public Parcel getParcel() {
        return parcel;
    }
}
