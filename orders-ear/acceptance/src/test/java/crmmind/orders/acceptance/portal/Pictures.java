package crmmind.orders.acceptance.portal;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes a picture of every page, on a desktop, a tablet and a phone, light and dark, into {@code target/pictures}: run
 * by {@code mvn -Ppictures verify}, not among the tests.
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
        for (var width : WIDTHS.entrySet()) {
            for (var colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                var suffix = "-" + width.getKey() + "-" + colours.name().toLowerCase(java.util.Locale.ROOT);
                try (var portal = Portal.at(desk, width.getValue(), 900, colours)) {
                    take(portal.open("/login"), "login" + suffix);
                    portal.signIn("admin");
                    pages.forEach((name, path) -> take(portal.open(path), name + suffix));
                }
            }
        }
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
