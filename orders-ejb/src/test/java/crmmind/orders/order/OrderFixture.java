package crmmind.orders.order;

import crmmind.orders.Desk;
import crmmind.orders.fulfillment.FulfillmentCommands;
import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.PostalAddress;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders in the states the business knows. */
public final class OrderFixture {

    private final Desk desk;

    public OrderFixture(Desk desk) {
        this.desk = desk;
    }

    /** An order of lines as {@code "ART-001 x 2"} or {@code "ART-001 x 2 @ 19.90"}. */
    public static NewOrder order(String... lines) {
        return new NewOrder(
                customer("Buyer d.o.o."),
                null,
                "EUR",
                "glavno",
                "DHL",
                null,
                null,
                Arrays.stream(lines).map(OrderFixture::line).toList());
    }

    public static CustomerData customer(String name) {
        return new CustomerData(
                name,
                "buyer@example.test",
                null,
                "SI10000001",
                new PostalAddress("Slovenska cesta 1", "1000", "Ljubljana", "SI"));
    }

    public static NewOrder.Item line(String text) {
        var parts = text.split(" x | @ ");
        return new NewOrder.Item(
                null,
                parts[0],
                null,
                new BigDecimal(parts[1]),
                new BigDecimal(parts.length > 2 ? parts[2] : "10"),
                null,
                null);
    }

    public UUID draft(String... lines) {
        return desk.call(() -> desk.bean(OrderCommands.class).create(order(lines), "ana", "desk"));
    }

    /** Confirmed and accepted by Metakocka. */
    public UUID synced(String... lines) {
        var id = draft(lines);
        desk.run(() -> desk.bean(OrderCommands.class).sync(id, "ana", true));
        desk.metakocka().accept(id);
        return id;
    }

    /** Confirms it and hands it to Metakocka, which has not answered yet. */
    public void sync(UUID id) {
        desk.run(() -> desk.bean(OrderCommands.class).sync(id, "ana", true));
    }

    public void status(UUID id, OrderStatus status) {
        desk.run(() -> desk.bean(OrderCommands.class).changeStatus(id, status, "because", "ana"));
    }

    public void cancel(UUID id) {
        desk.run(() -> desk.bean(OrderCommands.class).cancel(id, "not wanted", "ana"));
    }

    public void fulfillAll(UUID id) {
        desk.run(() ->
                desk.bean(FulfillmentCommands.class).fulfill(id, new FulfillmentData("T-1", "DHL", null, null), "bor"));
    }

    /** Ships so much of the line at that position, from 1. */
    public void fulfill(UUID id, int position, String quantity) {
        fulfill(id, position, quantity, null);
    }

    /** Ships so much of the line at that position, with this carrier. */
    public void fulfill(UUID id, int position, String quantity, @Nullable String carrier) {
        var item = details(id).items().get(position - 1).id();
        desk.run(() -> desk.bean(FulfillmentCommands.class)
                .fulfill(
                        id,
                        new FulfillmentData(
                                null, carrier, null, List.of(new FulfillmentData.Item(item, new BigDecimal(quantity)))),
                        "bor"));
    }

    public OrderDetails details(UUID id) {
        return desk.call(() -> desk.bean(OrderViews.class).details(id));
    }
}
