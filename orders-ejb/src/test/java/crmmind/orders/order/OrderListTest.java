package crmmind.orders.order;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.salesdocument.CustomerData;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderListTest {

    private Desk desk;
    private OrderFixture orders;

    @BeforeEach
    void open() {
        desk = new Desk();
        orders = new OrderFixture(desk);
        desk.stock("ART-001", "100");
        desk.stock("100%_SURE", "100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "updatedAt", "orderNumber", "totalAmount"})
    void pages_put_together_are_the_whole_list_in_its_order(String sort) {
        for (int i = 0; i < 23; i++) {
            orders.draft("ART-001 x " + (1 + i % 3)); // many with the same total
        }
        var all = page(sort, 200, null).items();

        var pieces = new ArrayList<OrderSummary>();
        var cursor = (String) null;
        do {
            var page = page(sort, 5, cursor);
            assertThat(page.total()).isEqualTo(23);
            pieces.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(pieces).isEqualTo(all).hasSize(23);
        assertThat(pieces).isSortedAccordingTo(by(sort));
        var reversed = new ArrayList<>(page("-" + sort, 200, null).items());
        Collections.reverse(reversed);
        assertThat(reversed).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "-createdAt", "-totalAmount", "customerName"})
    void going_back_shows_the_pages_that_were_left(String sort) {
        for (int i = 0; i < 13; i++) {
            orders.draft("ART-001 x " + (1 + i % 3));
        }
        var first = page(sort, 5, null);
        var second = page(sort, 5, first.nextCursor());
        var third = page(sort, 5, second.nextCursor());
        assertThat(first.previousCursor()).isNull();
        assertThat(third.nextCursor()).isNull();

        var back = page(sort, 5, third.previousCursor());
        assertThat(back.items()).isEqualTo(second.items());
        assertThat(page(sort, 5, back.nextCursor()).items()).isEqualTo(third.items());
        var start = page(sort, 5, back.previousCursor());
        assertThat(start.items()).isEqualTo(first.items());
        assertThat(start.previousCursor()).isNull();
    }

    @Test
    void neighbours_are_those_of_the_filtered_list() {
        var oldest = orders.draft("ART-001 x 1");
        var synced = orders.synced("ART-001 x 1");
        var middle = orders.draft("ART-001 x 1");
        var newest = orders.draft("ART-001 x 1");
        var drafts = query(Set.of(OrderStatus.DRAFT), Set.of(), null);

        assertThat(neighbours(drafts, middle).previous().id()).isEqualTo(newest);
        assertThat(neighbours(drafts, middle).next().id()).isEqualTo(oldest);
        assertThat(neighbours(drafts, newest).previous()).isNull();
        assertThat(neighbours(drafts, oldest).next()).isNull();
        // not in the list any more, as after a sync: those around its place
        assertThat(neighbours(drafts, synced).previous().id()).isEqualTo(middle);
        assertThat(neighbours(drafts, synced).next().id()).isEqualTo(oldest);
        assertThat(neighbours(drafts, UUID.randomUUID())).isEqualTo(new OrderList.Neighbours(null, null));
    }

    @Test
    void an_exact_number_of_any_kind_finds_its_one_order() {
        var id = orders.synced("ART-001 x 1");
        orders.fulfillAll(id);
        var other = orders.synced("ART-001 x 1");
        orders.fulfillAll(other); // the same tracking number
        var number = orders.details(id).orderNumber();

        for (var text : List.of(number, " " + number.toLowerCase(Locale.ROOT) + " ", "mk-" + id)) {
            assertThat(exactly(text)).as(text).contains(id);
        }
        assertThat(exactly("t-1")).as("two have it").isEmpty();
        assertThat(exactly(number.substring(0, 8))).isEmpty();
        assertThat(exactly("%")).isEmpty();
    }

    private java.util.Optional<UUID> exactly(String text) {
        return desk.call(() -> desk.bean(OrderList.class).exactly(text));
    }

    private OrderList.Neighbours neighbours(OrderQuery query, UUID id) {
        return desk.call(() -> desk.bean(OrderList.class).neighbours(query, id));
    }

    @Test
    void customers_are_sorted_as_slovenes_do() {
        for (var name : List.of("Zala", "Čebela", "cvet", "Šport", "Sok", "Žaba", "Dom")) {
            draft(name);
        }

        var names = new ArrayList<String>();
        var cursor = (String) null;
        do {
            var page = page("customerName", 2, cursor);
            page.items().forEach(order -> names.add(order.customer().name()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(names).containsExactly("cvet", "Čebela", "Dom", "Sok", "Šport", "Zala", "Žaba");
    }

    @Test
    void orders_that_come_in_while_somebody_pages_are_not_shown_twice() {
        for (int i = 0; i < 4; i++) {
            orders.draft("ART-001 x 1");
        }
        var first = page("-createdAt", 2, null);
        orders.draft("ART-001 x 1");

        var second = page("-createdAt", 2, first.nextCursor());

        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void filters_narrow_the_list() {
        var draft = orders.draft("ART-001 x 1");
        var synced = orders.synced("ART-001 x 1");
        var held = orders.synced("ART-001 x 1");
        orders.status(held, OrderStatus.ON_HOLD);
        var refused = orders.synced("ART-001 x 1");
        desk.metakocka().refuse(refused, "no");

        assertThat(ids(query(Set.of(OrderStatus.CONFIRMED), Set.of(), null))).containsExactly(refused, synced);
        assertThat(ids(query(Set.of(OrderStatus.ON_HOLD), Set.of(), null))).containsExactly(held);
        assertThat(ids(query(Set.of(OrderStatus.ON_HOLD, OrderStatus.DRAFT), Set.of(), null)))
                .containsExactly(held, draft);
        assertThat(ids(query(Set.of(), Set.of(SyncStatus.NOT_SYNCED), null))).containsExactly(draft);
        assertThat(ids(query(Set.of(), Set.of(SyncStatus.NOT_SYNCED, SyncStatus.ERROR), null)))
                .containsExactly(refused, draft);
        assertThat(ids(query(Set.of(), Set.of(SyncStatus.ERROR, SyncStatus.PENDING), null)))
                .containsExactly(refused, held);
        var today = LocalDate.now(OrderCommands.ZONE);
        assertThat(ids(dated(today, today))).hasSize(4);
        assertThat(ids(dated(today.plusDays(1), null))).isEmpty();
        assertThat(ids(dated(null, today.minusDays(1)))).isEmpty();
        assertThat(list(new OrderQuery(Set.of(), Set.of(), null, null, null, "drugo", null, 10, null))
                        .items())
                .isEmpty();
    }

    /** The list asks a column that the mappings keep. */
    @Test
    void an_order_is_not_synced_until_it_was_sent_and_again_when_that_was_withdrawn() {
        var order = orders.draft("ART-001 x 1");
        var notSynced = query(Set.of(), Set.of(SyncStatus.NOT_SYNCED), null);
        assertThat(ids(notSynced)).containsExactly(order);

        desk.run(() -> desk.bean(OrderCommands.class).sync(order, "ana", true));
        assertThat(ids(notSynced)).isEmpty();
        setSyncStatus(order, "not_synced");
        assertThat(ids(notSynced)).containsExactly(order);
        setSyncStatus(order, "pending");
        assertThat(ids(notSynced)).isEmpty();
    }

    private void setSyncStatus(UUID order, String status) {
        desk.run(() -> desk.bean(Database.class)
                .update("update sales_document_mappings set sync_status = ? where document_id = ?", status, order));
    }

    @Test
    void searching_finds_whatever_people_remember() {
        var id = draft("Čebelarstvo Žnidaršič");
        draft("Somebody else");
        desk.run(() -> desk.bean(OrderCommands.class).sync(id, "ana", true));
        desk.metakocka().accept(id);
        orders.fulfillAll(id);
        var sure = orders.draft("100%_SURE x 1");

        var number = orders.details(id).orderNumber();
        for (var text : List.of(number.toLowerCase(Locale.ROOT), "cebelar", "ŽNIDAR", "t-1", "mk-" + id, "pp-1")) {
            assertThat(ids(query(Set.of(), Set.of(), text))).as(text).containsExactly(id);
        }
        assertThat(ids(query(Set.of(), Set.of(), "art-001"))).hasSize(2);
        assertThat(ids(query(Set.of(), Set.of(), "100%_"))).containsExactly(sure);
        assertThat(ids(query(Set.of(), Set.of(), "0_%"))).isEmpty();
        assertThat(ids(query(Set.of(), Set.of(), "\\"))).isEmpty();
    }

    @Test
    void what_is_searched_fits_into_a_row_of_an_index_whatever_a_customer_is_called() {
        var name = "Žaga " + "㎮".repeat(95); // each is rad/s when it is searched
        var id = draft(new CustomerData(name, "㎮".repeat(254), null, null, null));

        assertThat(ids(query(Set.of(), Set.of(), "zaga RAD"))).containsExactly(id);
        var length = desk.call(() -> desk.bean(Database.class)
                .query("select length(search_text) from sales_documents where id = ?", row -> row.getInt(1), id));
        assertThat(length).containsExactly(500);
    }

    /** However a search is answered, from what it finds or from the list, it is the same list in the same pages. */
    @ParameterizedTest
    @CsvSource({"1,1", "1,20", "4,3", "100,100"})
    void a_search_gives_the_same_list_whether_it_finds_few_or_many(int many, int read) {
        var random = new Random(7L * many + read);
        for (int i = 0; i < 11; i++) {
            var id = i % 3 == 0 ? draft("Čuček " + i) : orders.synced("ART-001 x " + (1 + i % 3), "100%_SURE x 1");
            if (i % 3 == 1) {
                orders.fulfillAll(id);
            } else if (i % 6 == 2) {
                orders.status(id, OrderStatus.ON_HOLD);
            }
        }
        var words = page(null, 200, null).items().stream().collect(toMap(OrderSummary::id, this::words));
        desk.bean(OrderList.class).many = many;
        desk.bean(OrderList.class).read = read;
        for (int round = 0; round < 15; round++) {
            var text = oneOf(random, "art-0", "cucek", "sure", "t-1", "mk-", "crm-", "1", "nothing");
            var statuses = oneOf(
                    random,
                    Set.<OrderStatus>of(),
                    Set.of(OrderStatus.DRAFT),
                    Set.of(OrderStatus.FULFILLED, OrderStatus.ON_HOLD));
            var syncs = oneOf(random, Set.<SyncStatus>of(), Set.<SyncStatus>of(), Set.of(SyncStatus.SYNCED));
            var sort = oneOf(random, "-createdAt", "totalAmount", "customerName", "-orderNumber");
            var about = text + " " + statuses + " " + syncs + " " + sort;

            var expected = page(sort, 200, null).items().stream()
                    .filter(order -> statuses.isEmpty()
                            || statuses.contains(OrderStatus.of(order.status()).orElseThrow()))
                    .filter(order -> syncs.isEmpty()
                            || syncs.contains(SyncStatus.of(order.syncStatus()).orElseThrow()))
                    .filter(order -> words.get(order.id()).contains(text))
                    .toList();
            assertThat(among(query(statuses, syncs, text), words.keySet()))
                    .as(about)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(OrderSummary::id).toList());
            var pages = new ArrayList<OrderSummary>();
            var cursor = (String) null;
            var before = (String) null;
            do {
                var page = list(new OrderQuery(statuses, syncs, text, null, null, null, sort, 3, cursor));
                if (page.total() != null) {
                    assertThat(page.total()).as(about).isEqualTo(expected.size());
                }
                before = page.previousCursor();
                pages.addAll(page.items());
                cursor = page.nextCursor();
            } while (cursor != null);

            assertThat(pages).as(about).isEqualTo(expected);
            if (before != null) {
                int last = expected.size() - (expected.size() % 3 == 0 ? 3 : expected.size() % 3);
                assertThat(list(new OrderQuery(statuses, syncs, text, null, null, null, sort, 3, before))
                                .items())
                        .as("back, " + about)
                        .isEqualTo(expected.subList(last - 3, last));
            }
        }
    }

    /** What an order can be found by, said once more in other words; for what the test above searches. */
    private String words(OrderSummary order) {
        var details = orders.details(order.id());
        var words = new ArrayList<String>(
                List.of(order.orderNumber(), order.customer().name()));
        words.add(order.customer().email());
        words.add(order.customer().taxNumber());
        details.items().forEach(item -> words.add(item.productCode()));
        details.fulfillments().forEach(shipment -> words.add(shipment.trackingNumber()));
        if (order.metakocka() != null) {
            words.addAll(Arrays.asList(
                    order.metakocka().id(),
                    order.metakocka().number(),
                    order.metakocka().reference()));
        }
        return String.join("|", words.stream().filter(Objects::nonNull).toList())
                .toLowerCase(Locale.ROOT)
                .replace('č', 'c');
    }

    @SafeVarargs
    private static <T> T oneOf(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void a_whole_number_finds_its_order_and_not_those_that_contain_it() {
        var id = orders.draft("ART-001 x 1");
        var number = orders.details(id).orderNumber();
        var other = draft("Customer of " + number);
        var short1 = draft("No. 1234567");

        assertThat(ids(query(Set.of(), Set.of(), " " + number.toLowerCase(Locale.ROOT) + " ")))
                .containsExactly(id);
        assertThat(ids(query(Set.of(OrderStatus.FULFILLED), Set.of(), number))).isEmpty();
        assertThat(ids(query(Set.of(), Set.of(), "of " + number))).containsExactly(other);
        assertThat(ids(query(Set.of(), Set.of(), "1234567"))).containsExactly(short1);
        var all = List.of(id, other, short1);
        assertThat(among(query(Set.of(), Set.of(), number), all)).containsExactly(id);
        assertThat(among(query(Set.of(), Set.of(), number), List.of(other))).isEmpty();
        assertThat(among(query(Set.of(), Set.of(), "of " + number), all)).containsExactly(other);
        assertThat(among(query(Set.of(), Set.of(), "no-such-number-1"), all)).isEmpty();
        assertThat(desk.call(() -> desk.bean(Database.class)
                        .query(
                                "select id from ("
                                        + desk.bean(OrderList.class)
                                                .ids(query(Set.of(), Set.of(), number))
                                                .sql() + ") ids",
                                row -> row.getObject(1, UUID.class),
                                desk.bean(OrderList.class)
                                        .ids(query(Set.of(), Set.of(), number))
                                        .values()
                                        .toArray())))
                .containsExactly(id);
    }

    @Test
    void a_summary_says_what_the_details_say() {
        var id = orders.synced("ART-001 x 2", "ART-001 x 1");

        var summary = page(null, 10, null).items().get(0);
        var order = orders.details(id);
        assertThat(summary.itemCount()).isEqualTo(2);
        assertThat(summary)
                .usingRecursiveComparison()
                .ignoringFields("itemCount")
                .isEqualTo(order);
    }

    @Test
    void what_cannot_be_read_is_malformed() {
        orders.draft("ART-001 x 1");
        orders.draft("ART-001 x 1");
        var cursor = page("-createdAt", 1, null).nextCursor();

        malformed(() -> page("-createdAt", 0, null));
        malformed(() -> page("-createdAt", 201, null));
        malformed(() -> page("colour", 10, null));
        malformed(() -> page("totalAmount", 10, cursor));
        malformed(() -> page("-createdAt", 10, "nonsense"));
        malformed(() -> page("-createdAt", 10, "%%%"));
        malformed(() -> page("-createdAt", 10, ""));
    }

    private static void malformed(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.MALFORMED_REQUEST));
    }

    private UUID draft(String customer) {
        return draft(new CustomerData(customer, null, null, null, null));
    }

    private UUID draft(CustomerData customer) {
        var order = OrderFixture.order("ART-001 x 1");
        return desk.call(() -> desk.bean(OrderCommands.class)
                .create(new NewOrder(customer, null, "EUR", null, null, null, null, order.items()), "ana", "desk"));
    }

    private OrderPage page(@Nullable String sort, int limit, @Nullable String cursor) {
        return list(new OrderQuery(Set.of(), Set.of(), null, null, null, null, sort, limit, cursor));
    }

    private static OrderQuery query(Set<OrderStatus> statuses, Set<SyncStatus> syncStatuses, @Nullable String text) {
        return new OrderQuery(statuses, syncStatuses, text, null, null, null, null, 50, null);
    }

    private static OrderQuery dated(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new OrderQuery(Set.of(), Set.of(), null, from, to, null, null, 50, null);
    }

    private List<UUID> among(OrderQuery query, Collection<UUID> some) {
        return desk.call(() -> desk.bean(OrderList.class).among(query, some)).stream()
                .map(OrderSummary::id)
                .toList();
    }

    private List<UUID> ids(OrderQuery query) {
        return list(query).items().stream().map(OrderSummary::id).toList();
    }

    private OrderPage list(OrderQuery query) {
        return desk.call(() -> desk.bean(OrderList.class).page(query));
    }

    private static Comparator<OrderSummary> by(String sort) {
        Comparator<OrderSummary> first = switch (sort) {
            case "createdAt" -> Comparator.comparing(OrderSummary::createdAt);
            case "updatedAt" -> Comparator.comparing(OrderSummary::updatedAt);
            case "orderNumber" -> Comparator.comparing(OrderSummary::orderNumber);
            default -> Comparator.comparing(OrderSummary::totalAmount);
        };
        return first.thenComparing(order -> order.id().toString());
    }
}
