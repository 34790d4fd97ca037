package crmmind.orders.salesdocument;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.salesdocument.OrderStatusRules.Quantities;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStatusRulesTest {

    @ParameterizedTest(name = "{0} with lines {1} is {2}")
    @CsvSource({
        "DRAFT,      2/0/0/0,          DRAFT,               UNFULFILLED,         NONE",
        "CONFIRMED,  2/0/0/0,          CONFIRMED,           UNFULFILLED,         NONE",
        "PROCESSING, 2/0/0/0,          PROCESSING,          UNFULFILLED,         NONE",
        "CONFIRMED,  2/0/1/0,          PARTIALLY_FULFILLED, PARTIALLY_FULFILLED, NONE",
        "PROCESSING, 2/0/2/0 1/0/0/0,  PARTIALLY_FULFILLED, PARTIALLY_FULFILLED, NONE",
        "PROCESSING, 2/0/2/0 1/0/1/0,  FULFILLED,           FULFILLED,           NONE",
        "CONFIRMED,  2/1/1/0,          FULFILLED,           FULFILLED,           NONE",
        "CONFIRMED,  2/2/0/0 1/0/1/0,  FULFILLED,           FULFILLED,           NONE",
        "CONFIRMED,  2/2/0/0 1/0/0/0,  CONFIRMED,           UNFULFILLED,         NONE",
        "CONFIRMED,  2/0/2/1,          FULFILLED,           FULFILLED,           PARTIAL",
        "CONFIRMED,  2/0/2/2,          RETURNED,            FULFILLED,           FULL",
        "CONFIRMED,  3/0/2/2,          PARTIALLY_FULFILLED, PARTIALLY_FULFILLED, FULL",
        "CANCELLED,  2/2/0/0,          CANCELLED,           UNFULFILLED,         NONE",
        "DRAFT,      2/2/0/0,          CANCELLED,           UNFULFILLED,         NONE",
        "CONFIRMED,  2.5/1.25/1.25/0,  FULFILLED,           FULFILLED,           NONE"
    })
    void the_status_follows_from_the_decision_and_the_quantities(
            Decision decision, String lines, OrderStatus status, FulfillmentStatus fulfillment, ReturnStatus returned) {
        var quantities = Stream.of(lines.split(" "))
                .map(OrderStatusRulesTest::quantities)
                .toList();

        assertThat(OrderStatusRules.status(decision, quantities)).isEqualTo(status);
        assertThat(OrderStatusRules.fulfillment(quantities)).isEqualTo(fulfillment);
        assertThat(OrderStatusRules.returned(quantities)).isEqualTo(returned);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "DRAFT, confirmed cancelled, confirmed cancelled",
        "CONFIRMED, processing fulfilled on_hold cancelled, on_hold cancelled",
        "PROCESSING, confirmed fulfilled on_hold cancelled, confirmed on_hold cancelled",
        "PARTIALLY_FULFILLED, fulfilled on_hold, on_hold",
        "FULFILLED, '', ''",
        "RETURNED, '', ''",
        "CANCELLED, '', ''"
    })
    void the_transition_table_says_what_may_come_next(OrderStatus status, String submitted, String never) {
        assertThat(codes(OrderStatusRules.allowed(status, false, true))).isEqualTo(submitted);
        assertThat(codes(OrderStatusRules.allowed(status, false, false))).isEqualTo(never);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"CONFIRMED", "PROCESSING", "PARTIALLY_FULFILLED"})
    void from_a_hold_there_is_the_way_back_and_cancelling(OrderStatus held) {
        assertThat(OrderStatusRules.allowed(held, true, false)).containsExactly(held, OrderStatus.CANCELLED);
    }

    @ParameterizedTest(name = "open {1}, held {2} while {0}: {3}")
    @CsvSource({
        "DRAFT, 2/0/0/0, 0, NONE",
        "CONFIRMED, 2/0/0/0, 2, ALLOCATED",
        "CONFIRMED, 2/0/0/0, 1, PARTIAL",
        "CONFIRMED, 2/0/0/0, 0, BACKORDERED",
        "PARTIALLY_FULFILLED, 2/0/1/0, 1, ALLOCATED",
        "PARTIALLY_FULFILLED, 2/0/1/0, 0, BACKORDERED",
        "FULFILLED, 2/0/2/0, 0, ALLOCATED",
        "CANCELLED, 2/2/0/0, 0, NONE"
    })
    void the_allocation_status_compares_what_is_held_with_what_is_open(
            OrderStatus status, String lines, String held, AllocationStatus expected) {
        assertThat(OrderStatusRules.allocation(status, List.of(quantities(lines)), new BigDecimal(held)))
                .isEqualTo(expected);
        assertThat(OrderStatusRules.allocation(status, List.of(), BigDecimal.ZERO))
                .isEqualTo(AllocationStatus.NOT_NEEDED);
    }

    @Test
    void whatever_the_quantities_an_order_is_never_stuck() {
        var random = new Random(20261123);
        for (int run = 0; run < 10_000; run++) {
            var lines = new ArrayList<Quantities>();
            for (int line = 0; line <= random.nextInt(4); line++) {
                int ordered = 1 + random.nextInt(5);
                int cancelled = random.nextInt(ordered + 1);
                int fulfilled = random.nextInt(ordered - cancelled + 1);
                lines.add(
                        quantities(ordered + "/" + cancelled + "/" + fulfilled + "/" + random.nextInt(fulfilled + 1)));
            }
            var decision = random.nextBoolean() ? Decision.CONFIRMED : Decision.PROCESSING;

            var status = OrderStatusRules.status(decision, lines);

            boolean open = lines.stream().anyMatch(line -> line.open().signum() > 0);
            assertThat(open).as("%s %s is %s", decision, lines, status).isEqualTo(OrderStatusRules.shippable(status));
            assertThat(OrderStatusRules.cancellable(status)).isEqualTo(open);
        }
    }

    private static String codes(List<OrderStatus> statuses) {
        return String.join(" ", statuses.stream().map(OrderStatus::code).toList());
    }

    private static Quantities quantities(String text) {
        var parts = text.split("/");
        return new Quantities(
                new BigDecimal(parts[0]), new BigDecimal(parts[1]), new BigDecimal(parts[2]), new BigDecimal(parts[3]));
    }
}
