package crmmind.orders.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables are spoilt behind the business's back; one look finds it, one repair puts it right. */
class BooksTest {

    /** Rules some corruption of this test has broken. */
    private static final EnumSet<Rule> BROKEN = EnumSet.noneOf(Rule.class);

    private Desk desk;
    private UUID confirmed;
    private UUID partly;
    private UUID shipped;
    private UUID cancelled;

    @BeforeEach
    void orders_in_all_states() {
        desk = new Desk();
        var orders = new OrderFixture(desk);
        desk.stock("A", "50");
        desk.stock("B", "50");
        confirmed = orders.synced("A x 3 @ 19.90", "B x 1");
        partly = orders.synced("A x 4", "B x 2");
        orders.fulfill(partly, 1, "1");
        shipped = orders.synced("B x 5");
        orders.fulfillAll(shipped);
        cancelled = orders.synced("A x 2");
        orders.cancel(cancelled);
        for (var order : List.of(confirmed, partly, shipped, cancelled)) {
            desk.metakocka().accept(order);
        }
        assertThat(findings()).as("before anything is spoilt").isEmpty();
    }

    static Stream<Arguments> corruptions() {
        return Stream.of(
                spoilt(
                        "a counter of held stock too high",
                        "update stock_levels set held = held + 2 where product_code = 'A'"),
                spoilt("a counter of held stock too low", "update stock_levels set held = 0 where product_code = 'A'"),
                spoilt("a stock row lost", "delete from stock_levels where product_code = 'B'"),
                spoilt(
                        "an allocation lost",
                        "delete from order_inventory_allocations where status = 'allocated' and document_id = '$confirmed'"),
                spoilt(
                        "an allocation larger than the line",
                        "update order_inventory_allocations set quantity = quantity + 7"
                                + " where status = 'allocated' and product_code = 'A' and document_id = '$confirmed'"),
                spoilt(
                        "an allocation smaller than the line",
                        "update order_inventory_allocations set quantity = 1"
                                + " where status = 'allocated' and product_code = 'A' and document_id = '$confirmed'"),
                spoilt(
                        "a released allocation alive again",
                        "update order_inventory_allocations set status = 'allocated' where document_id = '$cancelled'"),
                spoilt(
                        "a used up allocation alive again",
                        "update order_inventory_allocations set status = 'allocated' where document_id = '$shipped'"),
                spoilt(
                        "a live allocation used up without a shipment",
                        "update order_inventory_allocations set status = 'fulfilled' where document_id = '$confirmed'"),
                spoilt(
                        "an allocation of another product",
                        "update order_inventory_allocations set product_code = 'B'"
                                + " where status = 'allocated' and product_code = 'A' and document_id = '$confirmed'"),
                spoilt(
                        "an allocation in another order",
                        "update order_inventory_allocations set document_id = '$shipped'"
                                + " where status = 'allocated' and product_code = 'A' and document_id = '$confirmed'"),
                spoilt(
                        "a movement nobody counted",
                        "insert into inventory_movements (at, kind, product_code, warehouse, quantity, actor)"
                                + " values (now(), 'allocate', 'A', 'glavno', 9, 'nobody')"),
                spoilt(
                        "a line shipped without a shipment",
                        "update sales_document_items set fulfilled_quantity = 2"
                                + " where document_id = '$confirmed' and position = 1"),
                spoilt(
                        "a shipment's line lost",
                        "delete from order_fulfillment_items fi using sales_document_items i"
                                + " where i.id = fi.item_id and i.document_id = '$partly'"),
                spoilt(
                        "a line's amount changed",
                        "update sales_document_items set net_amount = net_amount - 1, total_amount = total_amount - 1"
                                + " where document_id = '$confirmed' and position = 1"),
                spoilt(
                        "a line's price changed",
                        "update sales_document_items set unit_price = 1 where document_id = '$confirmed' and position = 2"),
                spoilt(
                        "a header's amounts changed",
                        "update sales_documents set net_amount = net_amount + 10, total_amount = total_amount + 10"
                                + " where id = '$confirmed'"),
                spoilt(
                        "a line lost",
                        "delete from sales_document_items where document_id = '$confirmed' and position = 2"),
                spoilt(
                        "a status made up",
                        "update sales_documents set order_status = 'fulfilled' where id = '$confirmed'"),
                spoilt(
                        "a cancelled order confirmed again",
                        "update sales_documents set order_status = 'confirmed' where id = '$cancelled'"),
                spoilt(
                        "a fulfilment status made up",
                        "update sales_documents set fulfillment_status = 'unfulfilled' where id = '$shipped'"),
                spoilt("a return made up", "update sales_documents set return_status = 'full' where id = '$shipped'"),
                spoilt(
                        "an allocation status made up",
                        "update sales_documents set allocation_status = 'backordered' where id = '$confirmed'"),
                spoilt(
                        "an order that waits for nothing",
                        "update sales_document_mappings set sync_status = 'pending' where document_id = '$confirmed'"),
                spoilt(
                        "an order said to agree without a document",
                        "update sales_document_mappings set metakocka_id = null where document_id = '$confirmed'"),
                spoilt(
                        "an order linked to another document than was made for it",
                        "insert into metakocka_operations (id, document_id, reference, kind, state, payload, actor,"
                                + " attempt, sent_at, closed_at, next_at, mk_id)"
                                + " values (gen_random_uuid(), '$confirmed', 'R', 'create_order', 'done', '{}', 'ana', 1,"
                                + " now(), now(), null, 'other-document')"),
                spoilt(
                        "something on its way for an order said to agree",
                        "insert into metakocka_operations (id, document_id, reference, kind, payload, actor)"
                                + " values (gen_random_uuid(), '$confirmed', 'R', 'update_order', '{}', 'ana')"),
                spoilt("a timeline lost", "delete from order_events where document_id = '$confirmed'"));
    }

