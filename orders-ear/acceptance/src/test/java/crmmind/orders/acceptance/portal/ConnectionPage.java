package crmmind.orders.acceptance.portal;

import com.microsoft.playwright.Locator;
import java.util.List;

/** The Metakocka part of the settings. */
final class ConnectionPage {

    private final Portal portal;

    private ConnectionPage(Portal portal) {
        this.portal = portal;
    }

    static ConnectionPage open(Portal portal) {
        portal.open("/settings");
        return new ConnectionPage(portal);
    }

    /** Whether this user may test at all. */
    boolean offersTest() {
        return portal.id("connection:test").count() > 0;
    }

    /** Presses the button and waits for what comes of it. */
    ConnectionPage test() {
        portal.id("connection:test").click();
        settled();
        portal.id("test-result").waitFor();
        return this;
    }

    /** What was wrong, as the page calls it for tests; {@code none} where all is well. */
    String problem() {
        return portal.id("test-result").getAttribute("data-problem");
    }

    /** Everything said about the outcome. */
    String said() {
        return portal.id("test-result").innerText();
    }

    /** The marks of the warehouses that were listed. */
    List<String> warehouses() {
        return portal.page().locator("#test-warehouses tbody tr").all().stream()
                .map(row -> row.getAttribute("data-mark"))
                .toList();
    }

    String warehouse(String mark) {
        return portal.page()
                .locator("#test-warehouses tr[data-mark='" + mark + "']")
                .innerText();
    }

    ConnectionPage lookAtOrders() {
        portal.id("connection:look").click();
        settled();
        portal.id("harvest-summary").waitFor();
        return this;
    }

    /** What happens to orders with this status code, as the page calls it for tests. */
    String consequence(String code) {
        return found(code).getAttribute("data-consequence");
    }

    /** How many of the orders looked at carry this code. */
    int count(String code) {
        return Integer.parseInt(found(code).locator("td.num").innerText().strip());
    }

    ConnectionPage assign(String code, String status) {
        found(code).locator("select").selectOption(status);
        found(code).locator("button").click();
        settled();
        portal.page()
                .locator("#harvest-table tr[data-code='" + code + "'][data-consequence='mapped']")
                .waitFor();
        return this;
    }

    /** How a value the desk uses was judged. */
    String verdict(String about, String value) {
        return portal.page()
                .locator("#review-table tr[data-about='" + about + "'][data-value='" + value + "']")
                .last()
                .getAttribute("data-verdict");
    }

    /** The line of a setting: value, origin, variable. */
    String setting(String name) {
        return portal.page()
                .locator("#values-table tr[data-setting='" + name + "']")
                .innerText();
    }

    private Locator found(String code) {
        return portal.page().locator("#harvest-table tr[data-code='" + code + "']");
    }

    private void settled() {
        portal.page().waitForFunction("() => PrimeFaces.ajax.Queue.isEmpty()");
    }
}
