package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list is its address: whatever is filtered, reload, back and the exported file show the same orders. */
@ExtendWith(DeskExtension.class)
class OrderListIT {

    private static final Map<String, List<String>> FILTERS = new TreeMap<>(Map.of(
            "view", List.of("draft", "to-ship", "problems", "on-hold", "fulfilled", "cancelled", "no-such-view"),
            "status", List.of("draft", "confirmed", "processing", "fulfilled", "cancelled", "on_hold", "nonsense"),
            "sync", List.of("synced", "not_synced", "error", "needs_review"),
            "q", List.of("čuček", "CUCEK", "ART-01", "CRM-2026-00001", "'; drop table", "%", "PP-1"),
            "warehouse", List.of("glavno", "trgovina"),
            "from", List.of("2020-01-01", "2999-01-01", "yesterday"),
            "to", List.of("2999-12-31", "2020-01-01"),
            "sort", List.of("-totalAmount", "totalAmount", "customerName", "-orderNumber", "orderNumber")));

    @Test
    void random_filters_live_in_the_address_and_the_file_has_the_same_orders(Desk desk) {
        long seed = Long.getLong("list.seed", new Random().nextLong());
        var random = new Random(seed);
        try (var portal = Portal.at(desk).signIn("viewer")) {
            for (int round = 0; round < 12; round++) {
                var path = "/orders" + randomFilters(random);
                var about = path + " (-Dlist.seed=" + seed + ")";
                portal.open(path);
                var shown = numbersOnAllPages(portal);

                assertThat(exported(portal, desk, path)).as("file of %s", about).isEqualTo(shown);

                portal.open(path);
                var address = portal.page().url();
                var first = numbers(portal);
                portal.page().reload();
                assertThat(numbers(portal)).as("reload of %s", about).isEqualTo(first);
                portal.open("/inventory").page().goBack();
                assertThat(portal.page().url()).as("back to %s", about).isEqualTo(address);
                assertThat(numbers(portal)).as("back to %s", about).isEqualTo(first);
            }
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void who_is_not_signed_in_gets_no_file(Desk desk) {
        for (var file : List.of("csv", "xlsx")) {
            var answer = desk.http().get("/orders/export." + file);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location"))
                    .hasValueSatisfying(
                            to -> assertThat(URI.create(to).getPath()).isEqualTo("/login"));
        }
    }

    private static String randomFilters(Random random) {
        return FILTERS.entrySet().stream()
                .filter(filter -> random.nextInt(4) == 0)
                .map(filter -> filter.getKey() + "="
                        + URLEncoder.encode(
                                filter.getValue()
                                        .get(random.nextInt(filter.getValue().size())),
                                StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static List<String> numbersOnAllPages(Portal portal) {
        var all = new ArrayList<>(numbers(portal));
        while (portal.id("next-page").count() > 0) {
            portal.id("next-page").click();
            portal.page().waitForLoadState();
            all.addAll(numbers(portal));
        }
        return all;
    }

    private static List<String> numbers(Portal portal) {
        return portal.page().locator("#order-table tr[data-order]").all().stream()
                .map(row -> row.getAttribute("data-order"))
                .toList();
    }

    private static List<String> exported(Portal portal, Desk desk, String path) {
        var file = portal.page().request().get(desk.baseUri() + path.replace("/orders?", "/orders/export.csv?"));
        assertThat(file.status()).as(path).isEqualTo(200);
        return file.text()
                .lines()
                .skip(1)
                .map(line -> line.split(",", 2)[0])
                .filter(number -> number.matches("CRM-\\d{4}-\\d{6}"))
                .toList();
    }
}
