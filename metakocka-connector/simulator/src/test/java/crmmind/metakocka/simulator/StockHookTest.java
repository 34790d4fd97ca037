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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StockHookTest extends SimulatorTest {
    private static final String SLOW = "slow";
    private static final String OK = "{\"status\":\"ok\",\"check_respond_status_json_ok\":\"true\"}";

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final Queue<String> answers = new ArrayDeque<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final List<String> codesSeen = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer endpoint;

    @SuppressWarnings("ArrayRecordComponent")
    private record Delivery(Headers headers, byte[] body) {}

    @BeforeEach
    void listen() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/hook", this::receive);
        endpoint.setExecutor(threads);
        endpoint.start();
        useHook();
    }

    private void useHook() {
        mk.setting("webhookUrl", "'http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook'");
        mk.setting("webhookSecret", "'hush'");
        mk.setting("webhookRetryMs", "20");
    }

    @AfterEach
    void leave() {
        mk.reset(); // takes the address back before the end-point goes
        slow.countDown();
        endpoint.stop(0);
        threads.shutdownNow();
    }

    private void receive(HttpExchange exchange) throws IOException {
        deliveries.add(new Delivery(
                exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
        String answer;
        synchronized (answers) {
            answer = answers.isEmpty() ? OK : answers.remove();
        }
        if (answer.equals(SLOW)) {
            awaitSlow();
            answer = OK;
        }
        var bytes = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.isEmpty() ? 500 : 200, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void awaitSlow() throws IOException {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
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
    void what_counts_as_delivered_and_how_often_it_is_tried_can_be_set() throws Exception {
        mk.setting("webhookNeedsOk", "false");
        synchronized (answers) {
            answers.add("no json");
        }
        mk.act("{'action':'adjust_stock','code':'ART-041','change':'1'}");
        var taken = next().headers.getFirst("X-MetaKocka-Id");
        mk.act("{'action':'adjust_stock','code':'ART-042','change':'1'}");
        assertThat(next().headers.getFirst("X-MetaKocka-Id")).isNotEqualTo(taken);

        mk.setting("webhookNeedsOk", "true");
        mk.setting("webhookTries", "1");
        synchronized (answers) {
            answers.add("no json");
        }
        mk.act("{'action':'adjust_stock','code':'ART-043','change':'1'}");
        var dropped = next().headers.getFirst("X-MetaKocka-Id");
        mk.act("{'action':'adjust_stock','code':'ART-044','change':'1'}");
        assertThat(next().headers.getFirst("X-MetaKocka-Id")).isNotEqualTo(dropped);
    }

    @Test
    void a_reset_forgets_what_is_to_be_tried_again() throws Exception {
        mk.setting("webhookRetryMs", "60000");
        synchronized (answers) {
            answers.add("no json");
        }
        mk.act("{'action':'adjust_stock','code':'ART-041','change':'1'}");
        next();
        mk.reset();
        useHook();
        mk.act("{'action':'adjust_stock','code':'ART-042','change':'1'}");
        assertThat(Json.own(next().body).path("stock_list").path(0).path("code").asText())
                .isEqualTo("ART-042");
    }

    @Test
    void an_answer_may_take_as_long_as_the_setting_says() throws Exception {
        mk.setting("webhookTimeoutMs", "100");
        synchronized (answers) {
            answers.add(SLOW);
        }
        mk.act("{'action':'adjust_stock','code':'ART-041','change':'1'}");
        var id = next().headers.getFirst("X-MetaKocka-Id");
        assertThat(next().headers.getFirst("X-MetaKocka-Id")).isEqualTo(id);

        mk.setting("webhookTimeoutMs", "10000");
        synchronized (answers) {
            answers.add(SLOW);
        }
        mk.act("{'action':'adjust_stock','code':'ART-042','change':'1'}");
        var patient = next().headers.getFirst("X-MetaKocka-Id");
        mk.act("{'action':'adjust_stock','code':'ART-043','change':'1'}");
        assertThat(deliveries.poll(300, TimeUnit.MILLISECONDS)).isNull();
        slow.countDown();
        assertThat(next().headers.getFirst("X-MetaKocka-Id")).isNotEqualTo(patient);
    }

    @Test
    void deliveries_come_in_the_order_of_the_changes_or_in_any() throws Exception {
        var lines = IntStream.range(10, 40)
                .mapToObj(n -> "{'code':'ART-0" + n + "','amount':'1'}")
                .collect(Collectors.joining(",", "{'product_list':[", "]}"));
        put(order("A-1", lines));
        assertThat(codes(30)).isSorted();
        mk.setting("webhookShuffle", "true");
        put(order("A-2", lines));
        assertThat(codes(30))
                .doesNotHaveDuplicates()
                .isNotEqualTo(new TreeSet<>(codesSeen).stream().toList());
    }

    private List<String> codes(int many) throws InterruptedException {
        codesSeen.clear();
        for (var n = 0; n < many; n++) {
            codesSeen.add(Json.own(next().body)
                    .path("stock_list")
                    .path(0)
                    .path("code")
                    .asText());
        }
        return List.copyOf(codesSeen);
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