    private static Arguments spoilt(String name, String sql) {
        return Arguments.of(name, sql);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corruptions")
    void is_found_in_one_look_and_put_right(String name, String sql) {
        spoil(sql);

        var found = findings();
        assertThat(found).as(name).isNotEmpty();
        found.forEach(finding -> BROKEN.add(finding.rule()));
        repairAll();

        assertThat(findings()).as("after the repair of " + name).isEmpty();
    }

    @AfterAll
    static void every_rule_was_broken_once() {
        assertThat(EnumSet.complementOf(BROKEN)).as("rules nothing here breaks").isEmpty();
    }

    @Test
    void what_was_spoilt_has_its_old_values_back() {
        var before = state();
        spoil(
                "update sales_documents set order_status = 'fulfilled', allocation_status = 'partial' where id = '$confirmed'");
        spoil(
                "update sales_document_items set fulfilled_quantity = 2 where document_id = '$confirmed' and position = 1");
        spoil("update sales_documents set net_amount = 0, total_amount = tax_amount where id = '$partly'");
        spoil("update stock_levels set held = held + 2");
        assertThat(state()).isNotEqualTo(before);

        repairAll();

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_preview_tells_what_the_repair_changes_and_changes_nothing() {
        spoil("update sales_documents set net_amount = 0, total_amount = tax_amount where id = '$confirmed'");
        var finding = findings().get(0);
        var spoilt = state();

        var changes = new ArrayList<Change>();
        assertThatThrownBy(() -> desk.run(() -> {
                    changes.addAll(repair(finding));
                    throw new Undone();
                }))
                .isInstanceOf(Undone.class);

        assertThat(changes)
                .extracting(change -> change.field() + ": " + change.before() + " -> " + change.after())
                .containsExactlyInAnyOrder("net_amount: 0.00 -> 69.70", "total_amount: 15.33 -> 85.03");
        assertThat(state()).isEqualTo(spoilt);
    }

    @Test
    void a_repair_is_refused_when_the_rule_holds_by_now() {
        assertThatThrownBy(() -> desk.run(() -> desk.bean(Books.class)
                        .repair(Rule.HEADER_IS_SUM_OF_LINES, confirmed, "CRM-1", "admin", "because")))
                .isInstanceOf(BusinessException.class);
    }

    @Test
    void a_repair_that_does_not_help_changes_nothing() {
        // more was shipped, the shipments say, than was ordered: only a person can know which is wrong
        spoil("update order_fulfillment_items fi set quantity = 40 from sales_document_items i"
                + " where i.id = fi.item_id and i.document_id = '$partly'");
        var finding = findings().get(0);
        var spoilt = state();

        assertThatThrownBy(() -> desk.run(() -> repair(finding))).isInstanceOf(RuntimeException.class);

        assertThat(state()).isEqualTo(spoilt);
    }

    /** Undoes what was only to be looked at. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void repairAll() {
        for (int round = 0; round < 20; round++) {
            var left = findings();
            if (left.isEmpty()) {
                return;
            }
            desk.run(() -> repair(left.get(0)));
        }
    }

    private List<Change> repair(Finding finding) {
        var books = desk.bean(Books.class);
        var before = books.picture(finding.documentId(), finding.subject());
        books.repair(finding.rule(), finding.documentId(), finding.subject(), "admin", "because");
        return BooksService.changes(before, books.picture(finding.documentId(), finding.subject()));
    }

    private List<Finding> findings() {
        return desk.call(() -> desk.bean(Books.class).findings());
    }

    private void spoil(String sql) {
        var statement = sql.replace("$confirmed", confirmed.toString())
                .replace("$partly", partly.toString())
                .replace("$shipped", shipped.toString())
                .replace("$cancelled", cancelled.toString());
        desk.run(() -> assertThat(desk.bean(Database.class).update(statement)).isPositive());
    }

    private Map<String, String> state() {
        var state = new TreeMap<String, String>();
        for (var table : List.of(
                "(select id, order_status, fulfillment_status, allocation_status, net_amount, total_amount"
                        + " from sales_documents)",
                "(select id, fulfilled_quantity, net_amount from sales_document_items)",
                "(select product_code, held from stock_levels)",
                "(select item_id, status, quantity from order_inventory_allocations)")) {
            state.put(
                    table,
                    desk.call(() -> desk.bean(Database.class)
                            .query(
                                    "select string_agg(t::text, ';' order by t::text) from " + table + " t",
                                    row -> String.valueOf(row.getString(1)))
                            .get(0)));
        }
        return state;
    }
}
