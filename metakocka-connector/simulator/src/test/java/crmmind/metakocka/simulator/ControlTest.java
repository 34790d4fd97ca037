package crmmind.metakocka.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import crmmind.metakocka.simulator.wire.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end-points under {@code /_sim}. */
class ControlTest extends SimulatorTest {
    // ---- faults

    @ParameterizedTest
    @CsvSource({
        "http_500_before,500,false",
        "http_500_after,500,true",
        "http_429,429,false",
        "html_200,200,false",
        "truncated_json,200,true",
        "opr_code_1,200,false",
        "delay,200,true",
        "slow_body,200,true"
    })
    void a_fault_strikes_once_and_does_what_its_name_says(String kind, int status, boolean done) {
        mk.fault("{'operation':'put_document','kind':'" + kind + "','delayMs':30}");

        assertThat(search("{}").path("opr_code").asText()).isEqualTo("0");
        var answer = putRaw("A-1");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(mk.documents("buyer_order=A-1")).hasSize(done ? 1 : 0);
        var call = mk.calls("operation=put_document").path(0);
        assertThat(call.path("fault").asText()).isEqualTo(kind);
        assertThat(call.path("done").asBoolean()).isEqualTo(done);
        assertThat(call.path("status").asInt()).isEqualTo(status);
        var body = new String(answer.body(), UTF_8);
        switch (kind) {
            case "html_200" -> assertThat(body).startsWith("<html>");
            case "opr_code_1" -> assertThat(body).contains("\"opr_code\":\"1\"");
            case "truncated_json" ->
                assertThatThrownBy(() -> Json.read(answer.body())).isInstanceOf(IOException.class);
            default -> {}
        }
        assertThat(putRaw("A-2").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"drop_before,false", "drop_after,true"})
    void a_dropped_connection_leaves_the_client_without_an_answer(String kind, boolean done) {
        mk.fault("{'operation':'*','kind':'" + kind + "'}");

        assertThat(catchThrowable(() -> putOnce("A-1"))).isInstanceOf(IOException.class);
        assertThat(mk.documents("buyer_order=A-1")).hasSize(done ? 1 : 0);
        var calls = mk.calls("operation=put_document");
        assertThat(calls).hasSize(1);
        assertThat(calls.path(0).path("status").isNull()).isTrue();
        assertThat(calls.path(0).path("answer").isNull()).isTrue();
    }

    @Test
    void a_late_operation_is_done_after_the_client_gave_up() {
        mk.fault("{'operation':'put_document','kind':'late','delayMs':300}");

        assertThat(catchThrowable(() -> putOnce("A-1"))).isInstanceOf(IOException.class);
        assertThat(mk.documents("buyer_order=A-1")).isEmpty();
        await(() -> mk.documents("buyer_order=A-1").size() == 1);
        assertThat(mk.calls("operation=put_document").path(0).path("done").asBoolean())
                .isTrue();
    }

    @Test
    void a_late_operation_does_not_outlive_a_reset() {
        mk.fault("{'operation':'put_document','kind':'late','delayMs':100}");
        assertThat(catchThrowable(() -> putOnce("A-1"))).isInstanceOf(IOException.class);
        mk.reset();
        mk.fault("{'operation':'put_document','kind':'late','delayMs':200}");
        assertThat(catchThrowable(() -> putOnce("A-2"))).isInstanceOf(IOException.class);
        await(() -> mk.documents("buyer_order=A-2").size() == 1);
        assertThat(mk.documents("buyer_order=A-1")).isEmpty();
    }

    @Test
    void connections_are_refused_for_a_while() {
        mk.fault("{'operation':'*','kind':'refuse_connection','delayMs':400}");

        assertThat(catchThrowable(() -> putOnce("A-1"))).isInstanceOf(ConnectException.class);
        await(() -> catchThrowable(() -> putOnce("A-2")) == null);
        assertThat(mk.documents("buyer_order=A-1")).isEmpty();
        assertThat(mk.state().path("calls").path("put_document").asInt()).isEqualTo(1);
    }

    @Test
    void connections_can_be_refused_after_some_calls() {
        mk.fault("{'operation':'put_document','kind':'refuse_connection','delayMs':300,'after':2}");
        put(order("A-1"));
        search("{}");
        put(order("A-2"));

        assertThat(catchThrowable(() -> putOnce("A-3"))).isInstanceOf(ConnectException.class);
        await(() -> catchThrowable(() -> putOnce("A-4")) == null);
    }

