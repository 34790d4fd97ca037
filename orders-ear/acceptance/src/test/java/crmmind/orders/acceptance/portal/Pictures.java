package crmmind.orders.acceptance.portal;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes a picture of every page and of the main dialogs, on a desktop, a tablet and a phone, light and dark, in both
 * languages, into {@code target/pictures}: run by {@code mvn -Ppictures verify}, not among the tests.
 */
@ExtendWith(DeskExtension.class)
class Pictures {

    private static final Map<String, Integer> WIDTHS = Map.of("desktop", 1440, "tablet", 768, "phone", 390);

    @Test
    void take(Desk desk) throws SQLException {
        var pages = new LinkedHashMap<>(Map.of(
                "dashboard", "/dashboard",
                "orders", "/orders",
                "order-new", "/orders/new",
                "metakocka", "/metakocka",
                "inventory", "/inventory",
                "queue", "/queue",
                "logs", "/logs",
                "books", "/books",
                "settings", "/settings"));
        pages.put("pack", "/pack");
        pages.put("pack-unknown", "/pack?order=nothing-is-called-so");
        pages.put("jobs", "/jobs?of=all");
        pages.put("logs-sync", "/logs?kind=sync");
        pages.put("logs-errors", "/logs?kind=errors");
        pages.put("logs-inventory", "/logs?kind=inventory");
        pages.put("logs-events", "/logs?kind=events");
        pages.put("users", "/settings?section=users");
        pages.put("user", "/settings?section=users&user=sales");
        pages.put("tokens", "/settings?section=tokens");
        pages.put("account", "/account");
        pages.put("components", "/components");
        pages.putAll(oneOrderPerStatus(desk));
        pages.put("orders-filtered", "/orders?view=to-ship&q=d.o.o.&warehouse=glavno&sort=-totalAmount");
        pages.put("orders-none", "/orders?q=nothing-is-called-so");
        mention(desk, pages.get("order-processing"));
        for (var language : List.of("en", "sl")) {
            for (var width : WIDTHS.entrySet()) {
                for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    var suffix =
                            String.join("-", "", width.getKey(), colours.name().toLowerCase(Locale.ROOT), language);
                    try (var portal = Portal.at(desk, width.getValue(), 900, colours)) {
                        portal.open("/login");
                        portal.page()
                                .locator("[data-language=" + language + "]")
                                .all()
                                .forEach(Locator::click);
                        take(portal, "login" + suffix);
                        portal.signIn("admin");
                        pages.forEach((name, path) -> take(portal.open(path), name + suffix));
                        dialogs(portal, pages.get("order-processing"), suffix);
                        packing(portal, pages.get("order-processing") + "/pack", suffix);
                        take(portal.open("/orders/nothing-is-here"), "error" + suffix);
                    }
                }
            }
        }
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update users set language = null");
        }
    }

    /** Somebody is asked for something: the overview tells her. */
    private static void mention(Desk desk, String order) {
        try (var portal = Portal.at(desk).signIn("sales").open(order)) {
            portal.id("comments:text").fill("@admin The buyer would like it before Friday. Can it go out tomorrow?");
            portal.id("comments:add").click();
            portal.page().locator("#timeline .mention").first().waitFor();
        }
    }

    private static void dialogs(Portal portal, String order, String suffix) {
        portal.open(order).page().locator("[data-stock-of]").first().click();
        portal.page().locator("#stock-popover[data-stock-state=there]").waitFor();
        take(portal, "order-stock" + suffix);
        portal.open(order).id("comments:text").pressSequentially("@w");
        portal.page().locator("#people [role=option]").first().waitFor();
        take(portal, "order-people" + suffix);
        portal.open(order).page().locator("#more > summary").click();
        portal.id("hold").click();
        portal.id("holding:submit").click();
        portal.page().locator(".toasts [data-undo]").waitFor();
        take(portal, "order-undo" + suffix);
        portal.page().locator(".toasts [data-undo]").click();
        portal.page().locator("#pills [data-status=processing]").waitFor();
        for (var dialog : List.of("fulfil", "cancel")) {
            portal.open(order).id(dialog).click();
            portal.id(dialog + "-dialog").waitFor();
            take(portal, "dialog-" + dialog + suffix);
        }
        portal.open("/orders").page().locator("input[data-row]").first().check();
        take(portal, "orders-selected" + suffix);
        portal.page().keyboard().press("Control+k");
        portal.id("palette").waitFor();
        take(portal, "palette" + suffix);
        portal.open("/orders/new").id("order-form:save-draft").click();
        portal.id("wrong").waitFor();
        take(portal, "order-new-wrong" + suffix);
    }

    /** Nothing packed, a part, something wrong, the question before a partial shipment, and all of it. */
    private static void packing(Portal portal, String pack, String suffix) {
        take(portal.open(pack), "pack-empty" + suffix);
        var lines = portal.page().locator("#pack-lines .pack-line").all().stream()
                .map(line -> line.getAttribute("data-wanted") + "*" + line.getAttribute("data-code"))
                .toList();
        scan(portal, lines.get(0).replaceFirst(".*\\*", ""));
        take(portal, "pack-part" + suffix);
        scan(portal, "2001600000504");
        portal.page().locator("#said-more:not(:empty)").waitFor();
        take(portal, "pack-wrong" + suffix);
        portal.id("packing:ship").click();
        portal.id("partly").waitFor();
        take(portal, "pack-question" + suffix);
        portal.page().keyboard().press("Escape");
        portal.id("undo").click();
        lines.forEach(line -> scan(portal, line));
        take(portal, "pack-all" + suffix);
        portal.page().evaluate("() => sessionStorage.clear()");
    }

    private static void scan(Portal portal, String code) {
        portal.page().keyboard().type(code);
        portal.page().keyboard().press("Enter");
    }

    private static Map<String, String> oneOrderPerStatus(Desk desk) throws SQLException {
        var pages = new LinkedHashMap<String, String>();
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select distinct on (order_status) order_status, id from sales_documents"
                                + " order by order_status, document_number desc")) {
            while (rows.next()) {
                pages.put("order-" + rows.getString(1), "/orders/" + rows.getString(2));
            }
        }
        return pages;
    }

    private static void take(Portal portal, String name) {
        portal.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "pictures", name + ".png")));
    }
}
