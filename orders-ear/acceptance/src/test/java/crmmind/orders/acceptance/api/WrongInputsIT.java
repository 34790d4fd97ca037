package crmmind.orders.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Answer;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wrong requests of every route: each gets the documented problem, and nothing changes in either system. */
@ExtendWith(DeskExtension.class)
class WrongInputsIT {

    private static final String ORDERS = "/api/orders";
    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";
    private static final String NOBODY = UUID.randomUUID().toString();
    private static final String ITEM = "{\"productCode\":\"ART-040\",\"quantity\":\"1\",\"unitPrice\":\"1\"}";

    /** A wrong request and its problem; pointer empty for none. */
    private record Wrong(
            String user, String method, String path, String body, int status, String code, String pointer) {}

    @Test
    void wrong_requests_are_refused_as_documented_and_change_nothing(Desk desk) {
        var draft = id(desk.as("sales").post(ORDERS, order(ITEM)).expect(201));
        var cancelled = id(desk.as("sales").post(ORDERS, order(ITEM)).expect(201));
        desk.as("sales")
                .post(METAKOCKA + "cancel", "{\"orderId\":\"" + cancelled + "\",\"cancellationReason\":\"test\"}")
                .expect(200);
        var held = id(desk.as("sales").post(ORDERS, order(ITEM)).expect(201));
        desk.as("sales")
                .post(METAKOCKA + "status", "{\"orderId\":\"" + held + "\",\"status\":\"confirmed\"}")
                .expect(200);
        desk.as("sales")
                .post(METAKOCKA + "status", "{\"orderId\":\"" + held + "\",\"status\":\"on_hold\"}")
                .expect(200);
        var before = desk.bothSystems();

        var softly = new SoftAssertions();
        for (var wrong : wrongs(draft, cancelled, held)) {
            var side = wrong.user().isEmpty() ? desk.http() : desk.as(wrong.user());
            if (wrong.method().equals("PATCH") && wrong.status() != 428) {
                side = side.withHeader("If-Match", "\"0\"");
            }
            var answer = side.send(wrong.method(), wrong.path(), wrong.method().equals("GET") ? null : wrong.body());
            var about = wrong + " -> " + answer.body();
            softly.assertThat(answer.status()).as(about).isEqualTo(wrong.status());
            softly.assertThat(answer.header("Content-Type").orElse(""))
                    .as(about)
                    .startsWith("application/problem+json");
            if (answer.header("Content-Type").orElse("").startsWith("application/problem+json")) {
                var problem = answer.json();
                softly.assertThat(problem.path("code").asText()).as(about).isEqualTo(wrong.code());
                softly.assertThat(problem.path("status").asInt()).as(about).isEqualTo(wrong.status());
                if (!wrong.pointer().isEmpty()) {
                    softly.assertThat(problem.path("errors").findValuesAsText("pointer"))
                            .as(about)
                            .contains(wrong.pointer());
                }
            }
        }
        softly.assertAll();
        assertThat(desk.bothSystems()).isEqualTo(before);
    }

