package crmmind.orders.acceptance.portal;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.acceptance.Desk;
import java.util.List;
import java.util.Map;

/** Orders made and looked at over the REST API, for pages that begin with one. */
final class ApiOrders {

    private final Desk desk;

    ApiOrders(Desk desk) {
        this.desk = desk;
    }

    /** A draft of one line: ART-031, three pieces at 10.00. Its id. */
    String draft(String customer) {
        return desk.as("sales")
                .post(
                        "/api/orders",
                        Map.of(
                                "customer",
                                Map.of(
                                        "name",
                                        customer,
                                        "email",
                                        "buyer@page.example",
                                        "address",
                                        Map.of(
                                                "street",
                                                "Pot 1",
                                                "postCode",
                                                "1000",
                                                "city",
                                                "Ljubljana",
                                                "country",
                                                "SI")),
                                "currency",
                                "EUR",
                                "notes",
                                "as ordered",
                                "items",
                                List.of(Map.of("productCode", "ART-031", "quantity", "3", "unitPrice", "10"))))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    /** The same, sent to Metakocka. */
    String synced(String customer) {
        var order = draft(customer);
        desk.as("sales")
                .post("/api/integrations/metakocka/orders/sync", Map.of("orderId", order))
                .expect(200);
        return order;
    }

    JsonNode order(String id) {
        return desk.as("viewer").get("/api/orders/" + id).expect(200).json();
    }
}
