package crmmind.metakocka.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.metakocka.Secret;
import crmmind.metakocka.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangesTest {

    private final TestDatabase database = TestDatabase.empty();
    private final Exchanges exchanges = new Exchanges(database);

    private static Exchange exchange(String operation, String outcome, @Nullable String reference, Instant at) {
        return new Exchange(
                0, at, operation, UUID.randomUUID(), 1, reference, 12, 200, outcome, null, null, "{}", "{\0}", 2, 2);
    }

    @Test
    void exchanges_are_listed_newest_first_and_page_by_page() {
        for (int i = 0; i < 5; i++) {
            exchanges.record(exchange("search", "done", "CRM-" + i, Instant.parse("2026-11-23T10:00:0" + i + "Z")));
        }

        var first = exchanges.list(ExchangeFilter.newest(2));
        var second = exchanges.list(new ExchangeFilter(
                null, null, null, null, null, null, null, first.get(1).id(), 2));

        assertThat(first).extracting(Exchange::reference).containsExactly("CRM-4", "CRM-3");
        assertThat(second).extracting(Exchange::reference).containsExactly("CRM-2", "CRM-1");
        assertThat(exchanges.find(first.get(0).id())).contains(first.get(0));
        assertThat(first.get(0).answer())
                .as("without what a database cannot keep")
                .isEqualTo("{ }");
    }

    @Test
    void exchanges_are_filtered_by_everything_at_once() {
        var at = Instant.parse("2026-11-23T10:00:00Z");
        exchanges.record(exchange("put_document", "refused", "CRM-1", at));
        exchanges.record(exchange("put_document", "done", "CRM-1", at));
        exchanges.record(exchange("search", "refused", "CRM-1", at));
        exchanges.record(exchange("put_document", "refused", "CRM-2", at));

        assertThat(exchanges.list(new ExchangeFilter(
                        "put_document", "refused", "CRM-1", null, null, at.minusSeconds(1), at.plusSeconds(1), 0, 50)))
                .hasSize(1);
        assertThat(exchanges.list(new ExchangeFilter(null, null, null, null, null, at.plusSeconds(1), null, 0, 50)))
                .isEmpty();
        assertThat(exchanges.list(ExchangeFilter.about("CRM-1", 50))).hasSize(3);
    }

    @Test
    void exchanges_are_found_by_a_part_of_what_was_said() {
        var at = Instant.parse("2026-11-23T10:00:00Z");
        exchanges.record(said("{\"code\":\"ART-001\"}", "{\"opr_desc\":\"50% popust\"}", null, at));
        exchanges.record(said("{\"code\":\"ART-002\"}", "{\"opr_desc\":\"500 kosov\"}", "Ni zaloge", at));

        assertThat(texts("art-001")).containsExactly("ART-001");
        assertThat(texts("50%")).as("a percent sign is one").containsExactly("ART-001");
        assertThat(texts("ART_001")).as("an underscore is one").isEmpty();
        assertThat(texts("NI ZALOGE")).containsExactly("ART-002");
    }

    private List<String> texts(String text) {
        return exchanges.list(new ExchangeFilter(null, null, null, null, text, null, null, 0, 50)).stream()
                .map(exchange -> String.valueOf(exchange.request()).replaceAll("[^A-Z0-9-]", ""))
                .toList();
    }

    private static Exchange said(String request, String answer, @Nullable String message, Instant at) {
        return new Exchange(
                0, at, "put_document", null, 1, "CRM-1", 12, 200, "done", null, message, request, answer, 2, 2);
    }

    @Test
    void json_is_laid_out_for_people_also_where_it_was_cut_off() {
        assertThat(JsonLayout.of("{\"a\":[1.50,{}],\"b\":\"x: {\\\"y\\\", z}\",\"c\":[]}"))
                .isEqualTo("""
                {
                  "a": [
                    1.50,
                    {}
                  ],
                  "b": "x: {\\"y\\", z}",
                  "c": []
                }""");
        assertThat(JsonLayout.of("{\"a\":[\"b\", \"c…")).isEqualTo("""
                {
                  "a": [
                    "b",
                    "c…""");
        assertThat(JsonLayout.of("<html>a, {b}</html>")).isEqualTo("<html>a, {b}</html>");
        assertThat(JsonLayout.of("")).isEmpty();
    }

    @Test
    void old_exchanges_go() {
        exchanges.record(exchange("search", "done", "old", Instant.now().minus(Duration.ofDays(31))));
        exchanges.record(exchange("search", "done", "new", Instant.now().minus(Duration.ofDays(29))));

        assertThat(exchanges.purge(Duration.ofDays(30))).isEqualTo(1);

        assertThat(exchanges.list(ExchangeFilter.newest(10)))
                .extracting(Exchange::reference)
                .containsExactly("new");
    }

    @Test
    void a_failure_to_write_goes_no_further() {
        exchanges.record(exchange("search", "no such outcome", null, Instant.now()));

        assertThat(exchanges.list(ExchangeFilter.newest(10))).isEmpty();
    }

    @Test
    void secrets_are_hidden_wherever_they_stand() {
        var filter = new SecretFilter(new Secret("s3cr3t"));

        assertThat(filter.clean("{\"secret_key\":\"other\\\"x\",\"a\":\"1 s3cr3t 2\", \"Password\" : \"p\"}", 1000))
                .isEqualTo("{\"secret_key\":\"***\",\"a\":\"1 *** 2\", \"Password\" : \"***\"}");
        assertThat(filter.clean("x".repeat(50), 10)).isEqualTo("x".repeat(10) + "…");
        assertThat(new Secret("s3cr3t").toString()).isEqualTo("***");
        assertThat(new SecretFilter(null).clean("s3cr3t", 100)).isEqualTo("s3cr3t");
    }
}
