package crmmind.orders.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API promises beyond one answer: repetition, versions, pages, totals, and its own description. */
@ExtendWith(DeskExtension.class)
class ContractIT {

    private static final String ORDERS = "/api/orders";
    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";

    @Test
    @DisplayName("W14 the same key and body make one order and give one answer")
    void the_same_key_and_body_make_one_order_and_give_one_answer(Desk desk) {
        var sales =
                desk.as("sales").withHeader("Idempotency-Key", UUID.randomUUID().toString());
        var first = sales.post(ORDERS, order("ART-041", "1")).expect(201);
        var again = sales.post(ORDERS, order("ART-041", "1")).expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        var other = sales.post(ORDERS, order("ART-041", "2"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    @DisplayName("W14 a refused request leaves its key free")
    void a_refused_request_leaves_its_key_free(Desk desk) {
        var sales =
                desk.as("sales").withHeader("Idempotency-Key", UUID.randomUUID().toString());

        sales.post(ORDERS, order("NO-SUCH", "1")).expect(422);
        sales.post(ORDERS, order("ART-041", "1")).expect(201);
    }

    @Test
    void an_order_changes_only_for_who_saw_its_last_version(Desk desk) {
        var sales = desk.as("sales");
        var created = sales.post(ORDERS, order("ART-042", "2")).expect(201).json();
        var path = ORDERS + "/" + created.get("id").asText();
        var etag = sales.get(path).expect(200).header("ETag").orElseThrow();

        var changed = sales.withHeader("If-Match", etag)
                .withHeader("Content-Type", "application/merge-patch+json")
                .patch(path, "{\"notes\":\"Leave at the door\"}")
                .expect(200);
        assertThat(changed.json().get("notes").asText()).isEqualTo("Leave at the door");
        assertThat(changed.json().get("items")).isEqualTo(created.get("items"));
        assertThat(changed.header("ETag")).isNotEqualTo(java.util.Optional.of(etag));
        var late = sales.withHeader("If-Match", etag).patch(path, "{\"notes\":\"mine\"}");
        assertThat(late.status()).isEqualTo(412);
    }

    @Test
    void pages_together_are_the_whole_list_without_one_twice(Desk desk) {
        var viewer = desk.as("viewer");
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = viewer.get(ORDERS + "?limit=7" + cursor).expect(200).json();
            page.get("items").forEach(order -> seen.add(order.get("id").asText()));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (!cursor.isEmpty());

        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void line_and_header_amounts_are_rounded_half_up_to_the_cent(Desk desk) {
        var order = desk.as("sales")
                .post(
                        ORDERS,
                        "{\"customer\":{\"name\":\"Cents\"},\"currency\":\"EUR\",\"items\":["
                                + "{\"productCode\":\"ART-043\",\"quantity\":3,\"unitPrice\":\"0.335\",\"taxRate\":\"22\"},"
                                + "{\"productCode\":\"ART-044\",\"quantity\":\"1\",\"unitPrice\":19.9,\"taxRate\":\"22\","
                                + "\"discountPercent\":\"12.5\"}]}")
                .expect(201)
                .json();

        assertThat(order.at("/items/0/netAmount").asText()).isEqualTo("1.01");
        assertThat(order.at("/items/0/unitPrice").asText()).isEqualTo("0.335");
        assertThat(order.at("/items/1/netAmount").asText()).isEqualTo("17.41");
        assertThat(order.get("netAmount").asText()).isEqualTo("18.42");
        assertThat(order.get("taxAmount").asText()).isEqualTo("4.05");
        assertThat(order.get("totalAmount").asText()).isEqualTo("22.47");
    }

    @Test
    void too_little_stock_is_told_per_item_and_nothing_is_held(Desk desk) {
        var order =
                desk.as("sales").post(ORDERS, order("ART-048", "6")).expect(201).json();

        var refused = desk.as("sales")
                .post(METAKOCKA + "sync", "{\"orderId\":\"" + order.get("id").asText() + "\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").asText()).isEqualTo("INSUFFICIENT_STOCK");
        assertThat(refused.json().at("/errors/0/detail").asText()).contains("ART-048", "6", "5");
        var after = desk.as("viewer")
                .get(ORDERS + "/" + order.get("id").asText())
                .expect(200)
                .json();
        assertThat(after.get("status").asText()).isEqualTo("draft");
        assertThat(after.get("allocationStatus").asText()).isEqualTo("none");
    }

    @Test
    void syncing_an_order_that_both_sides_agree_on_does_nothing(Desk desk) {
        var id = desk.as("sales")
                .post(ORDERS, order("ART-045", "1"))
                .expect(201)
                .json()
                .get("id")
                .asText();
        desk.as("sales")
                .post(METAKOCKA + "sync", "{\"orderId\":\"" + id + "\"}")
                .expect(200);
        var before = desk.bothSystems();

        var again = desk.as("sales")
                .post(METAKOCKA + "sync", "{\"orderIds\":[\"" + id + "\"]}")
                .expect(200)
                .json();

        assertThat(again.get("skipped").asInt()).isEqualTo(1);
        assertThat(again.get("success").asBoolean()).isTrue();
        assertThat(desk.bothSystems()).isEqualTo(before);
    }

    @Test
    void the_description_is_open_and_is_the_contract(Desk desk) {
        var json = desk.http().get("/api/openapi.json").expect(200).json();
        JsonNode paths = json.get("paths");

        assertThat(json.get("openapi").asText()).startsWith("3.1");
        assertThat(paths.size()).isEqualTo(9);
        assertThat(desk.http().get("/api/openapi.yaml").status()).isEqualTo(200);
        assertThat(desk.http().get("/api/docs").expect(200).body()).contains("sync-from-metakocka");
    }

    private static String order(String product, String quantity) {
        return "{\"customer\":{\"name\":\"Contract\"},\"currency\":\"EUR\",\"items\":[{\"productCode\":\"" + product
                + "\",\"quantity\":\"" + quantity + "\",\"unitPrice\":\"10\"}]}";
    }
}
