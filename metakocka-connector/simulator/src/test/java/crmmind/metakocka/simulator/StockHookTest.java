package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockHookTest extends SimulatorTest {
    private static final String OK = "{\"status\":\"ok\",\"check_respond_status_json_ok\":\"true\"}";

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final Queue<String> answers = new ArrayDeque<>();
    private HttpServer endpoint;

    @SuppressWarnings("ArrayRecordComponent")
    private record Delivery(Headers headers, byte[] body) {}

    @BeforeEach
    void listen() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/hook", this::receive);
        endpoint.start();
        mk.setting("webhookUrl", "'http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook'");
        mk.setting("webhookSecret", "'hush'");
        mk.setting("webhookRetryMs", "20");
    }

    @AfterEach
    void leave() {
        mk.reset(); // takes the address back before the end-point goes
        endpoint.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        deliveries.add(new Delivery(
                exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
        String answer;
        synchronized (answers) {
            answer = answers.isEmpty() ? OK : answers.remove();
        }
        var bytes = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.isEmpty() ? 500 : 200, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Test
    void a_change_of_stock_is_told_with_a_signature() throws Exception {
        mk.act("{'action':'adjust_stock','code':'ART-041','amount':'863.75'}");

        var delivery = next();
        var body = Json.own(delivery.body);
        assertThat(body.path("stock_list_count").asText()).isEqualTo("2");
        var row = body.path("stock_list").path(0);
        assertThat(row.path("code").asText()).isEqualTo("ART-041");
        assertThat(row.path("amount").asText()).isEqualTo("863,75");
        assertThat(row.path("reserved_amount").asText()).isEqualTo("0");
        assertThat(delivery.headers.getFirst("X-MetaKocka-Event")).isEqualTo("warehouse_product_stock_update");
        assertThat(delivery.headers.getFirst("X-MetaKocka-Id")).isNotEmpty();
        assertThat(delivery.headers.getFirst("Content-Type")).isEqualTo("application/json");
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("hush".getBytes(UTF_8), "HmacSHA1"));
        assertThat(delivery.headers.getFirst("X-MetaKocka-Signature"))
                .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(delivery.body)));
    }

    @Test
    void a_delivery_has_the_shape_of_the_vendors_example() throws Exception {
        var example = VendorExamples.all().stream()
                .filter(one -> one.name().equals("webhook.warehouse_product_stock_update"))
                .findFirst();
        assumeThat(example).as(VendorExamples.absent()).isPresent();
        mk.act("{'action':'adjust_stock','code':'ART-041','change':'1'}");

        var delivery = next();
        assertThat(Shape.differences(
                        example.orElseThrow().content().path("request"), Json.own(delivery.body), Set.of()))
                .isEmpty();
        example.orElseThrow()
                .content()
                .path("headers")
                .fieldNames()
                .forEachRemaining(name ->
                        assertThat(delivery.headers.containsKey(name)).as(name).isTrue());
    }

    @Test
    void a_reservation_is_told_for_each_product_in_all_active_warehouses() throws Exception {
        put(order("A-1", "{'product_list':[{'code':'ART-048','amount':'1'},{'code':'ART-049','amount':'1'}]}"));

        var first = Json.own(next().body).path("stock_list");
        assertThat(first.path(0).path("code").asText()).isEqualTo("ART-048");
        assertThat(first.path(0).path("reserved_amount").asText()).isEqualTo("1");
        assertThat(first.path(1).path("amount").asText()).isEqualTo("0");
        assertThat(Json.own(next().body).path("stock_list")).hasSize(2);
    }

    @Test
    void a_delivery_that_is_not_confirmed_is_tried_three_times_with_one_id() throws Exception {
        answers.add("");
        answers.add("{\"status\":\"error\"}");
        answers.add("no json");
        mk.act("{'action':'adjust_stock','code':'ART-041','change':'1'}");

        var id = next().headers.getFirst("X-MetaKocka-Id");
        assertThat(next().headers.getFirst("X-MetaKocka-Id")).isEqualTo(id);
        assertThat(next().headers.getFirst("X-MetaKocka-Id")).isEqualTo(id);
        mk.act("{'action':'adjust_stock','code':'ART-042','change':'1'}");
        assertThat(next().headers.getFirst("X-MetaKocka-Id")).isNotEqualTo(id);
    }

    @Test
    void either_form_of_confirmation_will_do() throws Exception {
        answers.add("{\"check_respond_status_json_ok\":\"true\"}");
        answers.add("{\"status\":\"ok\"}");
        mk.act("{'action':'adjust_stock','code':'ART-041','change':'1'}");
        var first = next().headers.getFirst("X-MetaKocka-Id");
        mk.act("{'action':'adjust_stock','code':'ART-042','change':'1'}");
        assertThat(next().headers.getFirst("X-MetaKocka-Id")).isNotEqualTo(first);
    }

    @Test
    void deliveries_can_be_doubled_or_lost() throws Exception {
        mk.setting("webhookDuplicateEvery", "1");
        mk.act("{'action':'adjust_stock','code':'ART-041','change':'1'}");
        assertThat(next().body).isEqualTo(next().body);

        mk.setting("webhookLoseEvery", "1");
        mk.act("{'action':'adjust_stock','code':'ART-042','change':'1'}");
        assertThat(deliveries.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void basic_authentication_is_sent_when_set() throws Exception {
        mk.setting("webhookUser", "'u'");
        mk.setting("webhookPassword", "'p'");
        mk.act("{'action':'adjust_stock','code':'ART-041','change':'1'}");
        assertThat(next().headers.getFirst("Authorization")).isEqualTo("Basic dTpw");
    }

    private Delivery next() throws InterruptedException {
        var delivery = deliveries.poll(10, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }
}
