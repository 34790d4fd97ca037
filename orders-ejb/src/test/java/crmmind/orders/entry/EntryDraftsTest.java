package crmmind.orders.entry;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.Desk;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.shared.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryDraftsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Desk desk = new Desk();
    private final UUID window = UUID.randomUUID();
    private Instant now = NOON;

    @BeforeEach
    void start() {
        desk.put(Clock.class, new HandClock());
        desk.run(() -> desk.bean(Database.class).update("delete from entry_drafts"));
    }

    @Test
    void a_draft_is_kept_as_typed_and_only_its_person_sees_it() {
        assertThat(keep("ana", window, 0, "{\"quantity\":\"1,\"}")).hasValue(1);
        assertThat(keep("ana", window, 1, "{\"quantity\":\"1,5\"}")).hasValue(2);

        assertThat(desk.call(() -> drafts().open("ana", null))).singleElement().satisfies(draft -> {
            assertThat(draft.content()).isEqualTo("{\"quantity\":\"1,5\"}");
            assertThat(draft.revision()).isEqualTo(2);
            assertThat(draft.lineCount()).isEqualTo(3);
            assertThat(draft.updatedAt()).isEqualTo(NOON);
        });
        assertThat(desk.call(() -> drafts().open("bor", null))).isEmpty();
        assertThat(desk.call(() -> drafts().find("bor", window))).isEmpty();
        assertThat(keep("bor", window, 2, "{}")).isEmpty();
    }

    @Test
    void of_two_windows_with_the_same_draft_the_second_writes_nothing_and_learns_of_it() {
        keep("ana", window, 0, "from both");
        assertThat(keep("ana", window, 1, "from one")).hasValue(2);

        assertThat(keep("ana", window, 1, "from the other")).isEmpty();
        assertThat(desk.call(() -> drafts().find("ana", window)).orElseThrow().content())
                .isEqualTo("from one");
        assertThat(keep("ana", window, 0, "as if it were new")).isEmpty();
    }

    @Test
    void what_was_saved_or_discarded_does_not_come_back_with_a_late_window() {
        keep("ana", window, 0, "typed");
        var never = UUID.randomUUID();
        desk.run(() -> drafts().close("bor", window));
        assertThat(desk.call(() -> drafts().open("ana", null))).hasSize(1);

        desk.run(() -> drafts().close("ana", window));
        desk.run(() -> drafts().close("ana", never));

        assertThat(keep("ana", window, 1, "late")).isEmpty();
        assertThat(keep("ana", never, 0, "first, but late")).isEmpty();
        assertThat(desk.call(() -> drafts().open("ana", null))).isEmpty();
        assertThat(desk.number("select count(*) from entry_drafts where content <> ''"))
                .isZero();
    }

    @Test
    void a_discarded_draft_can_be_had_back_by_its_person_for_an_hour() {
        keep("ana", window, 0, "typed");
        assertThat(desk.call(() -> drafts().discard("bor", window))).isFalse();
        assertThat(desk.call(() -> drafts().reopen("ana", window)))
                .as("it is open")
                .isFalse();

        assertThat(desk.call(() -> drafts().discard("ana", window))).isTrue();
        assertThat(desk.call(() -> drafts().discard("ana", window))).isFalse();
        assertThat(desk.call(() -> drafts().open("ana", null))).isEmpty();
        assertThat(keep("ana", window, 1, "late")).isEmpty();
        assertThat(desk.call(() -> drafts().reopen("bor", window))).isFalse();
        at(NOON.plus(EntryDrafts.TAKEN_BACK).minusSeconds(1));
        assertThat(desk.call(() -> drafts().reopen("ana", window))).isTrue();
        assertThat(desk.call(() -> drafts().open("ana", null)))
                .extracting(EntryDraft::content)
                .containsExactly("typed");
        assertThat(keep("ana", window, 1, "typed on")).hasValue(2);

        desk.run(() -> drafts().discard("ana", window));
        at(NOON.plus(EntryDrafts.TAKEN_BACK).plus(EntryDrafts.TAKEN_BACK));
        assertThat(desk.call(() -> drafts().reopen("ana", window))).isFalse();
        var other = UUID.randomUUID();
        keep("ana", other, 0, "saved as an order");
        desk.run(() -> drafts().close("ana", other));
        assertThat(desk.call(() -> drafts().reopen("ana", other))).isFalse();
        assertThat(desk.call(() -> drafts().discard("ana", UUID.randomUUID()))).isFalse();
        assertThat(desk.number("select count(*) from entry_drafts where content <> ''"))
                .as("what nobody can have back is not kept")
                .isZero();
    }

    @Test
    void drafts_of_a_change_belong_to_their_order() {
        desk.stock("ART-001", "10");
        var order = new OrderFixture(desk).draft("ART-001 x 1");
        keep("ana", window, 0, "a new one");
        desk.run(() -> drafts().keep("ana", UUID.randomUUID(), 0, order, "a change", "Buyer", 1));

        assertThat(desk.call(() -> drafts().open("ana", order)))
                .extracting(EntryDraft::content)
                .containsExactly("a change");
        assertThat(desk.call(() -> drafts().open("ana", null)))
                .extracting(EntryDraft::content)
                .containsExactly("a new one");
        assertThat(desk.call(
                        () -> drafts().keep("ana", UUID.randomUUID(), 0, UUID.randomUUID(), "of no order", "Buyer", 1)))
                .isEmpty();
    }

    @Test
    void after_thirty_days_a_draft_is_removed_and_before_it_is_not() {
        keep("ana", window, 0, "old");
        at(NOON.plus(Duration.ofDays(30)).minusSeconds(1));
        assertThat(desk.call(() -> drafts().removeOld())).isZero();
        assertThat(desk.call(() -> drafts().open("ana", null))).hasSize(1);

        at(NOON.plus(Duration.ofDays(30)));
        assertThat(desk.call(() -> drafts().open("ana", null))).isEmpty();
        assertThat(desk.call(() -> drafts().removeOld())).isEqualTo(1);
    }

    @Test
    void the_oldest_make_room() {
        for (int i = 0; i <= EntryDrafts.MOST; i++) {
            at(NOON.plusSeconds(i));
            keep("ana", UUID.randomUUID(), 0, "draft " + i);
        }

        assertThat(desk.call(() -> drafts().open("ana", null)))
                .hasSize(EntryDrafts.MOST)
                .extracting(EntryDraft::content)
                .doesNotContain("draft 0")
                .startsWith("draft " + EntryDrafts.MOST);
    }

    private OptionalLong keep(String username, @Nullable UUID id, long revision, String content) {
        return desk.call(() -> drafts().keep(username, id, revision, null, content, "Kavarna Žmavc", 3));
    }

    private void at(Instant then) {
        now = then;
    }

    /** Stands still until it is set. */
    private final class HandClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private EntryDrafts drafts() {
        return desk.bean(EntryDrafts.class);
    }
}
