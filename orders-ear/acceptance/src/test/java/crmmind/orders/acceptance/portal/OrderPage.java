package crmmind.orders.acceptance.portal;

import com.microsoft.playwright.assertions.PlaywrightAssertions;

/** One order, with the buttons and dialogs that move it on. */
final class OrderPage {

    private static final double PATIENCE = 60_000;

    private final Portal portal;

    /** The page the portal shows now. */
    OrderPage(Portal portal) {
        this.portal = portal;
        portal.id("order-number").waitFor();
    }

    String number() {
        return portal.id("order-number").textContent().strip();
    }

    String total() {
        return portal.amount("total");
    }

    /** Waits until the page shows this status. */
    OrderPage expectStatus(String status) {
        return expect("#pills [data-status='" + status + "']");
    }

    /** Waits until the page shows this; it looks again by itself while Metakocka's answer is awaited. */
    OrderPage expectSync(String status) {
        return expect("#pills [data-sync='" + status + "']");
    }

    OrderPage process() {
        portal.page().locator("#more > summary").click();
        portal.id("menu:process").click();
        return this;
    }

    /** Ships what the dialog proposes: everything open. */
    OrderPage fulfil(String tracking, String carrier, String notes) {
        portal.page().locator("[data-open='fulfil-dialog']").click();
        portal.id("fulfilment:form:tracking").fill(tracking);
        portal.id("fulfilment:form:carrier").fill(carrier);
        portal.id("fulfilment:form:notes").fill(notes);
        portal.id("fulfilment:form:submit").click();
        return this;
    }

    OrderPage cancel(String reason) {
        portal.page().locator("[data-open='cancel-dialog']").click();
        portal.id("cancellation:form:reason").fill(reason);
        portal.id("cancellation:form:submit").click();
        return this;
    }

    private OrderPage expect(String selector) {
        PlaywrightAssertions.assertThat(portal.page().locator(selector))
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(PATIENCE));
        return this;
    }
}
