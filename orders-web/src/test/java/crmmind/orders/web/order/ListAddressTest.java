package crmmind.orders.web.order;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SyncStatus;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListAddressTest {

    @Test
    void the_path_names_all_that_the_list_shows() {
        var address = new ListAddress(Map.of(
                "view", "drafts", "q", "Čuček & sin", "from", "2026-11-01", "sort", "-totalAmount", "after", "xyz"));
        assertThat(address.path())
                .isEqualTo("/orders?view=drafts&q=%C4%8Cu%C4%8Dek+%26+sin&from=2026-11-01&sort=-totalAmount&after=xyz");
        assertThat(address.query().from()).isEqualTo(LocalDate.of(2026, 11, 1));
    }

    @Test
    void another_filter_starts_from_the_first_page() {
        var address = new ListAddress(Map.of("q", "a", "after", "xyz"));
        assertThat(address.with("status", "draft").path()).isEqualTo("/orders?q=a&status=draft");
        assertThat(address.with("q", "").path()).isEqualTo("/orders");
    }

    @Test
    void a_filter_narrows_the_view() {
        var problems = new ListAddress(Map.of("view", "sync-problems"));
        assertThat(problems.query().syncStatuses())
                .containsExactlyInAnyOrder(SyncStatus.ERROR, SyncStatus.NEEDS_REVIEW);
        assertThat(problems.with("sync", "error").query().syncStatuses()).containsExactly(SyncStatus.ERROR);
        assertThat(new ListAddress(Map.of("view", "to-ship")).query().statuses())
                .containsExactlyInAnyOrder(
                        OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.PARTIALLY_FULFILLED);
    }

    @Test
    void what_cannot_be_read_is_left_out() {
        var query = new ListAddress(Map.of(
                        "view", "none", "status", "nothing", "from", "yesterday", "sort", "color", "q", "  ", "x", "y"))
                .query();
        assertThat(query.statuses()).isEmpty();
        assertThat(query.from()).isNull();
        assertThat(query.sort()).isNull();
        assertThat(query.text()).isNull();
        var worse = new ListAddress(
                        Map.of("q", "a\0b", "warehouse", "\0", "from", "+999999999-12-31", "to", "-0001-01-01"))
                .query();
        assertThat(worse.text()).isNull();
        assertThat(worse.warehouse()).isNull();
        assertThat(worse.from()).isNull();
        assertThat(worse.to()).isNull();
    }

    @Test
    void what_is_chosen_belongs_to_the_filters_and_a_height_to_the_page() {
        var list = new ListAddress(Map.of("view", "all", "q", "a", "sort", "orderNumber", "cols", "total"));
        assertThat(list.narrowed()).isEqualTo("?q=a");
        assertThat(list.place()).isEqualTo("?q=a&sort=orderNumber");
        assertThat(list.after("xyz", 50).narrowed()).isEqualTo("?q=a");
        assertThat(list.after("xyz", 50).place()).isEqualTo("?q=a&sort=orderNumber&after=xyz");
        assertThat(list.with("status", "draft").narrowed()).isNotEqualTo(list.narrowed());
        assertThat(new ListAddress(Map.of("view", "all")).narrowed()).isEmpty();
        assertThat(new ListAddress(Map.of("view", "drafts")).narrowed()).isEqualTo("?view=drafts");
    }
}