    private static List<Wrong> wrongs(String draft, String cancelled, String held) {
        var wrongs = new ArrayList<Wrong>();
        // who
        wrongs.add(new Wrong("", "GET", ORDERS, "", 401, "UNAUTHENTICATED", ""));
        wrongs.add(new Wrong("nobody", "GET", "/api/inventory", "", 401, "UNAUTHENTICATED", ""));
        for (var route : List.of("sync", "status", "cancel", "sync-from-metakocka")) {
            wrongs.add(new Wrong("", "POST", METAKOCKA + route, "{}", 401, "UNAUTHENTICATED", ""));
            wrongs.add(new Wrong("viewer", "POST", METAKOCKA + route, "{broken", 403, "FORBIDDEN", ""));
        }
        wrongs.add(new Wrong("sales", "POST", METAKOCKA + "fulfill", "{broken", 403, "FORBIDDEN", ""));
        wrongs.add(new Wrong("warehouse", "POST", METAKOCKA + "cancel", "{}", 403, "FORBIDDEN", ""));
        wrongs.add(new Wrong("warehouse", "POST", ORDERS, "{}", 403, "FORBIDDEN", ""));
        wrongs.add(new Wrong("viewer", "PATCH", ORDERS + "/" + draft, "{}", 403, "FORBIDDEN", ""));
        wrongs.add(status("sales", draft, "fulfilled", 403, "FORBIDDEN", ""));
        wrongs.add(status("warehouse", draft, "confirmed", 403, "FORBIDDEN", ""));
        // new orders
        create(wrongs, "{broken", 400, "MALFORMED_REQUEST", "");
        create(wrongs, "[]", 400, "MALFORMED_REQUEST", "");
        create(wrongs, "{\"surprise\":1}", 400, "MALFORMED_REQUEST", "/surprise");
        create(wrongs, "{\"currency\":\"EUR\",\"currency\":\"EUR\"}", 400, "MALFORMED_REQUEST", "");
        create(wrongs, order(ITEM) + "x", 400, "MALFORMED_REQUEST", "");
        create(wrongs, "{\"items\":\"none\"}", 400, "MALFORMED_REQUEST", "/items");
        create(wrongs, order("{\"productCode\":7}"), 400, "MALFORMED_REQUEST", "/items/0/productCode");
        create(wrongs, order("{\"quantity\":\"NaN\"}"), 400, "MALFORMED_REQUEST", "/items/0/quantity");
        create(wrongs, order("{\"quantity\":1e400}"), 400, "MALFORMED_REQUEST", "/items/0/quantity");
        create(wrongs, "{\"expectedDeliveryDate\":\"2026-02-30\"}", 400, "MALFORMED_REQUEST", "/expectedDeliveryDate");
        create(wrongs, "{}", 422, "VALIDATION_FAILED", "/items");
        create(wrongs, order(""), 422, "VALIDATION_FAILED", "/items");
        create(wrongs, order(item("ART-040", "0", "1")), 422, "VALIDATION_FAILED", "/items/0/quantity");
        create(wrongs, order(item("ART-040", "1.0001", "1")), 422, "VALIDATION_FAILED", "/items/0/quantity");
        create(wrongs, order(item("ART-040", "1", "-1")), 422, "VALIDATION_FAILED", "/items/0/unitPrice");
        create(wrongs, order(item("NO-SUCH", "1", "1")), 422, "VALIDATION_FAILED", "/items/0/productCode");
        create(wrongs, order(ITEM).replace("EUR", "XXQ"), 422, "VALIDATION_FAILED", "/currency");
        create(wrongs, order(ITEM).replace("glavno", "nowhere"), 422, "VALIDATION_FAILED", "/warehouse");
        create(wrongs, order(ITEM).replace("Wrong inputs", " "), 422, "VALIDATION_FAILED", "/customer/name");
        create(
                wrongs,
                order(ITEM).replace("Wrong inputs", "x".repeat(101)),
                422,
                "VALIDATION_FAILED",
                "/customer/name");
        // one order, lists, inventory
        for (var id : List.of(NOBODY, "not-an-id", "1")) {
            wrongs.add(new Wrong("viewer", "GET", ORDERS + "/" + id, "", 404, "NOT_FOUND", ""));
            wrongs.add(new Wrong("viewer", "GET", ORDERS + "/" + id + "/events", "", 404, "NOT_FOUND", ""));
            wrongs.add(new Wrong("viewer", "GET", METAKOCKA + "sync?orderId=" + id, "", 404, "NOT_FOUND", ""));
        }
        for (var query : List.of(
                "limit=0",
                "limit=201",
                "limit=x",
                "status=nope",
                "syncStatus=nope",
                "from=2026-13-01",
                "to=yesterday",
                "cursor=%20nonsense",
                "sort=-nope",
                "surprise=1")) {
            wrongs.add(new Wrong("viewer", "GET", ORDERS + "?" + query, "", 400, "MALFORMED_REQUEST", ""));
        }
        wrongs.add(new Wrong("viewer", "GET", "/api/inventory?surprise=1", "", 400, "MALFORMED_REQUEST", "/surprise"));
        wrongs.add(new Wrong("viewer", "GET", "/api/nothing-here", "", 404, "NOT_FOUND", ""));
        wrongs.add(new Wrong("admin", "DELETE", ORDERS, "", 405, "METHOD_NOT_ALLOWED", ""));
        // changing
        patch(wrongs, draft, "{broken", 400, "MALFORMED_REQUEST", "");
        patch(wrongs, draft, "{\"status\":\"fulfilled\"}", 400, "MALFORMED_REQUEST", "/status");
        patch(wrongs, draft, "{\"items\":[{\"id\":\"x\"}]}", 400, "MALFORMED_REQUEST", "/items/0/id");
        patch(wrongs, draft, "{\"items\":[]}", 422, "VALIDATION_FAILED", "/items");
        patch(wrongs, draft, "{\"currency\":null}", 422, "VALIDATION_FAILED", "/currency");
        patch(wrongs, NOBODY, "{}", 404, "NOT_FOUND", "");
        wrongs.add(new Wrong("sales", "PATCH", ORDERS + "/" + draft, "{}", 428, "VERSION_REQUIRED", ""));
        // sync
        post(wrongs, "sync", "{}", 422, "VALIDATION_FAILED", "/orderId");
        post(wrongs, "sync", "{\"orderId\":7}", 400, "MALFORMED_REQUEST", "/orderId");
        post(wrongs, "sync", "{\"orderIds\":\"a\"}", 400, "MALFORMED_REQUEST", "/orderIds");
        post(wrongs, "sync", "{\"orderIds\":[]}", 422, "VALIDATION_FAILED", "/orderIds");
        post(wrongs, "sync", "{\"orderIds\":" + ids(1001) + "}", 400, "MALFORMED_REQUEST", "/orderIds");
        post(wrongs, "sync", "{\"orderId\":\"" + NOBODY + "\"}", 404, "NOT_FOUND", "");
        post(wrongs, "sync", "{\"orderId\":\"no\"}", 404, "NOT_FOUND", "");
        post(wrongs, "sync", "{\"orderId\":\"" + cancelled + "\"}", 409, "NOT_SYNCABLE", "");
        post(wrongs, "sync", "{\"orderId\":\"" + held + "\"}", 409, "ON_HOLD", "");
        post(wrongs, "sync", "{\"orderId\":\"" + draft + "\",\"x\":1}", 400, "MALFORMED_REQUEST", "/x");
        wrongs.add(new Wrong("viewer", "GET", METAKOCKA + "sync", "", 422, "VALIDATION_FAILED", "/orderId"));
        // status
        wrongs.add(status("admin", draft, "nope", 400, "MALFORMED_REQUEST", "/status"));
        wrongs.add(status("admin", draft, "cancelled", 422, "REASON_REQUIRED", ""));
        wrongs.add(status("admin", draft, "processing", 409, "NOT_SYNCED", ""));
        wrongs.add(status("admin", draft, "on_hold", 409, "INVALID_STATUS_TRANSITION", ""));
        wrongs.add(status("admin", draft, "returned", 409, "INVALID_STATUS_TRANSITION", ""));
        wrongs.add(status("admin", held, "processing", 409, "ON_HOLD", ""));
        wrongs.add(status("admin", NOBODY, "confirmed", 404, "NOT_FOUND", ""));
        wrongs.add(status("admin", "no-id", "confirmed", 404, "NOT_FOUND", ""));
        post(wrongs, "status", "{}", 422, "VALIDATION_FAILED", "/orderId");
        post(wrongs, "status", "{\"orderId\":\"" + draft + "\"}", 422, "VALIDATION_FAILED", "/status");
        // fulfil
        post(wrongs, "fulfill", "{}", 422, "VALIDATION_FAILED", "/orderId");
        post(wrongs, "fulfill", "{\"orderId\":\"" + NOBODY + "\"}", 404, "NOT_FOUND", "");
        post(wrongs, "fulfill", "{\"orderId\":\"" + draft + "\"}", 409, "NOT_SYNCED", "");
        post(wrongs, "fulfill", "{\"orderId\":\"" + held + "\"}", 409, "ON_HOLD", "");
        post(
                wrongs,
                "fulfill",
                "{\"orderId\":\"" + draft + "\",\"fulfillmentData\":[]}",
                400,
                "MALFORMED_REQUEST",
                "/fulfillmentData");
        post(
                wrongs,
                "fulfill",
                "{\"orderId\":\"" + draft + "\",\"fulfillmentData\":{\"x\":1}}",
                400,
                "MALFORMED_REQUEST",
                "/fulfillmentData/x");
        post(
                wrongs,
                "fulfill",
                "{\"orderId\":\"" + draft + "\",\"fulfillmentData\":{\"items\":[{\"quantity\":\"many\"}]}}",
                400,
                "MALFORMED_REQUEST",
                "/fulfillmentData/items/0/quantity");
        // cancel
        post(wrongs, "cancel", "{}", 422, "VALIDATION_FAILED", "/orderId");
        post(wrongs, "cancel", "{\"orderId\":\"" + draft + "\"}", 422, "REASON_REQUIRED", "/cancellationReason");
        post(
                wrongs,
                "cancel",
                "{\"orderId\":\"" + draft + "\",\"cancellationReason\":\"  \"}",
                422,
                "REASON_REQUIRED",
                "/cancellationReason");
        post(
                wrongs,
                "cancel",
                "{\"orderId\":\"" + draft + "\",\"cancellationReason\":\"ab\"}",
                422,
                "VALIDATION_FAILED",
                "/cancellationReason");
        post(
                wrongs,
                "cancel",
                "{\"orderId\":\"" + draft + "\",\"cancellationReason\":\"" + "x".repeat(501) + "\"}",
                422,
                "VALIDATION_FAILED",
                "/cancellationReason");
        post(
                wrongs,
                "cancel",
                "{\"orderId\":\"" + cancelled + "\",\"cancellationReason\":\"again\"}",
                409,
                "NOT_CANCELLABLE",
                "");
        post(
                wrongs,
                "cancel",
                "{\"orderId\":\"" + NOBODY + "\",\"cancellationReason\":\"test\"}",
                404,
                "NOT_FOUND",
                "");
        post(
                wrongs,
                "cancel",
                "{\"orderId\":\"" + draft + "\",\"cancellationReason\":5}",
                400,
                "MALFORMED_REQUEST",
                "/cancellationReason");
        // taking over
        post(wrongs, "sync-from-metakocka", "{}", 422, "VALIDATION_FAILED", "/metakockaId");
        post(wrongs, "sync-from-metakocka", "{\"all\":\"yes\"}", 400, "MALFORMED_REQUEST", "/all");
        post(wrongs, "sync-from-metakocka", "{\"all\":false}", 422, "VALIDATION_FAILED", "/metakockaId");
        post(wrongs, "sync-from-metakocka", "{\"metakockaId\":\"999999\"}", 404, "NOT_FOUND", "");
        post(wrongs, "sync-from-metakocka", "{\"metakockaIds\":[1]}", 400, "MALFORMED_REQUEST", "/metakockaIds/0");
        wrongs.add(new Wrong(
                "viewer", "GET", METAKOCKA + "sync-from-metakocka?limit=0", "", 400, "MALFORMED_REQUEST", "/limit"));
        wrongs.add(new Wrong(
                "viewer", "GET", METAKOCKA + "sync-from-metakocka?cursor=x", "", 400, "MALFORMED_REQUEST", ""));
        return wrongs;
    }

