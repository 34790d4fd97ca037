package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many orders at once, as people do it: choose, see what will happen, start, and go on with something else. */
@ExtendWith(DeskExtension.class)
class BulkJobsIT {

    private static final int MORE_THAN_A_PAGE = 53;
    private static final Locator.WaitForOptions ATTACHED =
            new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED).setTimeout(90_000);

    @Test
    void a_whole_view_is_put_on_hold_as_foreseen_and_the_job_goes_on_while_one_looks_elsewhere(Desk desk) {
        var buyer = buyer();
        var ids = drafts(desk, buyer, MORE_THAN_A_PAGE);
        desk.as("sales")
                .post(
                        "/api/integrations/metakocka/orders/status",
                        "{\"orderId\": \"" + ids.get(0) + "\", \"status\": \"confirmed\"}")
                .expect(200);
        try (var portal = Portal.at(desk).signIn("sales")) {
            portal.open("/orders?q=" + buyer);
            portal.page().locator("input[data-all]").check();
            portal.id("select-view").click();
            assertThat(portal.id("view-selected").textContent()).contains(String.valueOf(MORE_THAN_A_PAGE));
            more(portal, "orders:hold-selected");

            assertThat(count(portal, "plan-will")).isEqualTo(1);
            assertThat(count(portal, "plan-refused")).isEqualTo(MORE_THAN_A_PAGE - 1);
            assertThat(groups(portal, "plan-groups"))
                    .isEqualTo(Map.of("WILL", 1, "INVALID_STATUS_TRANSITION.draft", MORE_THAN_A_PAGE - 1));
            portal.id("plan-form:reason").fill("Stocktaking");
            portal.id("plan-form:start").click();
            var job = portal.page().url();
            portal.open("/inventory"); // it does not need its page
            portal.page().navigate(job);
            ended(portal);

            assertThat(portal.id("count-done").textContent()).contains("1");
            assertThat(groups(portal, "failures"))
                    .isEqualTo(Map.of("INVALID_STATUS_TRANSITION.draft", MORE_THAN_A_PAGE - 1));
            assertThat(status(desk, ids.get(0))).isEqualTo("on_hold");
            var report = portal.page()
                    .request()
                    .get(
                            portal.id("job-report").getAttribute("href").startsWith("http")
                                    ? portal.id("job-report").getAttribute("href")
                                    : desk.baseUri()
                                            .resolve(portal.id("job-report").getAttribute("href"))
                                            .toString());
            assertThat(report.text().lines().count()).isEqualTo(MORE_THAN_A_PAGE + 1);
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_cancellation_of_many_wants_a_reason_and_their_number(Desk desk) {
        var buyer = buyer();
        var ids = drafts(desk, buyer, 12);
        desk.as("sales")
                .post(
                        "/api/integrations/metakocka/orders/cancel",
                        "{\"orderId\": \"" + ids.get(0) + "\", \"cancellationReason\": \"not wanted\"}")
                .expect(200);
        try (var portal = Portal.at(desk).signIn("sales")) {
            portal.open("/orders?q=" + buyer);
            portal.page().locator("input[data-all]").check();
            more(portal, "orders:cancel-selected");
            assertThat(groups(portal, "plan-groups")).isEqualTo(Map.of("WILL", 11, "NOT_CANCELLABLE.cancelled", 1));

            portal.id("plan-form:start").click();
            assertThat(portal.page().locator("#plan .error").allTextContents()).hasSize(2);
            portal.id("plan-form:reason").fill("Out of fashion");
            portal.id("plan-form:typed").fill("12");
            portal.id("plan-form:start").click();
            assertThat(portal.page().locator("#plan .error").allTextContents()).hasSize(1);
            assertThat(status(desk, ids.get(1))).isEqualTo("draft");

            portal.id("plan-form:typed").fill("11");
            portal.id("plan-form:start").click();
            ended(portal);
            assertThat(portal.id("count-done").textContent()).contains("11");
            assertThat(ids).allSatisfy(id -> assertThat(status(desk, id)).isEqualTo("cancelled"));
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void what_was_refused_is_tried_again_once_it_can_be_done(Desk desk) {
        var buyer = buyer();
        var ids = drafts(desk, buyer, 2);
        try (var portal = Portal.at(desk).signIn("admin")) {
            portal.open("/orders?q=" + buyer);
            portal.page().locator("input[data-all]").check();
            portal.id("orders:process-selected").click();
            assertThat(groups(portal, "plan-groups")).isEqualTo(Map.of("NOT_SYNCED", 2));
            assertThat(portal.id("plan-form:start").count())
                    .as("nothing to start")
                    .isZero();
            portal.id("plan-form:discard").click();

            desk.as("admin").post("/api/integrations/metakocka/orders/sync", sync(ids.get(0)));
            portal.open("/orders?q=" + buyer);
            portal.page().locator("input[data-all]").check();
            portal.id("orders:process-selected").click();
            portal.id("plan-form:start").click();
            ended(portal);
            assertThat(groups(portal, "failures")).isEqualTo(Map.of("NOT_SYNCED", 1));

            desk.as("admin").post("/api/integrations/metakocka/orders/sync", sync(ids.get(1)));
            portal.id("steer:retry").click();
            ended(portal);
            assertThat(portal.id("failures").count()).isZero();
            assertThat(portal.id("count-done").textContent()).contains("2");
            assertThat(ids).allSatisfy(id -> assertThat(status(desk, id)).isEqualTo("processing"));
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void the_warehouse_has_its_actions_only_and_prints_what_is_chosen_as_one_document(Desk desk) {
        var buyer = buyer();
        drafts(desk, buyer, 3);
        try (var portal = Portal.at(desk).signIn("warehouse")) {
            portal.open("/orders?q=" + buyer);
            portal.page().locator("input[data-all]").check();
            assertThat(portal.id("orders:process-selected").isVisible()).isTrue();
            assertThat(portal.id("orders:fulfil-selected").isVisible()).isTrue();
            assertThat(portal.id("orders:sync-selected").count()).isZero();
            assertThat(portal.id("orders:cancel-selected").count()).isZero();

            portal.page().locator("#bulk-output > summary").click();
            portal.page().evaluate("() => document.addEventListener('click', event => event.preventDefault())");
            portal.id("print-pick-lists").click();
            var papers = portal.page()
                    .request()
                    .get(portal.id("print-pick-lists")
                            .evaluate("link => link.href")
                            .toString());
            assertThat(papers.status()).isEqualTo(200);
            assertThat(papers.headers().get("content-disposition")).contains("pick-lists-3.pdf");
            assertThat(new String(papers.body(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
            var file = portal.page()
                    .request()
                    .get(portal.id("print-pick-lists")
                            .evaluate("link => link.href")
                            .toString()
                            .replace("pick-lists.pdf", "export.csv"));
            assertThat(file.text().lines().count()).isEqualTo(4);
        }
    }

    private static String buyer() {
        return "Bulk" + UUID.randomUUID().toString().replace("-", "");
    }

    private static List<String> drafts(Desk desk, String buyer, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> desk.as("sales")
                        .post("/api/orders", """
                                {"customer": {"name": "%s"}, "currency": "EUR",
                                 "items": [{"productCode": "ART-001", "quantity": "1", "unitPrice": "1"}]}
                                """.formatted(buyer))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText())
                .toList();
    }

    private static String sync(String id) {
        return "{\"orderId\": \"" + id + "\"}";
    }

    private static String status(Desk desk, String id) {
        return desk.as("viewer")
                .get("/api/orders/" + id)
                .expect(200)
                .json()
                .get("status")
                .asText();
    }

    private static void more(Portal portal, String action) {
        portal.page().locator("#bulk-more > summary").click();
        portal.id(action).click();
        portal.page().waitForURL(url -> url.contains("/jobs/"));
    }

    private static int count(Portal portal, String id) {
        return Integer.parseInt(portal.id(id).getAttribute("data-count"));
    }

    private static Map<String, Integer> groups(Portal portal, String id) {
        var groups = new TreeMap<String, Integer>();
        portal.page()
                .locator("#" + id + " li")
                .all()
                .forEach(group ->
                        groups.put(group.getAttribute("data-code"), Integer.valueOf(group.getAttribute("data-count"))));
        return groups;
    }

    private static void ended(Portal portal) {
        portal.page().locator("#job-state[data-state=finished]").waitFor(ATTACHED);
        portal.page().waitForLoadState();
    }
}
