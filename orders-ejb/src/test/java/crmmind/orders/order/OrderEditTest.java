package crmmind.orders.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.inventory.StockLevels;
import crmmind.orders.inventory.StockSnapshot;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderEditTest {

    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("A", "10");
        desk.stock("B", "10");
    }

    @Test
    void a_draft_may_become_anything_and_touches_no_stock() {
        var id = orders.draft("A x 1", "B x 2");
        var present = orders.details(id);

        edit(
                id,
                new NewOrder(
                        new CustomerData("Somebody else", null, null, null, null),
                        null,
                        "USD",
                        "drugo",
                        null,
                        null,
                        "new",
                        List.of(keep(present, 2, "5"), OrderFixture.line("A x 7 @ 1.50"))));

        var order = orders.details(id);
        assertThat(order.items())
                .extracting(item -> item.position() + " " + item.productCode() + " "
                        + item.quantity().stripTrailingZeros().toPlainString())
                .containsExactly("1 B 5", "2 A 7");
        assertThat(order.netAmount()).isEqualByComparingTo("60.50");
        assertThat(order.customer().name()).isEqualTo("Somebody else");
        assertThat(order.warehouse()).isEqualTo("drugo");
        assertThat(order.version()).isEqualTo(1);
        assertThat(desk.counter("held", "A")).isZero();
        assertThat(desk.metakocka().asked()).isEmpty();
    }

    @Test
    void after_confirmation_stock_follows_the_difference_and_removed_lines_are_cancelled() {
        var id = orders.synced("A x 4", "B x 2");
        var present = orders.details(id);

        edit(id, wish(present, keep(present, 1, "6"), OrderFixture.line("B x 1")));

        var order = orders.details(id);
        assertThat(order.items())
                .extracting(item -> item.productCode() + " " + item.quantity().intValueExact() + " "
                        + item.cancelledQuantity().intValueExact() + " "
                        + item.allocatedQuantity().intValueExact())
                .containsExactly("A 6 0 6", "B 2 2 0", "B 1 0 1");
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("6");
        assertThat(desk.counter("held", "B")).isEqualByComparingTo("1");
        assertThat(order.allocationStatus()).isEqualTo("allocated");
        assertThat(order.version()).isEqualTo(2);
        assertThat(order.syncStatus()).isEqualTo("pending");
        assertThat(desk.metakocka().asked()).last().asString().startsWith("edit");

        edit(id, wish(order, keep(order, 1, "5"), keep(order, 3, "1")));
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("5");
    }

    @Test
    void a_price_alone_never_touches_stock() {
        var id = orders.synced("A x 4");
        var movements = desk.number("select count(*) from inventory_movements");
        var present = orders.details(id);

        edit(
                id,
                wish(
                        present,
                        new NewOrder.Item(
                                present.items().get(0).id(), null, null, null, new BigDecimal("12.5"), null, null)));

        assertThat(orders.details(id).netAmount()).isEqualByComparingTo("50.00");
        assertThat(desk.number("select count(*) from inventory_movements")).isEqualTo(movements);
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("4");
    }

    @Test
    void wishing_what_is_there_changes_nothing() {
        var id = orders.synced("A x 4");
        var present = orders.details(id);

        var submission = edit(id, wish(present, keep(present, 1, "4.000")));

        assertThat(submission.operations()).isEmpty();
        assertThat(orders.details(id)).isEqualTo(present);
    }

    @Test
    void another_warehouse_takes_the_allocation_along_or_the_edit_fails() {
        var id = orders.synced("A x 4");
        var present = orders.details(id);
        var moved = new NewOrder(present.customer(), null, "EUR", "drugo", "DHL", null, null, null);

        refused(Problem.INSUFFICIENT_STOCK, () -> edit(id, moved));
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("4");

        desk.run(() -> desk.bean(StockLevels.class)
                .applySnapshot(
                        List.of(
                                new StockSnapshot("A", "glavno", BigDecimal.TEN, BigDecimal.ZERO),
                                new StockSnapshot("A", "drugo", BigDecimal.TEN, BigDecimal.ZERO)),
                        List.of("A"),
                        desk.bean(Clock.class).instant()));
        edit(id, moved);
        assertThat(desk.counter("held", "A")).isZero();
        assertThat(orders.details(id).allocations())
                .extracting(allocation -> allocation.warehouse() + " " + allocation.status())
                .containsExactlyInAnyOrder("glavno released", "drugo allocated");
    }

    @Test
    void the_edit_matrix_says_what_each_status_allows() {
        var processing = orders.synced("A x 2");
        orders.status(processing, OrderStatus.PROCESSING);
        var before = orders.details(processing);
        refused(
                Problem.EDIT_NOT_ALLOWED,
                () -> edit(
                        processing,
                        new NewOrder(
                                new CustomerData("Else", null, null, null, null),
                                null,
                                "EUR",
                                "drugo",
                                "DHL",
                                null,
                                null,
                                null)));
        edit(processing, wish(before, keep(before, 1, "3")));
        assertThat(desk.counter("held", "A")).isEqualByComparingTo("3");

        var fulfilled = orders.synced("B x 2");
        orders.fulfillAll(fulfilled);
        var done = orders.details(fulfilled);
        refused(Problem.EDIT_NOT_ALLOWED, () -> edit(fulfilled, wish(done, keep(done, 1, "1"))));
        edit(fulfilled, new NewOrder(done.customer(), null, "EUR", "glavno", "DHL", null, "thank you", null));
        assertThat(orders.details(fulfilled).notes()).isEqualTo("thank you");
    }

    @Test
    void a_line_never_shrinks_below_what_was_shipped() {
        var id = orders.synced("A x 4");
        orders.fulfill(id, 1, "2");
        var present = orders.details(id);

        refused(Problem.VALIDATION_FAILED, () -> edit(id, wish(present, keep(present, 1, "1"))));

        edit(id, wish(present, keep(present, 1, "2")));
        assertThat(orders.details(id).status()).isEqualTo("fulfilled");
        assertThat(desk.counter("held", "A")).isZero();
    }

    @Test
    void what_cannot_be_is_refused() {
        var id = orders.synced("A x 4");
        var present = orders.details(id);
        var unknown = new NewOrder.Item(UUID.randomUUID(), null, null, BigDecimal.ONE, null, null, null);
        var other = new NewOrder.Item(present.items().get(0).id(), "B", null, null, null, null, null);

        refused(Problem.VALIDATION_FAILED, () -> edit(id, wish(present, unknown)));
        refused(Problem.VALIDATION_FAILED, () -> edit(id, wish(present, other)));
        refused(Problem.VALIDATION_FAILED, () -> edit(id, wish(present, keep(present, 1, "1"), keep(present, 1, "1"))));
        refused(Problem.VALIDATION_FAILED, () -> edit(id, wish(present)));
        refused(
                Problem.VERSION_CONFLICT,
                () -> desk.call(() -> desk.bean(OrderCommands.class)
                        .edit(id, present.version() + 1, wish(present, keep(present, 1, "1")), "ana")));
        orders.status(id, OrderStatus.ON_HOLD);
        refused(Problem.ON_HOLD, () -> edit(id, wish(present, keep(present, 1, "1"))));
    }

    private static NewOrder wish(OrderDetails order, NewOrder.Item... items) {
        return new NewOrder(
                order.customer(),
                order.shippingAddress(),
                order.currency(),
                order.warehouse(),
                order.shippingMethod(),
                order.expectedDeliveryDate(),
                order.notes(),
                new ArrayList<>(Arrays.asList(items)));
    }

    private static NewOrder.Item keep(OrderDetails order, int position, String quantity) {
        return new NewOrder.Item(
                order.items().get(position - 1).id(), null, null, new BigDecimal(quantity), null, null, null);
    }

    private crmmind.orders.salesdocument.Submission edit(UUID id, NewOrder wish) {
        var version = orders.details(id).version();
        return desk.call(() -> desk.bean(OrderCommands.class).edit(id, version, wish, "ana"));
    }

    private static void refused(Problem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(problem));
    }
}
