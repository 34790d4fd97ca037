package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list is its address: whatever is filtered, reload, back and the exported file show the same orders. */
@ExtendWith(DeskExtension.class)
class OrderListIT {

    private static final Map<String, List<String>> FILTERS = new TreeMap<>(Map.of(
            "view",
                    List.of(
                            "drafts",
                            "to-ship",
                            "sync-problems",
                            "on-hold",
                            "fulfilled",
                            "cancelled",
                            "all",
                            "no-such-view"),
            "status", List.of("draft", "confirmed", "processing", "fulfilled", "cancelled", "on_hold", "nonsense"),
            "sync", List.of("synced", "not_synced", "error", "needs_review"),
            "q", List.of("čuček", "CUCEK", "ART-01", "CRM-2026-00001", "'; drop table", "%", "PP-1"),
            "warehouse", List.of("glavno", "trgovina"),
            "from", List.of("2020-01-01", "2999-01-01", "yesterday"),
            "to", List.of("2999-12-31", "2020-01-01"),
            "sort",
                    List.of(
                            "-totalAmount",
                            "totalAmount",
                            "customerName",
                            "-updatedAt",
                            "-orderNumber",
                            "orderNumber",
                            "x")));

    /** The filters that are said once more in SQL. */
    private static final List<String> BY_SQL = List.of("status", "sync", "warehouse");

    @Test
    void random_filters_live_in_the_address_and_the_file_has_the_same_orders(Desk desk) throws Exception {
        long seed = Long.getLong("list.seed", new Random().nextLong());
        int rounds = Integer.getInteger("list.rounds", 14);
        var random = new Random(seed);
        moreThanOnePage(desk);
        try (var portal = Portal.at(desk).signIn("viewer")) {
            for (int round = 0; round < rounds; round++) {
                var filters = randomFilters(random);
                whileNothingChanges(desk, () -> lookAt(portal, desk, filters, seed));
            }
            assertThat(portal.complaints()).isEmpty();
        }
    }

    private static void lookAt(Portal portal, Desk desk, Map<String, String> filters, long seed) throws Exception {
        var path = "/orders" + address(filters);
        var about = path + " (-Dlist.seed=" + seed + ")";
        portal.open(path);
        var shown = numbersOnAllPages(portal, about);

        assertThat(inCsv(portal, desk, path)).as("CSV of %s", about).isEqualTo(shown);
        assertThat(inXlsx(portal, desk, path)).as("XLSX of %s", about).isEqualTo(shown);
        if (BY_SQL.containsAll(filters.keySet())) {
            assertThat(bySql(desk, filters))
                    .as("what the database has for %s", about)
                    .containsExactlyInAnyOrderElementsOf(shown);
        }

        portal.open(path);
        var address = portal.page().url();
        var first = numbers(portal);
        portal.page().reload();
        assertThat(numbers(portal)).as("reload of %s", about).isEqualTo(first);
        portal.open("/inventory").page().goBack();
        assertThat(portal.page().url()).as("back to %s", about).isEqualTo(address);
        assertThat(numbers(portal)).as("back to %s", about).isEqualTo(first);
        if (!first.isEmpty()) {
            throughAnOrder(portal, first, address, about);
        }
        withoutAFilter(portal, first, address, about);
    }

    /** Something that looks several times at the orders. */
    private interface Look {
        void run() throws Exception;
    }

    /**
     * Lists are compared with each other only while the orders stand still: the desk still has work with orders of
     * other tests, whose states change by themselves. What was seen while an order changed is looked at again; what
     * differs while none changed is wrong.
     */
    private static void whileNothingChanges(Desk desk, Look look) throws Exception {
        for (int times = 1; ; times++) {
            var before = allOrders(desk);
            try {
                look.run();
                return;
            } catch (AssertionError wrong) {
                if (times == 10 || before.equals(allOrders(desk))) {
                    throw wrong;
                }
            }
        }
    }

