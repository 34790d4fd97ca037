package crmmind.orders.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FulfillmentTest {

    private Desk desk;
    private OrderFixture orders;
    private UUID order;
    private UUID first;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("A", "10");
        desk.stock("B", "10");
        order = orders.synced("A x 3", "B x 1");
        first = orders.details(order).items().get(0).id();
    }

    @Test
    void more_than_is_open_is_refused_with_the_numbers() {
        orders.fulfill(order, 1, "1");

        var refusal = refusal(new FulfillmentData(null, null, null, List.of(item(first, "2.5"))));

        assertThat(refusal.problem()).isEqualTo(Problem.QUANTITY_EXCEEDS_OPEN);
        assertThat(refusal.violations().get(0).pointer()).isEqualTo("/items/0/quantity");
        assertThat(refusal.detail()).isEqualTo("A: 2.5 asked for, 2 open");
    }

    @Test
    void everything_that_is_wrong_with_a_shipment_is_found_at_once() {
        var refusal = refusal(new FulfillmentData(
                "t".repeat(101),
                "c\u0000",
                "n".repeat(1001),
                List.of(
                        item(UUID.randomUUID(), "1"),
                        item(first, "0"),
                        item(first, "1"),
                        item(null, "1"),
                        item(orders.details(order).items().get(1).id(), "1.0001"))));

        assertThat(refusal.problem()).isEqualTo(Problem.VALIDATION_FAILED);
        assertThat(refusal.violations())
                .extracting(violation -> violation.pointer() + " " + violation.code())
                .containsExactly(
                        "/trackingNumber TOO_LONG",
                        "/shippingCarrier CONTROL_CHARACTER",
                        "/notes TOO_LONG",
                        "/items/0/itemId UNKNOWN_ITEM",
                        "/items/1/quantity NOT_POSITIVE",
                        "/items/2/itemId DUPLICATE_ITEM",
                        "/items/3/itemId REQUIRED",
                        "/items/4/quantity TOO_MANY_DECIMALS");
        assertThat(orders.details(order).fulfillments()).isEmpty();
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("3");
    }

    @Test
    void no_items_means_everything_open_but_an_empty_list_is_a_mistake() {
        assertThat(refusal(new FulfillmentData(null, null, null, List.of())).problem())
                .isEqualTo(Problem.VALIDATION_FAILED);

        ship(new FulfillmentData(null, null, null, null));

        assertThat(orders.details(order).status()).isEqualTo("fulfilled");
        assertThat(refusal(new FulfillmentData(null, null, null, null)).problem())
                .isEqualTo(Problem.INVALID_STATUS_TRANSITION);
    }

    @Test
    void each_shipment_is_one_record_and_the_ledger_says_what_moved() {
        orders.fulfill(order, 1, "1");
        orders.fulfill(order, 1, "0.5");
        orders.fulfillAll(order);

        assertThat(orders.details(order).fulfillments()).hasSize(3);
        assertThat(desk.number("select count(*) from inventory_movements where kind = 'ship'"))
                .isEqualTo(4);
        assertThat(desk.number(
                        "select count(*) from inventory_movements where kind = 'ship' and fulfillment_id is null"))
                .isZero();
        assertThat(desk.counter("shipped_not_booked", "A")).isEqualByComparingTo("3");
        assertThat(desk.number("select count(*) from books_out_of_balance"
                        + " where rule <> 'submitted_orders_have_an_operation'"))
                .isZero();
    }

    @Test
    void what_was_packed_is_shipped_once_however_often_it_is_sent() {
        var second = orders.details(order).items().get(1).id();
        var seen = Map.of(first, new BigDecimal("3.000"), second, BigDecimal.ONE);
        var packed = new FulfillmentData("SI1", "DHL", null, List.of(item(first, "2")));

        pack(packed, seen);

        assertThatThrownBy(() -> pack(packed, seen)).isInstanceOfSatisfying(BusinessException.class, refusal -> {
            assertThat(refusal.problem()).isEqualTo(Problem.VERSION_CONFLICT);
            assertThat(refusal.detail()).contains("changed while it was packed");
        });
        assertThat(orders.details(order).fulfillments()).hasSize(1);
        assertThat(orders.details(order).items().get(0).fulfilledQuantity()).isEqualByComparingTo("2");
    }

    @Test
    void what_was_packed_for_another_quantity_is_not_shipped_but_the_rest_is_when_it_was_seen() {
        var second = orders.details(order).items().get(1).id();
        pack(
                new FulfillmentData(null, null, null, List.of(item(first, "3"))),
                Map.of(first, new BigDecimal("3"), second, BigDecimal.ONE));
        var rest = new FulfillmentData(null, null, null, List.of(item(second, "1")));

        assertThatThrownBy(() -> pack(rest, Map.of())).isInstanceOf(BusinessException.class);
        assertThatThrownBy(() -> pack(rest, Map.of(first, BigDecimal.ONE, second, BigDecimal.ONE)))
                .isInstanceOf(BusinessException.class);
        pack(rest, Map.of(first, BigDecimal.ZERO, second, BigDecimal.ONE));

        assertThat(orders.details(order).status()).isEqualTo("fulfilled");
    }

    private void pack(FulfillmentData data, Map<UUID, BigDecimal> seen) {
        desk.run(() -> desk.bean(FulfillmentCommands.class).fulfillPacked(order, data, seen, "bor"));
    }

    private void ship(FulfillmentData data) {
        desk.run(() -> desk.bean(FulfillmentCommands.class).fulfill(order, data, "bor"));
    }

    private BusinessException refusal(FulfillmentData data) {
        var refusal = new BusinessException[1];
        assertThatThrownBy(() -> ship(data))
                .isInstanceOfSatisfying(BusinessException.class, thrown -> refusal[0] = thrown);
        return refusal[0];
    }

    private static FulfillmentData.Item item(@Nullable UUID id, String quantity) {
        return new FulfillmentData.Item(id, new BigDecimal(quantity));
    }
}
