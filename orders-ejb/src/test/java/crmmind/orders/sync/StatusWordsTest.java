package crmmind.orders.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.sync.StatusWords.Meaning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusWordsTest {

    private final Desk desk = new Desk();
    private final StatusWords words = desk.bean(StatusWords.class);

    @AfterEach
    void forget() {
        desk.run(() -> desk.bean(Database.class)
                .update("delete from status_mappings where metakocka_status in ('lost', 'wandering')"));
    }

    @Test
    void a_code_never_seen_gets_a_meaning_and_may_lose_it_again() {
        assertThat(desk.call(() -> words.meaning("lost"))).isEmpty();

        desk.run(() -> words.assign("lost", OrderStatus.ON_HOLD));
        assertThat(desk.call(() -> words.meaning("lost"))).contains(new Meaning(OrderStatus.ON_HOLD, false));

        desk.run(() -> words.assign("lost", null));
        assertThat(desk.call(() -> words.meaning("lost"))).contains(new Meaning(null, true));
        assertThat(desk.call(() -> words.code(OrderStatus.ON_HOLD)))
                .as("what is sent stays")
                .isEqualTo("paused");
    }

    @Test
    void a_code_that_is_sent_keeps_its_meaning() {
        assertThatThrownBy(() -> desk.run(() -> words.assign("created", OrderStatus.FULFILLED)))
                .isInstanceOf(BusinessException.class)
                .hasMessageContaining("created");
        assertThatThrownBy(() -> desk.run(() -> words.assign("created", null))).isInstanceOf(BusinessException.class);

        assertThat(desk.call(() -> words.meaning("created"))).contains(new Meaning(OrderStatus.CONFIRMED, false));
    }

    @Test
    void a_status_that_is_worked_out_cannot_be_a_meaning() {
        assertThatThrownBy(() -> desk.run(() -> words.assign("wandering", OrderStatus.PARTIALLY_FULFILLED)))
                .isInstanceOf(BusinessException.class);
        assertThatThrownBy(() -> desk.run(() -> words.assign(" ", OrderStatus.DRAFT)))
                .isInstanceOf(BusinessException.class);
    }

    @Test
    void what_the_desk_uses_is_read_from_its_orders_and_its_map() {
        var used = desk.call(() -> desk.bean(DeskVocabulary.class).used());

        assertThat(used.knownWarehouses())
                .extracting(DeskVocabulary.KnownWarehouse::mark)
                .containsExactly("glavno", "drugo", "staro");
        assertThat(used.statuses())
                .contains(
                        new DeskVocabulary.SentStatus("confirmed", "created"),
                        new DeskVocabulary.SentStatus("cancelled", "canceled"));
        assertThat(desk.call(
                        () -> desk.bean(DeskVocabulary.class).unknownNumbers(java.util.List.of("CRM-1999-000001"))))
                .containsExactly("CRM-1999-000001");
    }
}
