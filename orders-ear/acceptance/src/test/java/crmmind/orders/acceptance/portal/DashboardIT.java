package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Numbers of the overview lead to as many orders, and what is printed for an order comes as PDF. */
@ExtendWith(DeskExtension.class)
class DashboardIT {

    @Test
    void every_number_leads_to_as_many_orders(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer")) {
            portal.id("nav-dashboard").click();
            assertThat(portal.page()).hasTitle(Pattern.compile("^Overview.*"));
            var numbers = new LinkedHashMap<String, Long>();
            for (var counter : List.of("drafts", "to-ship", "partly", "on-hold", "sync-problems")) {
                collect(portal.id("counter-" + counter), numbers);
            }
            portal.page()
                    .locator("#ages-table a.to-ship, #ages-table a.on-hold")
                    .all()
                    .forEach(link -> collect(link, numbers));
            portal.id("days-as-table").click();
            portal.page()
                    .locator("#days-table tbody tr:nth-child(-n+3) a")
                    .all()
                    .forEach(link -> collect(link, numbers));
            assertThat(numbers).hasSizeGreaterThan(15);
            assertThat(numbers.values().stream().filter(number -> number > 0))
                    .as("the demonstration has some of each")
                    .hasSizeGreaterThan(5);

            numbers.forEach((path, number) -> {
                portal.open(path);
                assertThat(portal.id("order-count").textContent().strip())
                        .as(path)
                        .isEqualTo(number == 1 ? "1 order" : number + " orders");
            });
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void the_chart_and_the_table_have_the_same_days(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer").open("/dashboard")) {
            assertThat(portal.page().locator("figure.chart").first().locator(".chart-column"))
                    .hasCount(30);
            assertThat(portal.page().locator("#days-table tbody tr")).hasCount(30);
            var newest =
                    portal.page().locator("#days-table tbody tr:first-child a").getAttribute("data-count");
            assertThat(portal.page()
                            .locator("figure.chart")
                            .first()
                            .locator(".chart-column title")
                            .last()
                            .textContent())
                    .endsWith(": " + newest + (newest.equals("1") ? " order" : " orders"));
        }
    }

    @Test
    void one_signs_out_here_as_elsewhere(Desk desk) {
        try (var portal = Portal.at(desk).signIn("viewer").open("/dashboard")) {
            portal.id("session:logout").click();

            assertThat(portal.page()).hasURL(Pattern.compile(".*/login$"));
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_pick_list_and_packing_slips_open_from_the_page_of_an_order(Desk desk) throws SQLException {
        try (var portal = Portal.at(desk).signIn("viewer")) {
            portal.open("/orders/" + shippedInParts(desk));
            portal.page().locator("#more > summary").click();
            assertThat(portal.id("pick-list")).isVisible();

            pdf(get(portal, desk, portal.id("pick-list")));
            pdf(get(portal, desk, portal.id("packing-slip")));
            var slip = portal.page().locator("#shipments a.slip").first();
            pdf(get(portal, desk, slip));
            assertThat(slip.getAttribute("href")).endsWith("packing-slip.pdf?shipment=1");

            var slips = portal.id("packing-slip").getAttribute("href");
            for (var wrong : List.of("0", "99", "-1", "x", "1%27", "")) {
                assertThat(portal.page()
                                .request()
                                .get(desk.baseUri() + slips + "?shipment=" + wrong)
                                .status())
                        .as("shipment=%s", wrong)
                        .isEqualTo(404);
            }
            for (var path : List.of(
                    "/orders/" + UUID.randomUUID() + "/pick-list.pdf",
                    "/orders/------------------------------------/pick-list.pdf",
                    "/orders/x/pick-list.pdf",
                    "/else.pdf")) {
                assertThat(portal.page().request().get(desk.baseUri() + path).status())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void who_is_not_signed_in_sees_neither_numbers_nor_papers(Desk desk) throws SQLException {
        for (var path : List.of("/dashboard", "/orders/" + shippedInParts(desk) + "/pick-list.pdf")) {
            var answer = desk.http().get(path);
            assertThat(answer.status()).as(path).isEqualTo(302);
            assertThat(answer.header("Location"))
                    .hasValueSatisfying(
                            to -> assertThat(URI.create(to).getPath()).isEqualTo("/login"));
        }
    }

    private static void collect(Locator link, Map<String, Long> numbers) {
        numbers.put(link.getAttribute("href"), Long.valueOf(link.getAttribute("data-count")));
    }

    private static APIResponse get(Portal portal, Desk desk, Locator link) {
        return portal.page().request().get(desk.baseUri() + link.getAttribute("href"));
    }

    private static void pdf(APIResponse answer) {
        assertThat(answer.status()).as(answer.url()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/pdf");
        assertThat(answer.headers().get("content-disposition")).startsWith("inline; filename=\"CRM-");
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .contains("%%EOF");
    }

    private static String shippedInParts(Desk desk) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select d.id from sales_documents d"
                        + " where order_status = 'partially_fulfilled' and document_number like 'CRM-%'"
                        + " and exists (select 1 from order_fulfillments f where f.document_id = d.id)"
                        + " order by document_number limit 1")) {
            assertThat(row.next()).as("an order shipped in part").isTrue();
            return row.getString(1);
        }
    }
}
