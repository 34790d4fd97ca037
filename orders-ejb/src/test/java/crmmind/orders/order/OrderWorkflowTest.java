package crmmind.orders.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderWorkflowTest {

    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("ART-001", "10");
        desk.stock("ART-002", "5");
        desk.product("DELIVERY", true);
    }

    @Test
    void a_new_order_is_a_draft_with_computed_amounts_and_takes_no_stock() {
        var order = orders.details(orders.draft("ART-001 x 2 @ 19.90", "DELIVERY x 1 @ 4.10"));

        assertThat(order.orderNumber()).matches("CRM-2\\d{3}-\\d{6}");
        assertThat(order.status()).isEqualTo("draft");
        assertThat(order.allowedStatuses()).containsExactly("confirmed", "cancelled");
        assertThat(order.syncStatus()).isEqualTo("not_synced");
        assertThat(order.allocationStatus()).isEqualTo("none");
        assertThat(order.metakocka()).isNull();
        assertThat(order.version()).isZero();
        assertThat(order.netAmount()).isEqualByComparingTo("43.90");
        assertThat(order.taxAmount()).isEqualByComparingTo("9.66");
        assertThat(order.totalAmount()).isEqualByComparingTo("53.56");
        assertThat(order.items()).extracting(OrderDetails.Item::description).contains("Product ART-001");
        assertThat(order.customer()).isEqualTo(OrderFixture.customer("Buyer d.o.o."));
        assertThat(desk.counter("held", "ART-001")).isZero();
    }

    @Test
    void syncing_a_draft_confirms_it_allocates_its_goods_and_submits_it_once() {
        var id = orders.synced("ART-001 x 2", "DELIVERY x 1");

        var order = orders.details(id);
        assertThat(order.status()).isEqualTo("confirmed");
        assertThat(order.version()).isEqualTo(1);
        assertThat(order.allocationStatus()).isEqualTo("allocated");
        assertThat(order.syncStatus()).isEqualTo("synced");
        assertThat(order.allowedStatuses()).containsExactly("processing", "fulfilled", "on_hold", "cancelled");
        assertThat(order.allocations()).hasSize(1);
        assertThat(order.items().get(0).allocatedQuantity()).isEqualByComparingTo("2");
        assertThat(desk.counter("held", "ART-001")).isEqualByComparingTo("2");
        assertThat(desk.metakocka().asked()).containsExactly("create " + order.orderNumber());

        var again = desk.call(() -> desk.bean(OrderCommands.class).sync(id, "ana", true));
        assertThat(again.operations()).isEmpty();
        assertThat(orders.details(id).version()).isEqualTo(1);
    }

    @Test
    void too_little_stock_refuses_with_every_short_line_and_changes_nothing() {
        var id = orders.draft("ART-001 x 8", "ART-002 x 6", "ART-001 x 3");

        refused(Problem.INSUFFICIENT_STOCK, () -> orders.status(id, OrderStatus.CONFIRMED))
                .satisfies(problem -> assertThat(problem.violations())
                        .extracting("pointer", "detail")
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(
                                        "/items/0",
                                        "ART-001: requested 8, available 10 in glavno; 11 on all its lines together"),
                                org.assertj.core.groups.Tuple.tuple(
                                        "/items/1", "ART-002: requested 6, available 5 in glavno"),
                                org.assertj.core.groups.Tuple.tuple(
                                        "/items/2",
                                        "ART-001: requested 3, available 10 in glavno; 11 on all its lines together")));

        assertThat(orders.details(id).status()).isEqualTo("draft");
        assertThat(orders.details(id).version()).isZero();
        assertThat(desk.counter("held", "ART-001")).isZero();
        assertThat(desk.number("select count(*) from inventory_movements")).isZero();
    }

    @Test
    void a_part_and_then_the_rest_is_shipped() {
        var id = orders.synced("ART-001 x 3", "ART-002 x 1", "DELIVERY x 1");

        orders.fulfill(id, 1, "2");
        var part = orders.details(id);
        assertThat(part.status()).isEqualTo("partially_fulfilled");
        assertThat(part.fulfillmentStatus()).isEqualTo("partially_fulfilled");
        assertThat(part.allocationStatus()).isEqualTo("allocated");
        assertThat(part.version()).isEqualTo(2);
        assertThat(part.allowedStatuses()).containsExactly("fulfilled", "on_hold");
        assertThat(desk.counter("held", "ART-001")).isEqualByComparingTo("1");
        assertThat(desk.counter("shipped_not_booked", "ART-001")).isEqualByComparingTo("2");
        assertThat(desk.counter("available", "ART-001")).isEqualByComparingTo("7");

        orders.fulfillAll(id);
        var whole = orders.details(id);
        assertThat(whole.status()).isEqualTo("fulfilled");
        assertThat(whole.allowedStatuses()).isEmpty();
        assertThat(whole.fulfillments()).hasSize(2);
        assertThat(whole.fulfillments().get(1).items()).hasSize(3);
        assertThat(whole.fulfillments().get(1).trackingNumber()).isEqualTo("T-1");
        assertThat(whole.allocations())
                .extracting(OrderDetails.Allocation::status)
                .containsOnly("fulfilled");
        assertThat(desk.counter("held", "ART-001")).isZero();
        assertThat(desk.counter("shipped_not_booked", "ART-001")).isEqualByComparingTo("3");
        assertThat(desk.metakocka().asked())
                .extracting(text -> text.substring(0, text.lastIndexOf(' ')))
                .containsExactly("create", "fulfill part", "fulfill all");
    }

    @Test
    void cancelling_gives_the_stock_back_and_clears_a_hold() {
        var id = orders.synced("ART-001 x 3");
        orders.status(id, OrderStatus.ON_HOLD);

        orders.cancel(id);

        var order = orders.details(id);
        assertThat(order.status()).isEqualTo("cancelled");
        assertThat(order.holdReason()).isNull();
        assertThat(order.cancellationReason()).isEqualTo("not wanted");
        assertThat(order.items().get(0).cancelledQuantity()).isEqualByComparingTo("3");
        assertThat(order.allocations())
                .extracting(OrderDetails.Allocation::status)
                .containsExactly("released");
        assertThat(desk.counter("held", "ART-001")).isZero();
        assertThat(order.allowedStatuses()).isEmpty();
        refused(Problem.NOT_CANCELLABLE, () -> orders.cancel(id));
    }

    @Test
    void cancelling_a_partly_fulfilled_order_closes_it_short() {
        var id = orders.synced("ART-001 x 3");
        orders.fulfill(id, 1, "1");

        orders.cancel(id);

        var order = orders.details(id);
        assertThat(order.status()).isEqualTo("fulfilled");
        assertThat(order.items().get(0).cancelledQuantity()).isEqualByComparingTo("2");
        assertThat(desk.counter("held", "ART-001")).isZero();
        assertThat(desk.counter("shipped_not_booked", "ART-001")).isEqualByComparingTo("1");
        assertThat(desk.metakocka().asked()).last().asString().startsWith("close short");
    }

    @Test
    void an_order_on_hold_waits_and_comes_back_to_where_it_was() {
        var id = orders.synced("ART-001 x 3");
        orders.status(id, OrderStatus.PROCESSING);
        orders.status(id, OrderStatus.ON_HOLD);

        assertThat(orders.details(id).status()).isEqualTo("on_hold");
        assertThat(orders.details(id).allowedStatuses()).containsExactly("processing", "cancelled");
        assertThat(orders.details(id).holdReason()).isEqualTo("because");
        refused(Problem.ON_HOLD, () -> orders.fulfillAll(id));
        refused(Problem.ON_HOLD, () -> orders.status(id, OrderStatus.CONFIRMED));
        refused(
                Problem.ON_HOLD,
                () -> desk.call(() -> desk.bean(OrderCommands.class).sync(id, "ana", true)));

        orders.status(id, OrderStatus.PROCESSING);
        assertThat(orders.details(id).status()).isEqualTo("processing");
        assertThat(desk.counter("held", "ART-001")).isEqualByComparingTo("3");
    }

    @Test
    void what_needs_metakocka_is_refused_for_an_order_never_sent() {
        var id = orders.draft("ART-001 x 3");
        orders.status(id, OrderStatus.CONFIRMED);

        assertThat(orders.details(id).allowedStatuses()).containsExactly("on_hold", "cancelled");
        refused(Problem.NOT_SYNCED, () -> orders.status(id, OrderStatus.PROCESSING));
        refused(Problem.NOT_SYNCED, () -> orders.status(id, OrderStatus.FULFILLED));
        refused(Problem.NOT_SYNCED, () -> orders.fulfillAll(id));
        refused(Problem.INVALID_STATUS_TRANSITION, () -> orders.status(id, OrderStatus.DRAFT));
        refused(Problem.REASON_REQUIRED, () -> orders.status(id, OrderStatus.CANCELLED));
        refused(Problem.NOT_FOUND, () -> orders.cancel(UUID.randomUUID()));
        assertThat(desk.metakocka().asked()).isEmpty();

        orders.cancel(id);
        refused(
                Problem.NOT_SYNCABLE,
                () -> desk.call(() -> desk.bean(OrderCommands.class).sync(id, "ana", true)));
    }

    @Test
    void the_timeline_tells_everything_newest_first() {
        var id = orders.synced("ART-001 x 3");
        orders.fulfillAll(id);

        var events = desk.call(() -> desk.bean(OrderViews.class).events(id));
        assertThat(events).extracting("kind").containsExactly("fulfilled", "status_changed", "created");
        assertThat(events.get(0).details()).containsEntry("to", "fulfilled").containsEntry("quantity ART-001", "3");
        assertThat(events.get(0).actor()).isEqualTo("bor");
    }

    private static org.assertj.core.api.AbstractObjectAssert<?, BusinessException> refused(
            Problem problem, ThrowingCallable work) {
        return assertThatThrownBy(work)
                .isInstanceOf(BusinessException.class)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(BusinessException.class))
                .satisfies(refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }
}
