package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest extends SimulatorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/eshop/v1/warehouse_list",
                "/rest/eshop/v1/json/put_document",
                "/rest/eshop/v1/add_attachment",
                "/rest/eshop/put_document",
                "/rest/eshop/v1/json/put_transaction",
                "/rest/eshop/v1/no_such_operation",
                "/"
            })
    void a_wrong_path_family_is_an_html_404(String path) {
        var answer = mk.post(path, SimulatorClient.withCredentials(Json.object()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).get().asString().startsWith("text/html");
        assertThat(new String(answer.body(), UTF_8)).startsWith("<html>");
    }

    @Test
    void dot_segments_are_resolved() throws IOException {
        var answer = raw("POST /rest/eshop/v1/../v1/./json/warehouse_list HTTP/1.1\r\nHost: x\r\nContent-Length: "
                + credentials().length() + "\r\nConnection: close\r\n\r\n" + credentials());

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"warehouse_list_count\":\"3\"");
    }

    @Test
    void chunked_bodies_are_taken() throws IOException {
        var body = credentials();
        var half = body.length() / 2;
        var answer = raw("POST /rest/eshop/v1/json/warehouse_list HTTP/1.1\r\nHost: x\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + Integer.toHexString(half) + ";ext=1\r\n" + body.substring(0, half) + "\r\n"
                + Integer.toHexString(body.length() - half) + "\r\n" + body.substring(half) + "\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"warehouse_list_count\":\"3\"");
    }

    @Test
    void a_connection_serves_many_requests() throws IOException {
        try (var client = new LoadClient(simulator.address())) {
            for (var n = 0; n < 3; n++) {
                assertThat(client.post("/rest/eshop/v1/json/warehouse_list", credentials()))
                        .contains("glavno");
            }
        }
    }

    @Test
    void a_broken_request_line_or_length_closes_the_connection_and_nothing_else() throws IOException {
        assertThat(raw("NONSENSE\r\n\r\n")).isEmpty();
        assertThat(raw("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n")).isEmpty();
        assertThat(raw("POST /%zz HTTP/1.1\r\n\r\n")).isEmpty();
        assertThat(mk.call("warehouse_list", "{}").path("opr_code").asText()).isEqualTo("0");
    }

    @Test
    void anything_but_post_is_refused_as_the_setting_says() {
        assertThat(mk.send("GET", "/rest/eshop/v1/search", new byte[0]).statusCode())
                .isEqualTo(405);
        mk.setting("wrongMethodHttpStatus", "404");
        assertThat(mk.send("GET", "/rest/eshop/v1/search", new byte[0]).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{\"a\":1} x"})
    void a_body_that_is_no_object_is_answered_as_the_settings_say(String body) throws IOException {
        var answer = mk.sendOnce("POST", "/rest/eshop/v1/search", body.getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SimulatorClient.object(answer.body()).path("opr_code").asText())
                .isEqualTo("1");

        mk.setting("malformedRequestHttpStatus", "400");
        assertThat(mk.sendOnce("POST", "/rest/eshop/v1/search", body.getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void wrong_credentials_are_answered_as_the_settings_say() {
        for (var wrong : List.of(
                "{'secret_key':'x','company_id':'16'}",
                "{'secret_key':'simulator-secret','company_id':'17'}",
                "{'company_id':'16'}",
                "{'secret_key':'simulator-secret'}")) {
            var answer = mk.post("/rest/eshop/v1/search", SimulatorClient.json(wrong));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(SimulatorClient.object(answer.body()).path("opr_code").asText())
                    .isEqualTo("1");
        }
        mk.setting("wrongCredentialsOprCode", "''");
        mk.setting("wrongCredentialsHttpStatus", "403");
        var answer = mk.post("/rest/eshop/v1/search", Json.object());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body(), UTF_8)).startsWith("<html>");
    }

    @Test
    void the_company_id_may_be_a_number() {
        var request = SimulatorClient.json("{'secret_key':'simulator-secret','company_id':16}");
        assertDone(SimulatorClient.object(
                mk.post("/rest/eshop/v1/json/warehouse_list", request).body()));
    }

    @Test
    void numbers_and_booleans_are_taken_and_everything_is_text_in_answers() {
        var id = put(SimulatorClient.json("{'doc_type':'sales_order','doc_date':'23.11.2026',"
                + "'partner':{'mk_id':1600100001,'mk_address_id':1600110001},"
                + "'product_list':[{'code':'ART-041','amount':2.5,'price':10,'tax_factor':0.22}]}"));

        var answer =
                mk.call("get_document", "{'doc_type':'sales_order','doc_id':" + id + ",'show_product_detail':true}");
        assertThat(answer.path("product_list").path(0).path("amount").asText()).isEqualTo("2.5");
        assertThat(answer.path("product_list").path(0).has("mk_row_id")).isTrue();
        assertOnlyTexts(answer);
        assertOnlyTexts(search("{'limit':5,'offset':0}"));
        assertOnlyTexts(mk.call("warehouse_stock", "{'limit':10}"));
        assertOnlyTexts(mk.call("product_list", "{'limit':10,'return_pricelist':true}"));
    }

    @Test
    void unknown_fields_are_ignored() {
        var id = put(order("A-1", "{'customer_order':'X','show_me':'true','bogus':{'a':1}}"));

        assertThat(get(id).has("customer_order")).isFalse();
        assertThat(get(id).has("bogus")).isFalse();
    }

    @Test
    void an_operation_that_is_not_simulated_says_so() {
        assertRefused(mk.call("generate_sticker", "{}"), "6", "Not simulated: operation generate_sticker");
        assertRefused(
                mk.call("put_document", "{'doc_type':'workorder'}"), "6", "Not simulated: document type workorder");
    }

    @Test
    void searches_run_one_after_another() throws InterruptedException {
        mk.control("PUT", "/_sim/settings", "{'latencyMs':{'search':[100,100]}}");
        var start = System.nanoTime();
        var threads = new Thread[3];
        for (var i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> search("{'limit':1}"));
            threads[i].start();
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThanOrEqualTo(300);
    }

    private static void assertOnlyTexts(JsonNode node) {
        if (node.isContainerNode()) {
            node.forEach(TransportTest::assertOnlyTexts);
        } else {
            assertThat(node.isTextual()).as(node.toString()).isTrue();
        }
    }

    private static String credentials() {
        return "{\"secret_key\":\"simulator-secret\",\"company_id\":\"16\"}";
    }

    private static String raw(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), simulator.address().getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
