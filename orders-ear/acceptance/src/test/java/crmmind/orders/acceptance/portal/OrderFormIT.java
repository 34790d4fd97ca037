package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The form for orders in a browser: what is looked up, pasted, computed and kept while somebody types. */
@ExtendWith(DeskExtension.class)
class OrderFormIT {

    private static final String LINE = "order-form:line:";

    @Test
    void an_order_is_typed_and_sent_without_a_mouse(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/new")) {
            var keys = portal.page().keyboard();
            field(portal, 0, "product").focus();
            keys.type("artikel 041");
            var list = portal.id("line-0-list");
            assertThat(list.getByRole(com.microsoft.playwright.options.AriaRole.OPTION))
                    .hasCount(1);
            assertThat(list).containsText("Glavno skladišče");
            keys.press("ArrowDown");
            assertThat(field(portal, 0, "product")).hasAttribute("aria-activedescendant", "line-0-list-0");
            keys.press("Enter");
            assertThat(field(portal, 0, "product")).hasValue("ART-041");
            assertThat(field(portal, 0, "quantity")).isFocused();
            keys.type("2,5");
            keys.press("Enter");
            keys.type("10");
            for (int i = 0; i < 3; i++) {
                keys.press("Enter"); // price, discount, VAT: the last one adds a line
            }
            assertThat(field(portal, 1, "product")).isFocused();
            keys.type("art-042");
            keys.press("Tab"); // not chosen: the code is enough
            assertThat(field(portal, 1, "product")).hasValue("ART-042");
            assertThat(portal.id("total-net")).hasText("77.00 EUR");

            for (int i = 0;
                    i < 20
                            && !portal.id("order-form:customer-name")
                                    .evaluate("e => e === document.activeElement")
                                    .equals(true);
                    i++) {
                keys.press("Tab");
            }
            keys.type("Tipkovnica d.o.o.");
            keys.press("Control+Enter");

            portal.page().waitForURL(url -> url.matches(".*/orders/[0-9a-f-]{36}.*"));
            new OrderPage(portal).expectStatus("confirmed");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void a_code_nobody_knows_is_refused_at_its_field_with_what_resembles_it(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/new")) {
            field(portal, 0, "product").fill("ARRT-043");
            field(portal, 0, "product").press("Tab");

            var error = portal.id(LINE + "0:product-error");
            assertThat(error).containsText("ARRT-043");
            assertThat(field(portal, 0, "product")).hasAttribute("aria-invalid", "true");
            assertThat(field(portal, 0, "product")).hasAttribute("aria-describedby", Pattern.compile("product-error"));
            portal.page()
                    .locator("[data-part=near] button", new Page.LocatorOptions().setHasText("ART-043"))
                    .click();
            assertThat(field(portal, 0, "product")).hasValue("ART-043");
            assertThat(error).isHidden();
            assertThat(field(portal, 0, "unit-price")).not().hasValue("");
        }
    }