    /** Everything of the orders that a list shows or asks for. */
    private static List<String> allOrders(Desk desk) throws SQLException {
        var sql = "select concat_ws('|', d.*, m.sync_status, m.metakocka_number)"
                + " from sales_documents d left join sales_document_mappings m on m.document_id = d.id order by d.id";
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var orders = new ArrayList<String>();
            while (rows.next()) {
                orders.add(rows.getString(1));
            }
            return orders;
        }
    }

    /** What one chooses in the page is the same list as the address that says so. */
    @Test
    void what_is_chosen_stands_in_the_address(Desk desk) throws Exception {
        moreThanOnePage(desk);
        try (var portal = Portal.at(desk).signIn("viewer");
                var other = Portal.at(desk).signIn("viewer")) {
            for (var choice : List.of(
                    Map.of("status", "confirmed"),
                    Map.of("sync", "synced", "warehouse", "glavno"),
                    Map.of("status", "fulfilled", "from", "2020-01-01", "to", "2999-12-31"),
                    Map.of("q", "Čuček"))) {
                whileNothingChanges(desk, () -> choose(portal, other, desk, choice));
            }
        }
    }

    private static void choose(Portal portal, Portal other, Desk desk, Map<String, String> choice) {
        portal.open("/orders?view=all");
        new TreeMap<>(choice).forEach((name, value) -> {
            if (name.equals("q") || name.equals("from") || name.equals("to")) {
                portal.id(name).fill(value);
                portal.id(name).press("Enter");
            } else {
                portal.id(name).selectOption(value);
            }
            portal.page().waitForURL(url -> url.contains(name + "="));
        });
        assertThat(portal.page().locator(".chip").count()).isEqualTo(choice.size());
        var here = numbers(portal);

        assertThat(numbers(other.open(
                        portal.page().url().substring(desk.baseUri().toString().length()))))
                .as("for somebody else at %s", portal.page().url())
                .isEqualTo(here);
        assertThat(numbers(other.open("/orders" + address(choice))))
                .as("%s", choice)
                .isEqualTo(here);
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

    private static Map<String, String> randomFilters(Random random) {
        var filters = new TreeMap<String, String>();
        FILTERS.forEach((name, values) -> {
            if (random.nextInt(4) == 0) {
                filters.put(name, values.get(random.nextInt(values.size())));
            }
        });
        return filters;
    }

    private static String address(Map<String, String> filters) {
        return filters.entrySet().stream()
                .map(filter -> filter.getKey() + "=" + URLEncoder.encode(filter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static void moreThanOnePage(Desk desk) throws SQLException {
        var orders = new ApiOrders(desk);
        for (int there = bySql(desk, Map.of()).size(); there <= 55; there++) {
            orders.draft("Čuček Stran " + there);
        }
    }

    /** Through all pages to the last, and back again over the same ones. */
    private static List<String> numbersOnAllPages(Portal portal, String about) {
        var pages = new ArrayList<List<String>>();
        pages.add(numbers(portal));
        while (portal.id("next-page").count() > 0) {
            portal.id("next-page").click();
            portal.page().waitForLoadState();
            pages.add(numbers(portal));
        }
        for (int at = pages.size() - 2; at >= 0; at--) {
            portal.id("previous-page").click();
            portal.page().waitForLoadState();
            assertThat(numbers(portal))
                    .as("page %s of %s, from behind", at, about)
                    .isEqualTo(pages.get(at));
        }
        return pages.stream().flatMap(List::stream).toList();
    }

    private static void throughAnOrder(Portal portal, List<String> first, String address, String about) {
        portal.page()
                .locator("#order-table tbody tr[data-order] a.order-link")
                .last()
                .click();
        portal.page().waitForSelector("#order-number");
        portal.page().goBack();
        assertThat(portal.page().url()).as("back from an order to %s", about).isEqualTo(address);
        assertThat(numbers(portal)).as("back from an order to %s", about).isEqualTo(first);

        portal.page()
                .locator("#order-table tbody tr[data-order] a.order-link")
                .first()
                .click();
        portal.page().waitForSelector("#order-number");
        portal.page().locator("a.back").click();
        portal.page().waitForSelector("#order-table");
        assertThat(numbers(portal)).as("by the link from an order to %s", about).isEqualTo(first);
    }

    private static void withoutAFilter(Portal portal, List<String> first, String address, String about) {
        portal.page().navigate(address);
        var chips = portal.page().locator(".chip a");
        if (chips.count() == 0) {
            return;
        }
        chips.first().click();
        portal.page().waitForURL(url -> !url.equals(address));
        portal.page().goBack();
        assertThat(portal.page().url())
                .as("back after a filter was removed, %s", about)
                .isEqualTo(address);
        assertThat(numbers(portal))
                .as("back after a filter was removed, %s", about)
                .isEqualTo(first);
    }

    private static List<String> numbers(Portal portal) {
        return portal.page().locator("#order-table tr[data-order]").all().stream()
                .map(row -> row.getAttribute("data-order"))
                .toList();
    }

    private static byte[] file(Portal portal, Desk desk, String path, String extension) {
        var file = portal.page()
                .request()
                .get(desk.baseUri() + path.replace("/orders?", "/orders/export." + extension + "?"));
        assertThat(file.status()).as(path).isEqualTo(200);
        return file.body();
    }

    private static List<String> inCsv(Portal portal, Desk desk, String path) {
        return new String(file(portal, desk, path, "csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",", 2)[0])
                .filter(number -> number.matches("CRM-\\d{4}-\\d{6}"))
                .toList();
    }

    private static List<String> inXlsx(Portal portal, Desk desk, String path) throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file(portal, desk, path, "xlsx")));
                var rows = book.getFirstSheet().openStream()) {
            return rows.skip(1).map(row -> row.getCellText(0)).toList();
        }
    }

    /** What the filters mean, said once more in other words. */
    private static List<String> bySql(Desk desk, Map<String, String> filters) throws SQLException {
        var sql = "select d.document_number from sales_documents d left join sales_document_mappings m"
                + " on m.document_id = d.id where (? is null or case when d.on_hold then 'on_hold'"
                + " else d.order_status end = ?) and (? is null or coalesce(m.sync_status, 'not_synced') = ?)"
                + " and (? is null or d.warehouse = ?)";
        try (var connection = desk.database();
                var statement = connection.prepareStatement(sql)) {
            int at = 0;
            for (var name : BY_SQL) {
                var value = "nonsense".equals(filters.get(name)) ? null : filters.get(name); // left out by the list
                statement.setString(++at, value);
                statement.setString(++at, value);
            }
            var numbers = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getString(1));
                }
            }
            return numbers;
        }
    }
}