    @Test
    void faults_count_skip_choose_and_can_be_taken_back() {
        mk.fault("{'operation':'put_document','doc_type':'sales_order','kind':'http_429','times':2,'after':1}");
        assertThat(putRaw("A-1").statusCode()).isEqualTo(200);
        assertThat(mk.call("put_document", "{'doc_type':'x'}").path("opr_code").asText())
                .isEqualTo("2");
        assertThat(putRaw("A-2").statusCode()).isEqualTo(429);
        assertThat(putRaw("A-3").statusCode()).isEqualTo(429);
        assertThat(putRaw("A-4").statusCode()).isEqualTo(200);
        var shown = mk.control("GET", "/_sim/faults", "").path(0);
        assertThat(shown.path("hits").asInt()).isEqualTo(2);
        assertThat(shown.path("times").asInt()).isZero();

        mk.fault("{'kind':'http_429','times':5}");
        assertThat(mk.control("DELETE", "/_sim/faults", "")).isEmpty();
        assertThat(putRaw("A-5").statusCode()).isEqualTo(200);
    }

    @Test
    void a_fault_with_a_probability_goes_on_striking_now_and_then() {
        mk.fault("{'kind':'http_429','probability':0.5}");
        var struck = 0;
        for (var n = 0; n < 100; n++) {
            struck += putRaw("P-" + n).statusCode() == 429 ? 1 : 0;
        }
        assertThat(struck).isBetween(25, 75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'kind':'x'}", "{'kind':'delay','probability':2}", "[]", "x"})
    void a_wrong_fault_is_a_clear_error(String fault) {
        var answer = mk.send("POST", "/_sim/faults", fault.replace('\'', '"').getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.object(answer.body()).path("error").asText()).isNotEmpty();
    }

    // ---- journal of calls

    @Test
    void calls_are_written_down_without_the_secret() {
        put(order("A-1", "{'notes':'my secret is simulator-secret','secret_key ':'other'}"));
        mk.post("/rest/eshop/v1/nowhere", Json.object().put("secret_key", "wrong-secret"));
        mk.send("POST", "/rest/eshop/v1/search", "simulator-secret".getBytes(UTF_8));

        var calls = mk.calls("");
        assertThat(calls).hasSize(3);
        assertThat(calls.toString()).doesNotContain("simulator-secret").doesNotContain("wrong-secret");
        assertThat(calls.path(0).path("request").path("secret_key").asText()).isEqualTo("***");
        assertThat(calls.path(0).path("request").path("buyer_order").asText()).isEqualTo("A-1");
        assertThat(calls.path(0).path("answer").path("opr_code").asText()).isEqualTo("0");
        assertThat(calls.path(0).path("at").asText()).isEqualTo("2026-11-23T11:00:00Z");
        assertThat(calls.path(1).path("status").asInt()).isEqualTo(404);
    }

    @Test
    void calls_can_be_asked_for_by_number_time_and_operation() {
        put(order("A-1"));
        var first = mk.calls("").path(0).path("seq").asText();
        CLOCK.turnTo(NOON.plusSeconds(60));
        search("{}");

        assertThat(mk.calls("since=" + first)).hasSize(1);
        assertThat(mk.calls("since=2026-11-23T11:00:30Z")).hasSize(1);
        assertThat(mk.calls("operation=put_document")).hasSize(1);
        assertThat(mk.state().path("calls").toString()).isEqualTo("{\"put_document\":1,\"search\":1}");
        assertThat(mk.send("GET", "/_sim/calls?since=never", new byte[0]).statusCode())
                .isEqualTo(400);
    }

    @Test
    void only_the_newest_calls_are_kept_and_long_ones_shortened() {
        mk.setting("callsKept", "3");
        for (var n = 0; n < 5; n++) {
            put(order("A-" + n, "{'notes':'" + "x".repeat(20_000) + "'}"));
        }
        var calls = mk.calls("");
        assertThat(calls).hasSize(3);
        assertThat(calls.path(2).path("request").path("shortened").asBoolean()).isTrue();
        assertThat(mk.state().path("calls").path("put_document").asInt()).isEqualTo(5);
    }

    // ---- settings, actions, state

    @Test
    void settings_are_shown_with_defaults_and_go_back_with_a_reset() {
        mk.setting("unknownProductOprCode", "'2'");
        var shown = mk.control("GET", "/_sim/settings", "").path("unknownProductOprCode");
        assertThat(shown.path("value").asText()).isEqualTo("2");
        assertThat(shown.path("default").asText()).isEqualTo("8");
        mk.reset();
        assertThat(mk.control("GET", "/_sim/settings", "")
                        .path("unknownProductOprCode")
                        .path("value")
                        .asText())
                .isEqualTo("8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'noSuchSetting':1}", "{'reservations':'yes'}", "{'uniqueBuyerOrder':'maybe'}"})
    void a_wrong_setting_is_a_clear_error_and_changes_nothing(String settings) {
        var both = settings.replace("{", "{'commaDecimals':false,").replace('\'', '"');
        assertThat(mk.send("PUT", "/_sim/settings", both.getBytes(UTF_8)).statusCode())
                .isEqualTo(400);
        mk.act("{'action':'adjust_stock','code':'ART-041','amount':'1.5'}");
        assertThat(amount("ART-041")).isEqualTo("1,5");
    }

    @Test
    void secrets_of_settings_are_not_shown() {
        mk.setting("webhookSecret", "'hush'");
        assertThat(mk.control("GET", "/_sim/settings", "").toString()).doesNotContain("hush");
    }

    @Test
    void people_do_things_without_the_api() {
        var made = mk.act("{'action':'create_order','buyer_order':'WEB-9','user':'eva@example.test',"
                + "'product_list':[{'code':'ART-041','amount':'3'}]}");
        assertThat(made.path("document_info").path(0).path("user_email").asText())
                .isEqualTo("eva@example.test");
        mk.act("{'action':'edit_line','buyer_order':'WEB-9','code':'ART-041','amount':'5'}");
        mk.act("{'action':'edit_line','buyer_order':'WEB-9','code':'ART-042','amount':'1'}");
        var changed = mk.act("{'action':'change_status','buyer_order':'WEB-9','status_code':'paused'}");
        assertThat(changed.path("product_list")).hasSize(2);
        assertThat(changed.path("status_desc").asText()).isEqualTo("paused");
        assertThat(reserved("ART-041")).isEqualTo("5");
        mk.act("{'action':'adjust_stock','code':'ART-041','warehouse':'glavno','change':'-7'}");
        assertThat(amount("ART-041")).isEqualTo("993");
        mk.act("{'action':'create_packing_list','buyer_order':'WEB-9','lines':[{'code':'ART-041','amount':'2'}]}");
        assertThat(amount("ART-041")).isEqualTo("991");
        mk.act("{'action':'delete_document','buyer_order':'WEB-9'}");
        assertThat(mk.documents("buyer_order=WEB-9&doc_type=sales_order")).isEmpty();
        assertThat(mk.act("{'action':'create_order'}").path("opr_code").asText())
                .isEqualTo("0");
        assertThat(mk.calls("operation=put_document")).isEmpty();
    }

    @Test
    void wrong_actions_are_clear_errors() {
        assertThat(act("{'action':'dance'}").statusCode()).isEqualTo(400);
        assertThat(act("{'action':'adjust_stock','code':'X','amount':'1'}").statusCode())
                .isEqualTo(400);
        assertThat(act("{'action':'change_status','buyer_order':'nobody','status_code':'x'}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void the_state_counts_documents_and_statuses() {
        put(order("A-1", "{'create_invoice':'true'}"));
        var state = mk.state();
        assertThat(state.path("documents").toString()).isEqualTo("{\"sales_bill_domestic\":1,\"sales_order\":13}");
        assertThat(state.path("statuses").path("sales_order").path("created").asInt())
                .isEqualTo(5);
        assertThat(state.path("duplicateReferences").isArray()).isTrue();
    }

    @Test
    void control_end_points_lie_outside_the_api() {
        assertThat(mk.send("GET", "/rest/_sim/state", new byte[0]).statusCode()).isEqualTo(404);
        assertThat(mk.send("GET", "/_sim/nothing", new byte[0]).statusCode()).isEqualTo(404);
    }

    @Test
    void every_setting_stands_in_the_readme_with_its_default() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        mk.control("GET", "/_sim/settings", "").properties().forEach(setting -> {
            var value = setting.getValue().path("default");
            var shown = value.isContainerNode() && !value.isEmpty() ? "" : " | `" + value + "` |";
            assertThat(readme).contains("| `" + setting.getKey() + "`" + shown);
            assertThat(readme).contains(setting.getValue().path("meaning").asText());
        });
    }

    private static HttpResponse<byte[]> act(String action) {
        return mk.send("POST", "/_sim/actions", action.replace('\'', '"').getBytes(UTF_8));
    }

    private static HttpResponse<byte[]> putRaw(String reference) {
        return mk.post(SimulatorClient.path("put_document"), SimulatorClient.withCredentials(order(reference)));
    }

    private static void putOnce(String reference) throws IOException {
        mk.sendOnce(
                "POST",
                SimulatorClient.path("put_document"),
                Json.bytes(SimulatorClient.withCredentials(order(reference))));
    }

    static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
