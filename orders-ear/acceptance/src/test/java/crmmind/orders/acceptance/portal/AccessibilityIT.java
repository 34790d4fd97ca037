package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each page as axe sees it, light in English on a desktop and dark in Slovenian on a phone: nothing serious, nothing
 * critical, and nothing to scroll sideways. With {@code -Daxe.full=true} in both themes and languages on each of these,
 * on a tablet, and on 320 px, which is what remains of 1,280 px for who magnifies four times.
 */
@ExtendWith(DeskExtension.class)
class AccessibilityIT {

    private static final boolean FULL = Boolean.getBoolean("axe.full");

    static List<Arguments> windows() {
        if (!FULL) {
            return List.of(Arguments.of(1440, ColorScheme.LIGHT, "en"), Arguments.of(390, ColorScheme.DARK, "sl"));
        }
        var windows = new ArrayList<Arguments>();
        for (var language : languages()) {
            for (int width : new int[] {1440, 768, 390, 320}) {
                for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    windows.add(Arguments.of(width, colours, language));
                }
            }
        }
        return windows;
    }

    static List<Arguments> themes() {
        return languages().stream()
                .flatMap(language ->
                        Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(colours -> Arguments.of(colours, language)))
                .toList();
    }

    private static List<String> languages() {
        return FULL ? List.of("en", "sl") : List.of("en");
    }

    @ParameterizedTest(name = "{0} px, {1}, {2}")
    @MethodSource("windows")
    void pages_can_be_used_by_everybody(int width, ColorScheme colours, String language, Desk desk)
            throws SQLException {
        var findings = new ArrayList<String>();
        var wide = new ArrayList<String>();
        int looked = 1;
        try (var portal = Portal.at(desk, width, 900, colours)) {
            MentionsIT.mention(desk, "admin", 2); // the overview has all its cards
            look(inLanguage(portal.open("/login"), language), "login", findings);
            portal.signIn("admin");
            for (var page : pages(desk).entrySet()) {
                look(portal.open(page.getValue()), page.getKey(), findings);
                looked++;
                var over = portal.page()
                        .evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (((Number) over).intValue() > 1) { // widths of columns are rounded
                    wide.add(page.getKey() + " by " + over + " px");
                }
            }
            assertThat(portal.complaints())
                    .as("what the browser complained about")
                    .isEmpty();
        }
        if (FULL) {
            System.out.println("AXE " + width + " px, " + colours + ", " + language + ": " + looked + " pages, "
                    + findings.size() + " findings");
        }
        assertThat(findings).isEmpty();
        assertThat(wide).as("wider than the window").isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("themes")
    void dialogs_can_be_used_by_everybody(ColorScheme colours, String language, Desk desk) throws SQLException {
        var findings = new ArrayList<String>();
        try (var portal = inLanguage(Portal.at(desk, 1440, 900, colours).open("/login"), language)
                .signIn("admin")) {
            var order = pages(desk).entrySet().stream()
                    .filter(page -> page.getKey().equals("order, processing synced"))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            for (var dialog : List.of("fulfil", "cancel")) {
                portal.open(order).id(dialog).click();
                portal.id(dialog + "-dialog").waitFor();
                look(portal, dialog + " dialog", findings);
            }
            portal.open(order).page().locator("#more > summary").click();
            look(portal, "menu of an order", findings);
            portal.id("hold").click();
            portal.id("hold-dialog").waitFor();
            look(portal, "hold dialog", findings);
            portal.open("/orders?status=fulfilled").id("keys-open").click();
            portal.id("keys-help").waitFor();
            look(portal, "sheet of keys", findings);
            portal.page().keyboard().press("Escape");
            portal.id("palette-open").click();
            portal.id("palette").waitFor();
            look(portal, "palette", findings);
            portal.page().keyboard().press("Escape");
            portal.page().locator("#display > summary").click();
            look(portal, "columns", findings);
            portal.page().locator("#display > summary").click();
            portal.page().locator("#view-menu > summary").click();
            portal.id("view-save").click();
            portal.id("save-view").waitFor();
            look(portal, "dialog that keeps a view", findings);
            portal.open("/orders").page().locator("input[data-all]").check();
            portal.page().locator("#bulk-more > summary").click();
            look(portal, "bar of a selection", findings);
            portal.open("/orders/new").id("order-form:save-draft").click();
            portal.id("wrong").waitFor();
            look(portal, "wrong form", findings);
            portal.open("/orders/new").id("order-form:line:0:product").pressSequentially("art");
            portal.id("line-0-list").locator("[role=option]").first().waitFor();
            portal.id("order-form:line:0:product").press("ArrowDown");
            look(portal, "proposed products", findings);
            portal.id("order-form:line:0:product").press("Escape"); // the proposals lie over the button
            portal.id("paste-lines").click();
            portal.id("paste-text").fill("code;quantity\nART-001;2\nNIX-1;two");
            portal.page().locator("#paste-table tr.wrong").first().waitFor();
            look(portal, "paste dialog", findings);
            portal.open(order).id("comments:text").pressSequentially("@");
            portal.id("people").locator("[role=option]").first().waitFor();
            look(portal, "proposed people", findings);
            portal.id("comments:text").fill("");
            portal.open(order).page().locator("[data-stock-of]").first().click();
            portal.page().locator("#stock-popover[data-stock-state=there]").waitFor();
            look(portal, "stock of a product", findings);
            portal.open(order).page().locator("#more > summary").click();
            portal.id("hold").click();
            portal.id("holding:submit").click();
            portal.page().locator(".toasts [data-undo]").waitFor();
            look(portal, "toast with undo", findings);
            portal.page().locator(".toasts [data-undo]").click(); // the next theme finds it as it was
            portal.page().locator("#pills [data-status=processing]").waitFor();
        }
        assertThat(findings).isEmpty();
    }

    private static Portal inLanguage(Portal portal, String language) {
        if (!language.equals("en")) {
            portal.page().locator("[data-language=" + language + "]").click();
            PlaywrightAssertions.assertThat(portal.page().locator("html")).hasAttribute("lang", language);
        }
        return portal;
    }

    @AfterEach
    void everybody_reads_english_again(Desk desk) throws SQLException {
        MentionsIT.nobodyIsMentioned(desk);
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update users set language = null");
        }
    }

    @Test
    void a_field_without_a_name_would_be_found(Desk desk) {
        var findings = new ArrayList<String>();
        try (var portal = Portal.at(desk).open("/login")) {
            portal.page().evaluate("() => document.querySelectorAll('label').forEach(label => label.remove())");
            look(portal, "login", findings);
        }
        assertThat(findings).isNotEmpty();
    }

    static Map<String, String> pages(Desk desk) throws SQLException {
        var pages = new LinkedHashMap<String, String>();
        for (var page : List.of(
                "/dashboard",
                "/orders",
                "/orders?view=problems",
                "/orders?q=nothing-is-called-so",
                "/orders/new",
                "/metakocka",
                "/inventory",
                "/queue",
                "/pack",
                "/pack?order=nothing-is-called-so",
                "/jobs",
                "/jobs?of=all",
                "/logs",
                "/logs?text=ART-001",
                "/logs?kind=inventory",
                "/logs?kind=sync",
                "/logs?kind=errors",
                "/books",
                "/settings",
                "/account",
                "/components",
                "/settings?section=users",
                "/settings?section=users&user=sales",
                "/settings?section=allocation",
                "/settings?section=tokens")) {
            pages.put(page, page);
        }
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from metakocka_operations order by seq desc limit 1")) {
            if (rows.next()) {
                pages.put("operation", "/queue/" + rows.getString(1));
            }
        }
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select distinct on (order_status, m.sync_status) order_status || ' '"
                        + " || m.sync_status, d.id from sales_documents d join sales_document_mappings m"
                        + " on m.document_id = d.id order by order_status, m.sync_status, document_number desc")) {
            while (rows.next()) {
                pages.put("order, " + rows.getString(1), "/orders/" + rows.getString(2));
            }
        }
        pages.put("a job", "/jobs/" + newestJob(desk));
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select distinct on (order_status) order_status, id"
                        + " from sales_documents order by order_status, document_number desc")) {
            while (rows.next()) {
                pages.put("form, " + rows.getString(1), "/orders/" + rows.getString(2) + "/edit");
                pages.put("packing, " + rows.getString(1), "/orders/" + rows.getString(2) + "/pack");
            }
        }
        pages.put("a call", "/logs/" + newestCall(desk));
        assertThat(pages).as("orders in many states").hasSizeGreaterThan(15);
        return pages;
    }

    /** One that shows what it would do; it is never started. */
    private static String newestJob(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            portal.open("/orders").page().locator("input[data-all]").check();
            portal.page().locator("#bulk-more > summary").click();
            portal.id("orders:cancel-selected").click();
            portal.page().waitForURL(url -> url.contains("/jobs/"));
            return portal.page().url().replaceFirst(".*/jobs/", "");
        }
    }

    private static long newestCall(Desk desk) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select max(id) from metakocka_exchanges")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static void look(Portal portal, String page, List<String> findings) {
        Axe.grave(portal.page()).forEach(finding -> findings.add(page + ": " + finding));
    }
}
