package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.SelectOption;

/** The form that takes a new order. */
final class NewOrderPage {

    private final Portal portal;
    private int lines = 1;

    NewOrderPage(Portal portal) {
        this.portal = portal.open("/orders/new");
    }

    NewOrderPage customer(String name, String street, String postCode, String city) {
        portal.id("order-form:customer-name").fill(name);
        portal.id("order-form:customer-street").fill(street);
        portal.id("order-form:customer-post-code").fill(postCode);
        portal.id("order-form:customer-city").fill(city);
        portal.id("order-form:customer-country").selectOption(new SelectOption().setValue("SI"));
        return this;
    }

    /** Fills the last line: picks the product from what the field proposes, then the rest. */
    NewOrderPage line(String productCode, String quantity, String unitPrice) {
        var line = "order-form:line:" + (lines - 1) + ":";
        portal.id(line + "product").pressSequentially(productCode);
        portal.id("line-" + (lines - 1) + "-list")
                .getByText(productCode)
                .first()
                .click();
        // the product brings its price: when it is there, the choice has arrived
        assertThat(portal.id(line + "unit-price")).not().hasValue("");
        portal.id(line + "quantity").fill(quantity);
        portal.id(line + "unit-price").fill(unitPrice);
        return this;
    }

    NewOrderPage anotherLine() {
        portal.id("add-line").click();
        lines++;
        portal.id("order-form:line:" + (lines - 1) + ":product").waitFor();
        return this;
    }

    /** Waits until the page shows this total, before anything is saved. */
    NewOrderPage expectTotal(String total) {
        assertThat(portal.id("total-total")).containsText(total);
        return this;
    }

    OrderPage saveAndSync() {
        portal.id("order-form:save-sync").click();
        return arrived();
    }

    OrderPage saveDraft() {
        portal.id("order-form:save-draft").click();
        return arrived();
    }

    private OrderPage arrived() {
        portal.page().waitForURL(url -> url.matches(".*/orders/[0-9a-f-]{36}.*"));
        return new OrderPage(portal);
    }
}