    @Test
    void too_little_stock_is_told_while_the_quantity_is_typed(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/new")) {
            field(portal, 0, "product").fill("ART-044");
            field(portal, 0, "product").press("Tab");
            assertThat(portal.id("line-0-stock")).containsText("available");
            assertThat(portal.id("shortage")).isEmpty();

            field(portal, 0, "quantity").fill("99999");

            assertThat(portal.id("line-0-stock")).containsText("Only");
            assertThat(portal.id("shortage")).hasText("1 line asks for more than there is.");
        }
    }

    @Test
    void pasted_lines_are_shown_with_what_is_wrong_and_taken_when_it_is_right(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/new")) {
            portal.id("paste-lines").click();
            var text = portal.id("paste-text");
            text.fill("Količina;Šifra;Cena;Popust\n2;art-045;1.234,56;10\nzwei;ART-046;;\n1;NIX-9;3,00;\n4;ART-047;;5");
            assertThat(rows(portal)).hasCount(4);
            assertThat(rows(portal).nth(0)).containsText("ART-045");
            assertThat(rows(portal).nth(0)).containsText("1,234.56");
            assertThat(rows(portal).nth(1)).containsText("Quantity: Not a number");
            assertThat(rows(portal).nth(2)).containsText("NIX-9");
            assertThat(rows(portal).nth(2)).hasClass("wrong");
            assertThat(portal.id("paste-take")).hasText("Take 2 lines");

            portal.id("paste-take").click();
            assertThat(portal.id("paste-says")).containsText("Taken");
            assertThat(text).hasValue("Količina;Šifra;Cena;Popust\nzwei;ART-046;;\n1;NIX-9;3,00;");
            text.fill("Količina;Šifra;Cena;Popust\n2;ART-046;;\n1;ART-046;12,00;");
            assertThat(portal.id("paste-take")).hasText("Take 2 lines");
            portal.id("paste-take").click();

            assertThat(portal.id("paste-dialog")).isHidden();
            assertThat(lines(portal)).hasCount(4);
            assertThat(field(portal, 0, "unit-price")).hasValue("1.234,56");
            assertThat(field(portal, 0, "discount")).hasValue("10");
            // 2 · 1234.56 · 0.9 = 2222.208
            assertThat(portal.id(LINE + "0:net")).hasText("2,222.21");
            assertThat(portal.complaints()).isEmpty();
        }
    }

    @Test
    void five_hundred_lines_are_taken_at_once_and_the_same_product_becomes_one_by_choice(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/new")) {
            var pasted = new StringBuilder("code\tquantity\tprice\n");
            for (int i = 0; i < 500; i++) {
                pasted.append("ART-0").append(10 + i % 25).append("\t0.5\t1.00\n");
            }
            portal.id("paste-lines").click();
            portal.id("paste-text").fill(pasted.append("ART-010\t1\n").toString());
            assertThat(portal.id("paste-says")).containsText("At most 500");
            assertThat(portal.id("paste-take")).isDisabled();

            portal.id("paste-text").fill(pasted.toString().replaceFirst("ART-010\t0.5\t1.00\n", ""));
            assertThat(portal.id("paste-take")).hasText("Take 500 lines");
            portal.page().locator("input[name=same][value=merge]").check();
            portal.id("paste-take").click();
            assertThat(portal.id("paste-dialog")).isHidden();

            assertThat(lines(portal)).hasCount(26); // ART-010 once more, with another price
            assertThat(field(portal, 1, "quantity")).hasValue("10");
        }
    }

    @Test
    void a_known_customer_is_found_by_phone_and_may_be_changed(Desk desk) {
        var mark = UUID.randomUUID().toString().substring(0, 6);
        create(
                desk,
                List.of(item("ART-048", "1", "1", "0", "22")),
                "Čevljarstvo Žan " + mark,
                "+386 51 " + digits(mark));
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/new")) {
            portal.id("order-form:customer-name").pressSequentially("051 " + digits(mark));
            var option = portal.id("customer-list").locator("[role=option]").first();
            assertThat(option).containsText("Čevljarstvo Žan " + mark);
            portal.id("order-form:customer-name").press("ArrowDown");
            portal.id("order-form:customer-name").press("Enter");

            assertThat(portal.id("order-form:customer-name")).hasValue("Čevljarstvo Žan " + mark);
            assertThat(portal.id("order-form:customer-street")).hasValue("Obrtniška 5");
            assertThat(portal.id("order-form:customer-city")).hasValue("Žalec");
            assertThat(portal.id("order-form:customer-country")).hasValue("SI");
            portal.id("order-form:customer-street").fill("Obrtniška 6");

            portal.id("order-form:customer-name").fill("cevljarstvo zan " + mark);
            assertThat(option).containsText("Čevljarstvo Žan " + mark);
            portal.id("order-form:customer-name").press("Escape");
            assertThat(portal.id("customer-list")).isHidden();
            assertThat(portal.id("order-form:customer-street")).hasValue("Obrtniška 6");
        }
    }

    @Test
    void what_was_typed_is_offered_again_after_the_window_was_closed(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            discardAll(portal);
            var customer = "Nedokončano " + UUID.randomUUID();
            portal.id("order-form:customer-name").fill(customer);
            field(portal, 0, "product").fill("ART-049");
            field(portal, 0, "product").press("Tab");
            field(portal, 0, "quantity").fill("1,");
            assertThat(portal.id("draft-state")).containsText("Kept");

            portal.open("/orders/new");
            var offer = portal.page().locator("#drafted li", new Page.LocatorOptions().setHasText(customer));
            assertThat(offer).containsText("1 line");
            assertThat(portal.id("order-form:customer-name")).hasValue("");
            offer.locator("a").click();
            assertThat(portal.id("continued")).isVisible();
            assertThat(portal.id("order-form:customer-name")).hasValue(customer);
            assertThat(field(portal, 0, "quantity")).hasValue("1,");
            assertThat(field(portal, 0, "product")).hasValue("ART-049");

            portal.open("/orders/new");
            offer.locator("[data-discard]").click();
            assertThat(offer).containsText("Discarded");
            assertThat(offer.locator("[data-take-back]")).isFocused();
            portal.page().keyboard().press("Enter");
            assertThat(offer.locator("a")).isFocused();
            portal.page().keyboard().press("Enter");
            assertThat(portal.id("order-form:customer-name")).hasValue(customer);

            field(portal, 0, "quantity").fill("1,5");
            portal.id("order-form:save-draft").click();
            portal.page().waitForURL(url -> url.matches(".*/orders/[0-9a-f-]{36}.*"));
            portal.open("/orders/new");
            assertThat(portal.id("drafted")).hasCount(0);
        }
    }

    @Test
    void nothing_is_kept_of_a_form_that_was_saved_too_early(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            discardAll(portal);
            portal.open("/orders/new").id("order-form:save-draft").click();
            assertThat(portal.id("wrong")).isVisible();
            portal.open("/orders/new");
            assertThat(portal.id("order-form:customer-name")).isVisible();
            assertThat(portal.id("drafted")).hasCount(0);
        }
    }

    @Test
    void two_windows_with_the_same_draft_do_not_overwrite_each_other(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            discardAll(portal);
            portal.id("order-form:notes").fill("from the first window");
            assertThat(portal.id("draft-state")).containsText("Kept");
            var second = portal.page().context().newPage();
            second.navigate(portal.page().url());
            second.locator("#drafted a").first().click();
            assertThat(second.locator("[id='order-form:notes']")).hasValue("from the first window");

            second.locator("[id='order-form:notes']").fill("from the second window");
            assertThat(second.locator("#draft-state")).containsText("Kept");
            portal.id("order-form:notes").fill("from the first window again");
            assertThat(portal.id("draft-state")).containsText("changed in another window");

            portal.page().locator("#draft-state button").click();
            assertThat(portal.id("draft-state")).containsText("Kept");
            second.navigate(portal.page().url());
            assertThat(second.locator("#drafted li")).hasCount(2);
            second.close();
            discardAll(portal);
        }
    }

    @Test
    void typing_goes_on_without_a_session_and_is_kept_as_soon_as_there_is_one(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            discardAll(portal);
            portal.page().context().clearCookies();
            portal.id("order-form:notes").fill("typed while signed out");
            assertThat(portal.id("draft-state")).containsText("you are signed out");
            assertThat(portal.page().locator("#draft-state a")).hasAttribute("href", Pattern.compile("/login"));

            var second = portal.page().context().newPage();
            second.navigate(desk.baseUri() + "/login");
            second.locator("[id='login:username']").fill("admin");
            second.locator("[id='login:password']").fill("demo");
            second.locator("[id='login:enter']").click();
            second.waitForURL(url -> !url.contains("/login"));
            portal.id("order-form:notes").press("End");
            portal.id("order-form:notes").pressSequentially("!");

            assertThat(portal.id("draft-state")).containsText("Kept");
            second.close();
            discardAll(portal);
        }
    }

    @Test
    void errors_stand_at_their_fields_and_what_was_typed_stays(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/new")) {
            field(portal, 0, "product").fill("ART-005");
            field(portal, 0, "product").press("Tab");
            assertThat(field(portal, 0, "unit-price")).not().hasValue("");
            field(portal, 0, "quantity").fill("dve");
            field(portal, 0, "discount").fill("1,2,3");
            portal.id("add-line").click();
            field(portal, 1, "product").fill("NIX-77");
            field(portal, 1, "unit-price").fill("1 234,50");
            portal.id("order-form:save-sync").click();

            assertThat(portal.page().locator("#wrong li")).hasCount(4);
            assertThat(portal.id("wrong")).containsText("Line 1, Quantity");
            assertThat(portal.id("wrong")).containsText("Line 2, Product");
            assertThat(field(portal, 0, "quantity")).isFocused();
            assertThat(field(portal, 0, "quantity")).hasValue("dve");
            assertThat(field(portal, 0, "discount")).hasValue("1,2,3");
            assertThat(field(portal, 1, "product")).hasValue("NIX-77");
            assertThat(field(portal, 1, "unit-price")).hasValue("1 234,50");
            assertThat(portal.id("order-form:customer-name")).hasAttribute("aria-invalid", "true");
            portal.page()
                    .locator("#wrong a", new Page.LocatorOptions().setHasText("Customer"))
                    .click();
            assertThat(portal.id("order-form:customer-name")).isFocused();

            // what only the server refuses comes back to its field, too
            portal.id("order-form:customer-name").fill("x".repeat(101));
            field(portal, 0, "quantity").fill("2");
            field(portal, 0, "discount").fill("101");
            field(portal, 1, "product").fill("ART-038");
            field(portal, 1, "product").press("Tab");
            assertThat(portal.id(LINE + "1:product-error")).isHidden();
            portal.id("order-form:save-sync").click();
            assertThat(portal.page().locator("#wrong li")).hasCount(2);
            assertThat(portal.id(LINE + "0:discount-error")).containsText("100");
            assertThat(portal.id("order-form:customer-name-error")).containsText("100");

            portal.id("order-form:customer-name").fill("Popravljeno d.o.o.");
            field(portal, 0, "discount").fill("");
            portal.id("order-form:save-draft").click();
            portal.page().waitForURL(url -> url.matches(".*/orders/[0-9a-f-]{36}.*"));
        }
    }

    @Test
    void slovenian_numbers_are_read_and_written(Desk desk) {
        try (var portal = Portal.at(desk)) {
            portal.page()
                    .context()
                    .addCookies(List.of(
                            new Cookie("language", "sl").setUrl(desk.baseUri().toString())));
            portal.signIn("sales").open("/orders/new");
            field(portal, 0, "product").fill("ART-039");
            field(portal, 0, "product").press("Tab");
            assertThat(portal.id("line-0-stock")).containsText("na voljo");
            field(portal, 0, "quantity").fill("2,5");
            field(portal, 0, "unit-price").fill("1.234,56");
            field(portal, 0, "discount").fill("12,5");
            field(portal, 0, "tax-rate").fill("9,5");

            // 2.5 · 1234.56 · 0.875 = 2700.60; 9.5 % of it 256.557
            assertThat(portal.id("total-net")).hasText("2.700,60 €");
            assertThat(portal.page().locator("[data-rate='9.5']")).containsText("DDV 9,5 %");
            assertThat(portal.id("total-tax")).hasText("256,56 €");
            assertThat(portal.id("total-total")).hasText("2.957,16 €");
            portal.id("order-form:customer-name").fill("Vejica d.o.o.");
            portal.id("order-form:save-draft").click();
            portal.page().waitForURL(url -> url.matches(".*/orders/[0-9a-f-]{36}.*"));
            var id = portal.page().url().replaceAll(".*/orders/([0-9a-f-]{36}).*", "$1");
            var order = desk.as("sales").get("/api/orders/" + id).expect(200).json();
            assertThat(order.at("/totalAmount").asText()).isEqualTo("2957.16");

            portal.open("/orders/" + id + "/edit");
            assertThat(field(portal, 0, "unit-price")).hasValue("1234,56");
            assertThat(portal.id("total-total")).hasText("2.957,16 €");
            portal.id("order-form:notes").fill("spremenjeno");
            portal.id("order-form:save-changes").click();
            portal.page().waitForURL(url -> url.matches(".*/orders/[0-9a-f-]{36}(\\?.*)?$"));
            assertThat(desk.as("sales")
                            .get("/api/orders/" + id)
                            .json()
                            .at("/totalAmount")
                            .asText())
                    .isEqualTo("2957.16");
        }
    }

    @Test
    void the_page_computes_to_the_cent_what_the_server_stores(Desk desk) {
        var random = new Random(20261123);
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/new")) {
            for (int order = 0; order < 5; order++) {
                var items = new ArrayList<Map<String, String>>();
                for (int i = 0; i < 200; i++) {
                    items.add(item(
                            "ART-00" + (1 + random.nextInt(9)),
                            number(random, 3, 4, 1),
                            number(random, 6, 6, 0),
                            number(random, 2, 2, 0),
                            random.nextInt(3) == 0
                                    ? number(random, 3, 2, 0)
                                    : List.of("22", "9.5", "5", "0").get(random.nextInt(4))));
                }
                // halves of a cent, on both sides
                items.add(item("ART-005", "0.5", "0.01", "0", "22"));
                items.add(item("ART-005", "1", "0.005", "0", "50"));
                items.add(item("ART-005", "3", "0.333333", "50", "9.5"));
                var stored = create(desk, items, "Cent d.o.o.", null);
                compare(portal, items, stored);
            }
        }
    }

    private static void compare(Portal portal, List<Map<String, String>> items, JsonNode stored) {
        var net = BigDecimal.ZERO;
        var tax = BigDecimal.ZERO;
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            boolean comma = i % 2 == 0;
            var computed = (List<?>) portal.page()
                    .evaluate(
                            "typed => window.orderEntry.lineAmounts(...typed)",
                            List.of("quantity", "unitPrice", "discountPercent", "taxRate").stream()
                                    .map(name -> comma ? item.get(name).replace('.', ',') : item.get(name))
                                    .toList());
            var line = stored.at("/items/" + i);
            assertThat(List.of(computed.get(0), computed.get(1)))
                    .as(item.toString())
                    .isEqualTo(List.of(
                            line.at("/netAmount").asText(),
                            line.at("/taxAmount").asText()));
            net = net.add(new BigDecimal(computed.get(0).toString()));
            tax = tax.add(new BigDecimal(computed.get(1).toString()));
        }
        assertThat(stored.at("/netAmount").asText()).isEqualTo(net.toPlainString());
        assertThat(stored.at("/totalAmount").asText()).isEqualTo(net.add(tax).toPlainString());
    }

    /** A number with up to so many decimals and digits before them, at least {@code least} of the last decimal. */
    private static String number(Random random, int decimals, int digits, int least) {
        int scale = random.nextInt(decimals + 1);
        long most = (long) Math.pow(10, scale + random.nextInt(digits + 1));
        var number = BigDecimal.valueOf(least + random.nextLong(Math.max(1, most)), scale);
        return number.toPlainString();
    }

    private static Map<String, String> item(String code, String quantity, String price, String discount, String rate) {
        return Map.of(
                "productCode",
                code,
                "quantity",
                quantity,
                "unitPrice",
                price,
                "discountPercent",
                discount,
                "taxRate",
                rate);
    }

    private static JsonNode create(Desk desk, List<Map<String, String>> items, String customer, String phone) {
        var address = Map.of("street", "Obrtniška 5", "postCode", "3310", "city", "Žalec", "country", "SI");
        return desk.as("sales")
                .post(
                        "/api/orders",
                        Map.of(
                                "customer",
                                phone == null
                                        ? Map.of("name", customer, "address", address)
                                        : Map.of("name", customer, "phone", phone, "address", address),
                                "currency",
                                "EUR",
                                "items",
                                items))
                .expect(201)
                .json();
    }

    private static String digits(String mark) {
        return String.format("%06d", Integer.parseInt(mark, 16) % 1_000_000);
    }

    /** A new order's form without any draft left to go on with. */
    private static void discardAll(Portal portal) {
        portal.open("/orders/new");
        var buttons = portal.page().locator("#drafted li:not(.discarded) [data-discard]");
        for (int left = buttons.count(); left > 0; left--) {
            buttons.first().click();
            assertThat(buttons).hasCount(left - 1);
        }
    }

    private static Locator field(Portal portal, int line, String name) {
        return portal.id(LINE + line + ":" + name);
    }

    private static Locator lines(Portal portal) {
        return portal.page().locator("#entry-lines > .line");
    }

    private static Locator rows(Portal portal) {
        return portal.page().locator("#paste-table tbody tr");
    }
}
