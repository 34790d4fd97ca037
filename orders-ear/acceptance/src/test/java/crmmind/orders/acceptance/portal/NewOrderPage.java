package crmmind.orders.acceptance.portal;

import com.microsoft.playwright.options.SelectOption;

/** The form that takes a new order. */
final class NewOrderPage {

    private final Portal portal;

    NewOrderPage(Portal portal) {
        this.portal = portal.open("/orders/new");
    }

    NewOrderPage customer(String name, String street, String postCode, String city) {
        portal.id("order-form:customer-name_input").fill(name);
        portal.id("order-form:customer-street").fill(street);
        portal.id("order-form:customer-post-code").fill(postCode);
        portal.id("order-form:customer-city").fill(city);
        portal.id("order-form:customer-country").selectOption(new SelectOption().setValue("SI"));
        return this;
    }

    /** Fills the line: picks the product from what the field proposes, then the rest; the page computes on the way. */
    NewOrderPage line(int index, String productCode, String quantity, String unitPrice) {
        var line = "order-form:line:" + index + ":";
        portal.page()
                .waitForResponse(
                        "**/orders/new", () -> portal.id(line + "product_input").pressSequentially(productCode));
        portal.updates(() ->
                portal.id(line + "product_panel").getByText(productCode).first().click());
        portal.updates(() -> portal.change(line + "quantity", quantity));
        portal.updates(() -> portal.change(line + "unit-price", unitPrice));
        return this;
    }

    NewOrderPage anotherLine() {
        portal.updates(() -> portal.id("order-form:add-line").click());
        return this;
    }

    /** The total the page shows before anything is saved, as {@code 56.12}. */
    String total() {
        return portal.amount("total-total");
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
