package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the settings and the log say about the connection to Metakocka. */
@ExtendWith(DeskExtension.class)
class ConnectionIT {

    private static final String KEY = "simulator-secret";

    @Test
    void a_good_connection_lists_the_warehouses_of_the_company(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            var page = ConnectionPage.open(portal).test();

            assertThat(page.problem()).as(page.said()).isEqualTo("none");
            assertThat(page.said()).containsPattern("2 calls took \\d+ ms");
            assertThat(page.warehouses()).contains("glavno", "trgovina", "zunanje");
            assertThat(page.warehouse("glavno")).contains("1601", "Main", "Active");
            assertThat(page.warehouse("zunanje")).contains("Inactive");
            assertThat(page.verdict("warehouse", "glavno")).isEqualTo("good");
            assertThat(page.setting("metakocka.secret-key")).contains("set", "environment", "METAKOCKA_SECRET_KEY");
            assertThat(page.setting("metakocka.quiet-period")).contains("6s", "environment");
            assertThat(page.setting("metakocka.max-calls")).contains("2", "default");
            assertThat(portal.page().content()).doesNotContain(KEY);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_maintenance_page_and_an_error_of_the_server_are_named(Desk desk) {
        var control = desk.metakocka().control();
        try (var portal = Portal.at(desk).signIn("admin")) {
            for (var fault : Map.of("html_200", "web_page", "http_500_before", "http_status", "opr_code_1", "refused")
                    .entrySet()) {
                control.post("/_sim/faults", Map.of("operation", "warehouse_list", "kind", fault.getKey(), "times", 9))
                        .expect(201);
                var page = ConnectionPage.open(portal).test();

                assertThat(page.problem()).as(fault.getKey()).isEqualTo(fault.getValue());
                control.delete("/_sim/faults");
            }
            assertThat(ConnectionPage.open(portal).test().problem()).isEqualTo("none");
        } finally {
            control.delete("/_sim/faults");
        }
    }

    @Test
    void a_wrong_key_is_named_and_the_key_is_not_shown(Desk desk) {
        try (var stranger = desk.withWrongKey();
                var portal = Portal.at(stranger).signIn("admin")) {
            var page = ConnectionPage.open(portal).test();

            assertThat(page.problem()).isEqualTo("wrong_credentials");
            assertThat(page.said()).contains("METAKOCKA_SECRET_KEY", "Napačen secret_key ali company_id.");
            assertThat(page.setting("metakocka.secret-key")).contains("set");
            assertThat(portal.page().content()).doesNotContain("not-the-key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "sales", "warehouse"})
    void only_an_administrator_may_test(String user, Desk desk) {
        try (var portal = Portal.at(desk).signIn(user)) {
            var page = ConnectionPage.open(portal);
            assertThat(page.offersTest()).isFalse();
            assertThat(portal.id("admin-only").isVisible()).isTrue();
            assertThat(portal.id("values-table").count()).isZero();
            var before = calls(desk);

            var forged = portal.page()
                    .request()
                    .post(
                            desk.baseUri() + "/settings",
                            RequestOptions.create()
                                    .setHeader("Origin", desk.baseUri().toString())
                                    .setForm(FormData.create()
                                            .set("connection", "connection")
                                            .set("primefaces.nonce", (String)
                                                    portal.page().evaluate("PrimeFaces.csp.NONCE_VALUE"))
                                            .set("connection:test", "connection:test")
                                            .set(
                                                    "jakarta.faces.ViewState",
                                                    portal.page()
                                                            .locator("#session [name='jakarta.faces.ViewState']")
                                                            .inputValue())));

            assertThat(forged.status()).isEqualTo(200);
            assertThat(forged.text()).contains("admin-only").doesNotContain("test-result");
            assertThat(calls(desk)).as("warehouses were not asked for").isEqualTo(before);
        }
    }

    @Test
    void a_status_code_without_a_meaning_is_found_and_gets_one(Desk desk) throws SQLException {
        desk.metakocka()
                .control()
                .post("/_sim/actions", Map.of("action", "create_order", "status_code", "duplicate"))
                .expect(200, 201);
        try (var portal = Portal.at(desk).signIn("admin")) {
            var page = ConnectionPage.open(portal).lookAtOrders();
            assertThat(page.consequence("created")).isEqualTo("mapped");
            assertThat(page.consequence("duplicate")).isEqualTo("unmapped");
            assertThat(page.count("duplicate")).isEqualTo(1);
            assertThat(page.verdict("status", "shipped")).isEqualTo("good");

            page.assign("duplicate", "cancelled");

            PlaywrightAssertions.assertThat(portal.page().locator("#statuses-table tr[data-code='duplicate']"))
                    .containsText("Cancelled");
            assertThat(portal.complaints()).isEmpty();
        } finally {
            try (var connection = desk.database();
                    var statement = connection.createStatement()) {
                statement.executeUpdate("delete from status_mappings where metakocka_status = 'duplicate'");
            }
        }
    }

    @Test
    void an_order_leads_to_its_calls_and_a_call_back_to_its_order(Desk desk) throws SQLException {
        String id;
        String number;
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select d.id, e.reference from metakocka_exchanges e"
                        + " join sales_documents d on d.document_number = e.reference"
                        + " where e.remote_operation = 'put_document' and e.outcome = 'done' order by e.id limit 1")) {
            rows.next();
            id = rows.getString(1);
            number = rows.getString(2);
        }
        try (var portal = Portal.at(desk).signIn("viewer")) {
            portal.open("/orders/" + id).id("calls").click();
            portal.id("logs-calls").waitFor();
            assertThat(portal.id("logs-order").inputValue()).isEqualTo(number);

            portal.id("logs-operation").selectOption("put_document");
            portal.id("logs-text").fill(number);
            portal.id("logs-apply").click();
            portal.id("logs-windowed").waitFor();
            assertThat(portal.page().url()).contains("operation=put_document").doesNotContain("outcome=");
            assertThat(portal.page().locator("#logs-calls tbody tr").count()).isEqualTo(1);

            portal.page().locator("#logs-calls .call-link").click();
            portal.id("call-request").waitFor();
            assertThat(portal.id("call-operation").innerText()).isEqualTo("put_document");
            assertThat(portal.id("call-request").innerText())
                    .contains("\n  \"buyer_order\": \"" + number + "\"")
                    .doesNotContain("secret_key");
            assertThat(portal.id("call-answer").innerText()).contains("\"opr_code\": \"0\"");

            portal.id("call-order").click();
            portal.id("order-number").waitFor();
            assertThat(portal.id("order-number").innerText()).isEqualTo(number);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_time_that_is_none_is_refused_and_an_unknown_call_is_not_found(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer")) {
            portal.open("/logs?from=yesterday").id("logs-unreadable").waitFor();
            assertThat(portal.page()
                            .navigate(desk.baseUri() + "/logs/999999999999")
                            .status())
                    .isEqualTo(404);
        }
    }

    /** How often the simulator was asked for warehouses by tests and by the desk itself. */
    private static int calls(Desk desk) {
        return desk.metakocka().state().at("/calls/warehouse_list").asInt();
    }
}
