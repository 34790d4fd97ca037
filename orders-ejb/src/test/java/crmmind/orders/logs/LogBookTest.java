package crmmind.orders.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import crmmind.orders.Desk;
import crmmind.orders.activity.Activity;
import crmmind.orders.logs.LogBook.EventRow;
import crmmind.orders.logs.LogBook.MovementRow;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.shared.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogBookTest {

    private Desk desk;
    private UUID shipped;
    private UUID other;

    @BeforeEach
    void two_orders() {
        desk = new Desk();
        var orders = new OrderFixture(desk);
        desk.stock("A", "50");
        desk.stock("B", "50");
        shipped = orders.synced("A x 3", "B x 1");
        orders.fulfillAll(shipped);
        other = orders.synced("B x 2");
        orders.cancel(other);
    }

    @Test
    void movements_are_found_by_product_kind_and_order_newest_first() {
        assertThat(movements(filter(null, null, "A")))
                .extracting(MovementRow::kind, row -> row.quantity().intValue(), MovementRow::orderId)
                .containsExactly(tuple("ship", 3, shipped), tuple("allocate", 3, shipped));
        assertThat(movements(filter(null, "release", null)))
                .extracting(MovementRow::orderId)
                .containsExactly(other);
        assertThat(movements(filter(number(other), null, null)))
                .extracting(MovementRow::kind)
                .containsExactly("release", "allocate");
        assertThat(movements(filter("CRM-0000-unknown", null, null))).isEmpty();
    }

    @Test
    void pages_follow_each_other_without_a_gap_and_without_a_double() {
        var all = movements(filter(null, null, null));
        assertThat(all).hasSizeGreaterThan(4);

        var seen = new ArrayList<MovementRow>();
        @Nullable String after = null;
        while (true) {
            var page = movements(new LogFilter(null, null, null, null, null, null, null, after), 2);
            seen.addAll(page);
            if (page.size() < 2) {
                break;
            }
            after = page.get(1).cursor();
        }
        assertThat(seen).isEqualTo(all);

        var events = events(EventGroup.ACTIVITY, null, null, 100);
        var read = new ArrayList<EventRow>();
        after = null;
        while (true) {
            var page = events(EventGroup.ACTIVITY, null, after, 3);
            read.addAll(page);
            if (page.size() < 3) {
                break;
            }
            after = page.get(2).cursor();
        }
        assertThat(read).isEqualTo(events);
    }

    @Test
    void the_logs_differ_in_what_they_are_about() {
        desk.run(() -> desk.bean(Activity.class)
                .record(other, "metakocka", "sync_refused", "Metakocka refused", Map.of("text", "no")));

        assertThat(events(EventGroup.ERRORS, null, null, 50))
                .extracting(EventRow::kind)
                .containsExactly("sync_refused");
        assertThat(events(EventGroup.SYNC, null, null, 50))
                .extracting(EventRow::kind)
                .contains("sync_refused")
                .doesNotContain("created", "fulfilled");
        assertThat(events(EventGroup.ACTIVITY, null, null, 50))
                .extracting(EventRow::kind)
                .contains("sync_refused", "created", "fulfilled");
        assertThat(events(EventGroup.ACTIVITY, "cancelled", null, 50))
                .extracting(EventRow::orderId)
                .containsExactly(other);
    }

    @Test
    void a_time_narrows_and_a_broken_cursor_is_the_first_page() {
        var tomorrow = Instant.now().plusSeconds(86_400);
        assertThat(movements(new LogFilter(null, null, null, null, null, tomorrow, null, null), 50))
                .isEmpty();
        assertThat(movements(new LogFilter(null, null, null, null, null, null, tomorrow, "x'; drop"), 50))
                .isNotEmpty();
        assertThat(events(EventGroup.ACTIVITY, null, "x_y", 50)).isNotEmpty();
    }

    /** The index of what did not go well serves only while its kinds are those that are asked for. */
    @Test
    void the_errors_are_read_from_their_index() {
        desk.run(() -> desk.bean(Database.class)
                .update(
                        "insert into order_events (id, document_id, at, actor, kind, message)"
                                + " select gen_random_uuid(), ?, now() - n * interval '1 second', 'ana', 'edited', 'x'"
                                + " from generate_series(1, 20000) n",
                        other));
        desk.run(() -> desk.bean(Database.class).update("analyze order_events"));

        var plan = desk.call(() -> desk.bean(Database.class)
                .query(
                        "explain select 1 from order_events e where e.kind in ('sync_refused', 'sync_needs_review',"
                                + " 'sync_in_doubt', 'sync_double', 'differs_from_metakocka', 'missing_in_metakocka')"
                                + " order by e.at desc, e.id desc limit 50",
                        row -> row.getString(1)));

        assertThat(String.join("\n", plan)).contains("order_events_errors");
        assertThat(EventGroup.ERRORS.kinds())
                .containsExactlyInAnyOrder(
                        "sync_refused",
                        "sync_needs_review",
                        "sync_in_doubt",
                        "sync_double",
                        "differs_from_metakocka",
                        "missing_in_metakocka");
    }

    private String number(UUID order) {
        return desk.call(() -> desk.bean(Database.class)
                .query("select document_number from sales_documents where id = ?", row -> row.getString(1), order)
                .get(0));
    }

    private static LogFilter filter(@Nullable String order, @Nullable String kind, @Nullable String product) {
        return new LogFilter(order, kind, null, product, null, null, null, null);
    }

    private List<MovementRow> movements(LogFilter filter) {
        return movements(filter, 50);
    }

    private List<MovementRow> movements(LogFilter filter, int limit) {
        return desk.call(() -> desk.bean(LogBook.class).movements(filter, limit));
    }

    private List<EventRow> events(EventGroup group, @Nullable String kind, @Nullable String after, int limit) {
        return desk.call(() -> desk.bean(LogBook.class)
                .events(group, new LogFilter(null, kind, null, null, null, null, null, after), limit));
    }
}
