package crmmind.orders.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WayBackTest {

    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("ART-001", "10");
    }

    @Test
    void a_hold_is_taken_back_to_the_status_before() {
        for (var before : new OrderStatus[] {OrderStatus.CONFIRMED, OrderStatus.PROCESSING}) {
            var id = orders.synced("ART-001 x 2");
            if (before == OrderStatus.PROCESSING) {
                orders.status(id, before);
            }

            takeBack(there(change(id, OrderStatus.ON_HOLD, "Waits for the payment")));

            assertThat(orders.details(id).status()).isEqualTo(before.code());
            assertThat(orders.details(id).holdReason()).isNull();
        }
    }

    @Test
    void a_release_is_taken_back_to_the_hold_with_its_reason() {
        var id = orders.synced("ART-001 x 2");
        change(id, OrderStatus.ON_HOLD, "Waits for\nthe payment");

        takeBack(there(change(id, OrderStatus.CONFIRMED, null)));

        assertThat(orders.details(id).status()).isEqualTo("on_hold");
        assertThat(orders.details(id).holdReason()).isEqualTo("Waits for\nthe payment");
    }

    @Test
    void picking_is_begun_and_called_off_and_either_is_taken_back() {
        var id = orders.synced("ART-001 x 2");

        takeBack(there(change(id, OrderStatus.PROCESSING, null)));
        assertThat(orders.details(id).status()).isEqualTo("confirmed");

        change(id, OrderStatus.PROCESSING, null);
        takeBack(there(change(id, OrderStatus.CONFIRMED, null)));
        assertThat(orders.details(id).status()).isEqualTo("processing");
        assertThat(orders.details(id).items().get(0).allocatedQuantity()).isEqualByComparingTo("2");
    }

    @Test
    void what_moves_goods_has_no_way_back() {
        var draft = orders.draft("ART-001 x 2");
        assertThat(change(draft, OrderStatus.CONFIRMED, null).wayBack()).isNull();

        var id = orders.synced("ART-001 x 2");
        assertThat(change(id, OrderStatus.FULFILLED, null).wayBack()).isNull();
    }

    @Test
    void there_is_no_way_back_once_something_else_happened() {
        var id = orders.synced("ART-001 x 2");
        var way = there(change(id, OrderStatus.ON_HOLD, "because"));
        orders.status(id, OrderStatus.CONFIRMED);
        orders.status(id, OrderStatus.ON_HOLD); // looks the same, and is somebody else's hold
        var version = orders.details(id).version();

        assertThatThrownBy(() -> takeBack(way))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.VERSION_CONFLICT));

        assertThat(orders.details(id).status()).isEqualTo("on_hold");
        assertThat(orders.details(id).version()).isEqualTo(version);
    }

    @Test
    void a_way_back_is_gone_once() {
        var id = orders.synced("ART-001 x 2");
        var way = there(change(id, OrderStatus.ON_HOLD, null));
        takeBack(way);

        assertThatThrownBy(() -> takeBack(way)).isInstanceOf(BusinessException.class);
    }

    private StatusChange change(UUID id, OrderStatus target, @Nullable String reason) {
        return desk.call(() -> desk.bean(OrderCommands.class).changeReversibly(id, target, reason, "ana"));
    }

    private void takeBack(WayBack way) {
        desk.run(() -> desk.bean(OrderCommands.class).takeBack(way, "ana"));
    }

    private static WayBack there(StatusChange change) {
        return Objects.requireNonNull(change.wayBack());
    }
}
