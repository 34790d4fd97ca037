package crmmind.metakocka.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.Simulator.Seed;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A simulator with the demo company, as new before each test, and a clock that the tests turn. */
abstract class SimulatorTest {
    /** Noon in Ljubljana, in winter. */
    static final Instant NOON = Instant.parse("2026-11-23T11:00:00Z");

    static final TurnedClock CLOCK = new TurnedClock();

    static Simulator simulator;
    static SimulatorClient mk;

    /** A clock that stands until it is turned. */
    static final class TurnedClock extends Clock {
        private volatile Instant now = NOON;

        void turnTo(Instant time) {
            now = time;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        simulator = new Simulator(0, Seed.DEMO, null, CLOCK);
        mk = new SimulatorClient(simulator.address());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void startAnew() {
        CLOCK.turnTo(NOON);
        mk.reset();
    }

    /** An order of two ART-041 and one ART-042, as a desk sends it; more fields with single quotes. */
    static ObjectNode order(String reference, String... more) {
        var request =
                SimulatorClient.json("{'doc_type':'sales_order','doc_date':'23.11.2026','buyer_order':'" + reference
                        + "','partner':{'mk_id':'1600100001','mk_address_id':'1600110001'},'warehouse':'glavno',"
                        + "'delivery_type':'DHL','product_list':[{'code':'ART-041','amount':'2'},"
                        + "{'code':'ART-042','amount':'1'}]}");
        for (var fields : more) {
            request.setAll(SimulatorClient.json(fields));
        }
        return request;
    }

    /** Puts it and answers its {@code mk_id}. */
    static String put(ObjectNode order) {
        var answer = mk.call("put_document", order);
        assertDone(answer);
        return answer.path("mk_id").asText();
    }

    static ObjectNode get(String id, String... flags) {
        return document("sales_order", id, flags);
    }

    static ObjectNode document(String type, String id, String... flags) {
        var request = SimulatorClient.json("{'doc_type':'" + type + "','doc_id':'" + id + "'}");
        for (var flag : flags) {
            request.put(flag, "true");
        }
        var answer = mk.call("get_document", request);
        assertDone(answer);
        return answer;
    }

    /** Updates an order by its {@code mk_id}. */
    static ObjectNode update(String id, String fields) {
        var request = SimulatorClient.json("{'doc_type':'sales_order','mk_id':'" + id + "'}");
        request.setAll(SimulatorClient.json(fields));
        return mk.call("update_document", request);
    }

    static ObjectNode changeStatus(String id, String status) {
        return mk.call(
                "change_document_status",
                "{'doc_type':'sales_order','mk_id':'" + id + "','status_code':'" + status + "'}");
    }

    static ObjectNode search(String fields) {
        var request = SimulatorClient.json("{'doc_type':'sales_order'}");
        request.setAll(SimulatorClient.json(fields));
        return mk.call("search", request);
    }

    static ObjectNode search(String filter, String value) {
        return search("{'query_advance':[{'type':'" + filter + "','value':'" + value + "'}]}");
    }

    static void assertDone(JsonNode answer) {
        assertThat(answer.path("opr_code").asText()).as(answer.toString()).isEqualTo("0");
    }

    static void assertRefused(JsonNode answer, String code, String text) {
        assertThat(answer.path("opr_code").asText()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.path("opr_desc").asText()).isEqualTo(text);
    }

    /** The stock row of a product on the main warehouse. */
    static JsonNode stock(String code) {
        var answer = mk.call(
                "warehouse_stock",
                "{'product_code_list':'" + code + "','wh_id_list':'1601','return_reservation_without_stock':'true'}");
        return answer.path("stock_list").path(0);
    }

    static String amount(String code) {
        return stock(code).path("amount").asText();
    }

    static String reserved(String code) {
        return stock(code).path("reserved_amount").asText();
    }
}
