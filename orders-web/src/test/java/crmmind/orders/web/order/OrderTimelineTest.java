package crmmind.orders.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.activity.OrderEvent;
import crmmind.orders.web.order.OrderTimeline.Change;
import crmmind.orders.web.order.OrderTimeline.Said;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the entries of an order's timeline become its lines. */
class OrderTimelineTest {

    private static final List<OrderEvent> EVENTS = List.of(
            event("ana", "comment", Map.of()),
            event("metakocka", "sync_updated", Map.of()),
            event("metakocka", "sync_in_doubt", Map.of()),
            event("ana", "sync_queued", Map.of()),
            event("ana", "edited", Map.of()),
            event("metakocka", "differs_from_metakocka", Map.of()),
            event("system", "backorder_allocated", Map.of()),
            event("metakocka", "synced", Map.of()),
            event("ana", "created", Map.of()));

    @Test
    void the_steps_of_one_way_to_metakocka_are_one_line_that_tells_the_last() {
        var entries = OrderTimeline.entries(EVENTS, "");

        assertThat(entries)
                .extracting(entry -> entry.event().kind())
                .containsExactly(
                        "comment",
                        "sync_updated",
                        "edited",
                        "differs_from_metakocka",
                        "backorder_allocated",
                        "synced",
                        "created");
        assertThat(entries.get(1).earlier())
                .extracting(OrderEvent::kind)
                .containsExactly("sync_in_doubt", "sync_queued");
        assertThat(entries.get(5).earlier()).isEmpty();
    }

    @Test
    void each_entry_is_of_one_side() {
        assertThat(OrderTimeline.counts(EVENTS))
                .isEqualTo(Map.of("comments", 1, "metakocka", 5, "people", 2, "system", 1));
        assertThat(OrderTimeline.entries(EVENTS, "people"))
                .extracting(entry -> entry.event().kind())
                .containsExactly("edited", "created");
        assertThat(OrderTimeline.entries(EVENTS, "metakocka"))
                .as("step by step")
                .hasSize(5)
                .allSatisfy(entry -> assertThat(entry.earlier()).isEmpty());
        assertThat(OrderTimeline.entries(EVENTS, "nobody's")).hasSize(7);
    }

    @Test
    void an_edit_tells_what_was_before_and_after() {
        var edited = event(
                "ana",
                "edited",
                Map.of(
                        "shippingMethod", "DHL → GLS",
                        "expectedDeliveryDate", "null → 2026-12-01",
                        "customer", "changed",
                        "notes", "a → b → c",
                        "items", "ART-1 2 → 3; ART-2 x 1.5 added; ART-3 removed; ART-4 has another price",
                        "version", "7"));

        assertThat(OrderTimeline.changes(edited))
                .containsExactlyInAnyOrder(
                        new Change("shippingMethod", "to", "", "DHL", "GLS"),
                        new Change("expectedDeliveryDate", "to", "", null, "2026-12-01"),
                        new Change("customer", "changed", "", null, null),
                        new Change("notes", "changed", "", null, null),
                        new Change("item", "to", "ART-1", "2", "3"),
                        new Change("item", "added", "ART-2", null, "1.5"),
                        new Change("item", "removed", "ART-3", null, null),
                        new Change("item", "price", "ART-4", null, null));
    }

    @Test
    void a_comment_is_apart_at_the_names_it_mentions_and_loses_no_letter() {
        assertThat(said("Ask @Bor.Kos. <b>@nobody</b> or ana@bor.kos: @eva\n", "bor.kos eva"))
                .containsExactly(
                        new Said("Ask ", false),
                        new Said("@Bor.Kos", true),
                        new Said(". <b>@nobody</b> or ana@bor.kos: ", false),
                        new Said("@eva", true),
                        new Said("\n", false));
        assertThat(said("@eva@eva", "eva"))
                .as("the second belongs to an address")
                .containsExactly(new Said("@eva", true), new Said("@eva", false));
        assertThat(said("@eva", "eva")).containsExactly(new Said("@eva", true));
        assertThat(said("Older than mentions: @eva", "")).containsExactly(new Said("Older than mentions: @eva", false));
    }

    @Test
    void what_is_told_in_other_words_has_no_parts() {
        var entry = OrderTimeline.entries(List.of(event("ana", "cancelled", Map.of("mentioned", "eva"))), "")
                .get(0);

        assertThat(entry.said()).isEmpty();
    }

    private static List<Said> said(String text, String mentioned) {
        var details = mentioned.isEmpty() ? Map.<String, String>of() : Map.of("mentioned", mentioned);
        var event = new OrderEvent(UUID.randomUUID(), Instant.EPOCH, "ana", "comment", text, details);
        return OrderTimeline.entries(List.of(event), "").get(0).said();
    }

    private static OrderEvent event(String actor, String kind, Map<String, String> details) {
        return new OrderEvent(UUID.randomUUID(), Instant.EPOCH, actor, kind, kind, details);
    }
}
