package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each page in both themes and on both widths, as axe sees it: nothing serious, nothing critical. */
@ExtendWith(DeskExtension.class)
class AccessibilityIT {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final List<String> GRAVE = List.of("serious", "critical");

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"1440,LIGHT", "1440,DARK", "390,LIGHT", "390,DARK"})
    void pages_can_be_used_by_everybody(int width, ColorScheme colours, Desk desk) throws SQLException {
        var findings = new ArrayList<String>();
        try (var portal = Portal.at(desk, width, 900, colours)) {
            look(portal.open("/login"), "login", findings);
            portal.signIn("admin");
            for (var page : pages(desk).entrySet()) {
                look(portal.open(page.getValue()), page.getKey(), findings);
            }
            assertThat(portal.complaints())
                    .as("what the browser complained about")
                    .isEmpty();
        }
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void dialogs_can_be_used_by_everybody(ColorScheme colours, Desk desk) throws SQLException {
        var findings = new ArrayList<String>();
        try (var portal = Portal.at(desk, 1440, 900, colours).signIn("admin")) {
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
            portal.open("/orders/new").id("order-form:line:0:product").pressSequentially("art");
            portal.id("line-0-list").locator("[role=option]").first().waitFor();
            portal.id("order-form:line:0:product").press("ArrowDown");
            look(portal, "proposed products", findings);
            portal.id("order-form:line:0:product").press("Escape"); // the proposals lie over the button
            portal.id("paste-lines").click();
            portal.id("paste-text").fill("code;quantity\nART-001;2\nNIX-1;two");
            portal.page().locator("#paste-table tr.wrong").first().waitFor();
            look(portal, "paste dialog", findings);
        }
        assertThat(findings).isEmpty();
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
        for (var rule : new AxeBuilder(portal.page()).withTags(RULES).analyze().getViolations()) {
            if (GRAVE.contains(rule.getImpact())) {
                rule.getNodes()
                        .forEach(node -> findings.add(
                                page + ": " + rule.getId() + " (" + rule.getHelp() + ") at " + node.getHtml()));
            }
        }
    }
}
