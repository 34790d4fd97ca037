package crmmind.orders.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Backends;
import crmmind.orders.acceptance.HttpSide;
import crmmind.orders.acceptance.Workflows;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EarIT {

    private static Backends backends;
    private static HttpSide desk;

    @BeforeAll
    static void start() {
        backends = Backends.start("ear");
        var server = PayaraServer.start(
                Path.of("target", "payara6").toAbsolutePath(),
                Path.of("target", "payara-domains", "desk").toAbsolutePath(),
                Path.of(System.getProperty("desk.ear", "../target/orders.ear")),
                backends.variables());
        desk = HttpSide.of(server.baseUri());
    }

    @Test
    void the_login_page_is_there() {
        var page = desk.get("/login").expect(200);

        assertThat(page.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).contains("type=\"password\"");
    }

    @Test
    void an_order_goes_through_all_workflows() {
        var admin = desk.withToken("demo-token-admin");

        var outcome = new Workflows(admin, step -> {}).run();

        for (var id : new String[] {outcome.fulfilled(), outcome.cancelled()}) {
            var order = admin.get("/api/orders/" + id).expect(200).json();
            assertThat(backends.metakocka().salesOrders(order.get("orderNumber").asText()))
                    .hasSize(1);
        }
    }
}