    private static void create(List<Wrong> wrongs, String body, int status, String code, String pointer) {
        wrongs.add(new Wrong("sales", "POST", ORDERS, body, status, code, pointer));
    }

    private static void patch(List<Wrong> wrongs, String id, String body, int status, String code, String pointer) {
        wrongs.add(new Wrong("sales", "PATCH", ORDERS + "/" + id, body, status, code, pointer));
    }

    private static void post(List<Wrong> wrongs, String route, String body, int status, String code, String pointer) {
        wrongs.add(new Wrong("admin", "POST", METAKOCKA + route, body, status, code, pointer));
    }

    private static Wrong status(String user, String id, String target, int status, String code, String pointer) {
        return new Wrong(
                user,
                "POST",
                METAKOCKA + "status",
                "{\"orderId\":\"" + id + "\",\"status\":\"" + target + "\"}",
                status,
                code,
                pointer);
    }

    private static String order(String items) {
        return "{\"customer\":{\"name\":\"Wrong inputs\"},\"currency\":\"EUR\",\"warehouse\":\"glavno\",\"items\":["
                + items + "]}";
    }

    private static String item(String code, String quantity, String price) {
        return "{\"productCode\":\"" + code + "\",\"quantity\":\"" + quantity + "\",\"unitPrice\":\"" + price + "\"}";
    }

    private static String ids(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> "\"" + NOBODY + "\"")
                .toList()
                .toString();
    }

    private static String id(Answer order) {
        return order.json().get("id").asText();
    }
}
