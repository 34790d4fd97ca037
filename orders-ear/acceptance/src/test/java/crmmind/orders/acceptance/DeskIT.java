package crmmind.orders.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DeskExtension.class)
class DeskIT {

    @Test
    void the_five_workflows_end_the_same_in_both_systems(Desk desk) {
        var outcome = new Workflows(desk.as("admin"), step -> {}).run();

        var fulfilled = desk.as("viewer")
                .get("/api/orders/" + outcome.fulfilled())
                .expect(200)
                .json();
        var there = desk.metakocka().salesOrders(fulfilled.get("orderNumber").asText());
        assertThat(there).hasSize(1);
        assertThat(there.get(0).get("mk_id").asText())
                .isEqualTo(fulfilled.at("/metakocka/id").asText());
        assertThat(desk.metakocka().state().get("duplicateReferences")).isEmpty();
    }

    @Test
    void what_the_server_opens_by_itself_is_closed(Desk desk) {
        assertThat(desk.http().get("/metrics").status()).isEqualTo(403);
        assertThat(desk.http().get("/openapi").status()).isEqualTo(403);
        assertThat(desk.http().get("/health/ready").header("Server")).isEmpty();
    }
}
