package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Packing with a scanner: a keyboard that types a code and presses Enter, and no mouse. */
@ExtendWith(DeskExtension.class)
class PackIT {

    private static final String METAKOCKA = "/api/integrations/metakocka/orders/";
    private static final Pattern START = Pattern.compile(".*/pack$");

    /** Keeps the pitches of all tones, for who cannot hear them. */
    private static final String LISTEN = """
            window.tones = [];
            const make = AudioContext.prototype.createOscillator;
            AudioContext.prototype.createOscillator = function () {
              const tone = make.call(this);
              const start = tone.start.bind(tone);
              tone.start = (at) => { window.tones.push(tone.frequency.value); start(at); };
              return tone;
            };""";

    @Test
    void an_order_is_packed_and_shipped_with_the_scanner_alone(Desk desk) throws SQLException {
        var order = synced(desk, line("ART-031", "2"), line("ART-032", "1"));
        var number = number(desk, order);
        try (var portal = at(desk, "warehouse")) {
            var keys = portal.page().keyboard();
            keys.press("g");
            keys.press("p");
            assertThat(portal.page()).hasURL(START);
            assertThat(portal.id("order")).isFocused();
            scan(keys, number);

            assertThat(portal.page()).hasURL(Pattern.compile(".*/orders/" + order + "/pack$"));
            assertThat(portal.id("scan")).isFocused();
            scan(keys, "art-031"); // whatever its case
            assertThat(portal.id("said-well")).hasText("ART-031: 1 of 2");
            assertThat(tones(portal)).as("high").allMatch(pitch -> pitch > 800).isNotEmpty();
            scan(keys, barcode(desk, "ART-031"));
            assertThat(portal.id("said-well")).hasText("ART-031: 2 of 2");
            assertThat(portal.id("pack-total")).hasText("2 of 3");

            int heard = tones(portal).size();
            scan(keys, barcode(desk, "ART-040"));
            assertThat(portal.id("said")).hasAttribute("data-kind", "wrong");
            assertThat(portal.id("said-wrong")).containsText(barcode(desk, "ART-040") + "” is not in this order");
            assertThat(portal.id("said-more")).hasText("It is ART-040, Artikel 040.");
            assertThat(tones(portal).subList(heard, tones(portal).size()))
                    .as("low")
                    .allMatch(pitch -> pitch < 200)
                    .isNotEmpty();
            scan(keys, "ART-031");
            assertThat(portal.id("said-wrong")).containsText("all 2 are packed already");
            scan(keys, "3*ART-032");
            assertThat(portal.id("said-wrong")).containsText("only 1 more to pack, not 3");
            assertThat(portal.id("pack-total")).hasText("2 of 3");
            assertThat(portal.id("scan")).isFocused();

            portal.page().reload();
            assertThat(portal.id("pack-total")).hasText("2 of 3");
            assertThat(portal.id("said-well")).containsText("2 of 3");
            assertThat(portal.id("scan")).isFocused();
            scan(keys, "1 x ART-032");
            assertThat(portal.id("said")).hasAttribute("data-kind", "done");
            assertThat(portal.id("packing:tracking")).isFocused();
            assertThat(portal.id("packing:carrier")).hasValue("GLS");

            scan(keys, ""); // a scanner that presses Enter twice
            assertThat(portal.page()).hasURL(Pattern.compile(".*/orders/" + order + "/pack$"));
            scan(keys, "ART-032"); // one more of them, into the wrong field
            assertThat(portal.id("said-wrong")).containsText("it is no tracking number");
            scan(keys, "SI123456789");

            assertThat(portal.page()).hasURL(START);
            assertThat(portal.id("order")).isFocused();
            assertThat(portal.page().locator(".toast-success").first()).hasText(number + " shipped");
            assertThat(portal.id("report").locator("a[href$='/packing-slip.pdf?shipment=1']"))
                    .isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
        var here = order(desk, order);
        assertThat(here.path("status").asText()).isEqualTo("fulfilled");
        assertThat(here.at("/fulfillments/0/trackingNumber").asText()).isEqualTo("SI123456789");
        assertThat(here.at("/fulfillments/0/shippingCarrier").asText()).isEqualTo("GLS");
        Awaitility.await().untilAsserted(() -> {
            var there = desk.metakocka().salesOrders(number);
            assertThat(there).hasSize(1);
            assertThat(there.get(0).path("status_desc").asText()).isEqualTo("shipped");
            assertThat(there.toString()).contains("SI123456789");
        });
    }

    @Test
    void a_part_is_shipped_after_a_look_at_what_stays_open_and_the_rest_later(Desk desk) {
        var order = synced(desk, line("ART-031", "3"), line("ART-032", "2"));
        var number = number(desk, order);
        try (var portal = at(desk, "warehouse").open("/orders/" + order + "/pack")) {
            var hands = Hands.withKeyboard(portal.page());
            scan(portal.page().keyboard(), "2*art-031");
            hands.press(portal.id("packing:ship"));
            assertThat(portal.id("partly-list").locator("li"))
                    .hasText(new String[] {"1 × ART-031 Artikel 031", "2 × ART-032 Artikel 032"});
            portal.page().keyboard().press("Escape");
            assertThat(portal.id("scan")).isFocused();
            assertThat(order(desk, order).path("fulfillments")).isEmpty();

            scan(portal.page().keyboard(), "ART-032");
            assertThat(portal.id("packing:ship")).hasText("Ship what is packed (3 of 5)");
            hands.write(portal.id("packing:carrier"), "DHL");
            portal.page().keyboard().press("Enter");
            hands.press(portal.id("packing:ship-part"));
            assertThat(portal.page()).hasURL(START);
            assertThat(quantities(desk, order)).containsExactly("2", "1");

            scan(portal.page().keyboard(), number);
            assertThat(portal.id("pack-total")).hasText("0 of 2"); // counted for what is open now
            assertThat(portal.id("pack-changed")).isHidden(); // one's own shipment is no surprise
            scan(portal.page().keyboard(), "ART-031");
            scan(portal.page().keyboard(), "ART-032");
            hands.press(portal.id("packing:ship"));
            assertThat(portal.id("report").locator("a[href$='?shipment=2']")).isVisible();
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(quantities(desk, order)).containsExactly("3", "2");
        assertThat(order(desk, order).path("status").asText()).isEqualTo("fulfilled");
    }

    @Test
    void enter_pressed_twice_ships_once(Desk desk) {
        var order = synced(desk, line("ART-033", "1"));
        var part = synced(desk, line("ART-033", "4"));
        try (var portal = at(desk, "warehouse").open("/orders/" + order + "/pack")) {
            var keys = portal.page().keyboard();
            scan(keys, "ART-033");
            keys.type("SI222");
            portal.id("packing:tracking").evaluate("""
                    field => { for (let i = 0; i < 3; i += 1) {
                      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })); } }""");
            assertThat(portal.page()).hasURL(START);

            portal.open("/orders/" + part + "/pack");
            scan(keys, "ART-033");
            portal.id("packing:ship").click();
            portal.id("packing:ship-part").evaluate("button => { button.click(); button.click(); }");
            assertThat(portal.page()).hasURL(START);
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(order(desk, order).path("fulfillments")).hasSize(1);
        assertThat(order(desk, part).path("fulfillments")).hasSize(1);
        assertThat(quantities(desk, part)).containsExactly("1");
    }

    @Test
    void what_cannot_be_packed_says_why_and_the_next_scan_is_awaited(Desk desk) {
        var draft = create(desk, line("ART-031", "1"));
        var held = synced(desk, line("ART-031", "1"));
        desk.as("sales")
                .post(METAKOCKA + "status", Map.of("orderId", held, "status", "on_hold", "reason", "not paid"))
                .expect(200);
        var shipped = synced(desk, line("ART-031", "1"));
        desk.as("warehouse")
                .post(METAKOCKA + "fulfill", Map.of("orderId", shipped))
                .expect(200);
        try (var portal = at(desk, "warehouse").open("/pack")) {
            var keys = portal.page().keyboard();
            scan(keys, "NOTHING-7");
            assertThat(portal.id("order-error")).containsText("“NOTHING-7” is no order here");
            assertThat(portal.id("order")).isFocused();
            assertThat(
                            (String)
                                    portal.page()
                                            .evaluate(
                                                    "() => getSelection().toString() || document.activeElement"
                                                            + ".value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"))
                    .isEqualTo("NOTHING-7");
            scan(keys, number(desk, draft)); // takes the place of what was selected
            assertThat(portal.id("order-error")).containsText("It is a draft");
            scan(keys, number(desk, held));
            assertThat(portal.id("order-error")).containsText("on hold until sales releases it. not paid");
            scan(keys, number(desk, shipped));
            assertThat(portal.id("order-error")).containsText("Nothing of it is left to ship");
            portal.open("/orders/" + held + "/pack");
            assertThat(portal.id("cannot-pack")).containsText("not paid");
            assertThat(portal.id("scan")).hasCount(0);
            scan(portal.open("/pack").page().keyboard(), metakockaNumber(order(desk, shipped)));
            assertThat(portal.id("order-error")).containsText(number(desk, shipped));
        }
    }

    @Test
    void who_does_not_ship_does_not_pack(Desk desk) {
        var order = synced(desk, line("ART-031", "1"));
        for (var user : List.of("viewer", "sales")) {
            try (var portal = at(desk, user).open("/orders")) {
                assertThat(portal.id("nav-orders")).isVisible();
                assertThat(portal.id("nav-pack")).hasCount(0);
                assertThat(portal.open("/pack").id("pack-role")).isVisible();
                assertThat(portal.id("order")).hasCount(0);
                assertThat(portal.open("/orders/" + order + "/pack").id("cannot-pack"))
                        .containsText("Your role does not pack orders");
                assertThat(portal.id("packing:ship")).hasCount(0);
            }
        }
        try (var portal = Portal.at(desk).open("/pack")) {
            assertThat(portal.page()).hasURL(Pattern.compile(".*/login\\?to=.*"));
        }
    }

    @Test
    void counts_outlive_the_session_but_not_a_change_of_what_is_open(Desk desk) {
        var order = synced(desk, line("ART-031", "3"));
        try (var portal = at(desk, "warehouse").open("/orders/" + order + "/pack")) {
            var keys = portal.page().keyboard();
            scan(keys, "3*ART-031");
            keys.type("SI333");
            portal.page().context().clearCookies();
            keys.press("Enter");
            portal.id("login:username").fill("warehouse");
            portal.id("login:password").fill("demo");
            portal.id("login:enter").click();
            assertThat(portal.id("pack-total")).hasText("3 of 3");
            assertThat(portal.id("packing:tracking")).hasValue("SI333");
            assertThat(order(desk, order).path("fulfillments")).isEmpty();

            desk.as("warehouse")
                    .post(
                            METAKOCKA + "fulfill",
                            Map.of(
                                    "orderId",
                                    order,
                                    "fulfillmentData",
                                    Map.of(
                                            "items",
                                            List.of(Map.of(
                                                    "itemId",
                                                    order(desk, order)
                                                            .at("/items/0/id")
                                                            .asText(),
                                                    "quantity",
                                                    "1")))))
                    .expect(200);
            portal.id("packing:tracking").press("Enter");
            assertThat(portal.id("pack-total")).hasText("0 of 2");
            assertThat(portal.page().locator(".toast")).containsText(new String[] {"changed while it was packed"});
            assertThat(order(desk, order).path("fulfillments")).hasSize(1);
        }
    }

    @Test
    void without_a_scanner_there_are_steppers_undo_and_numbers_and_tab_leads_on(Desk desk) {
        var order = synced(desk, line("ART-031", "2.5"), line("ART-032", "2"), line("DOSTAVA", "1"));
        try (var portal = at(desk, "warehouse").open("/orders/" + order + "/pack")) {
            var keys = portal.page().keyboard();
            scan(keys, "2,5 x ART-031");
            assertThat(portal.id("said-well")).hasText("ART-031: 2.5 of 2.5");
            scan(keys, "DOSTAVA");
            assertThat(portal.id("said-wrong")).containsText("goes along without packing");
            var more = portal.page().locator("#pack-lines [data-code='ART-032'] [data-step='1']");
            more.click();
            assertThat(portal.id("said-well")).hasText("ART-032: 1 of 2");
            assertThat(portal.id("scan")).isFocused(); // after the mouse
            portal.id("undo").click();
            assertThat(portal.id("said-well")).hasText("Taken back. ART-031: 0 of 2.5");
            assertThat(portal.id("undo")).isDisabled();

            keys.press("Tab"); // no trap
            assertThat(portal.id("scan")).not().isFocused();
            Hands.withKeyboard(portal.page()).press(more);
            assertThat(more).isFocused(); // who uses the keyboard stays where he is
            assertThat(portal.id("pack-total")).hasText("2 of 4.5");
            var typed = portal.id("packing:line:0:quantity");
            Hands.withKeyboard(portal.page()).write(typed, "9");
            keys.press("Enter"); // ships nothing
            assertThat(portal.id("said-wrong")).containsText("“9” is not between 0 and 2.5");
            assertThat(typed).hasValue("0");
            Hands.withKeyboard(portal.page()).write(typed, "1.5");
            keys.press("Enter");
            assertThat(portal.id("pack-total")).hasText("3.5 of 4.5");

            portal.id("sound").uncheck();
            portal.page().reload();
            assertThat(portal.id("sound")).not().isChecked();
            scan(keys, "ART-099");
            assertThat(portal.id("said")).hasAttribute("data-kind", "wrong");
            assertThat(tones(portal)).as("switched off").isEmpty();
            portal.page()
                    .locator("#pack-lines [data-code='ART-031'] [data-step='1']")
                    .focus();
            keys.type("1*ART-031"); // a scan that begins on a button
            keys.press("Enter");
            assertThat(portal.id("packing:tracking")).isFocused();
            portal.id("packing:ship").click();
            assertThat(portal.page()).hasURL(START);
            assertThat(portal.complaints()).isEmpty();
        }
        assertThat(quantities(desk, order)).as("what goes along went along").containsExactly("2.5", "2", "1");
    }

    @Test
    void each_state_can_be_used_by_everybody(Desk desk) {
        var order = synced(desk, line("ART-031", "2"), line("ART-032", "1"), line("DOSTAVA", "1"));
        var findings = new ArrayList<String>();
        var wide = new ArrayList<String>();
        for (boolean phone : new boolean[] {false, true}) {
            var colours = phone ? ColorScheme.DARK : ColorScheme.LIGHT;
            try (var portal = Portal.at(desk, phone ? 360 : 1440, 720, colours).signIn("warehouse")) {
                var keys = portal.page().keyboard();
                look(portal.open("/pack"), "start", findings, wide);
                scan(keys, "NOTHING");
                assertThat(portal.id("order-error")).isVisible();
                look(portal, "unknown", findings, wide);
                look(portal.open("/orders/" + order + "/pack"), "nothing packed", findings, wide);
                scan(keys, "ART-031");
                look(portal, "a part", findings, wide);
                portal.id("packing:ship").click();
                assertThat(portal.id("partly")).isVisible();
                look(portal, "question", findings, wide);
                keys.press("Escape");
                scan(keys, "ART-040");
                assertThat(portal.id("said-more")).not().isEmpty();
                look(portal, "wrong", findings, wide);
                scan(keys, "ART-031");
                scan(keys, "ART-032");
                look(portal, "all", findings, wide);
                assertThat(covered(portal.id("packing:tracking")))
                        .as("the field with the focus is not behind what stays")
                        .isFalse();
            }
        }
        assertThat(findings).isEmpty();
        assertThat(wide).as("wider than the window").isEmpty();
    }

    private static boolean covered(Locator field) {
        return (Boolean) field.evaluate("""
                field => {
                  const box = field.getBoundingClientRect();
                  const top = document.elementFromPoint(box.left + 20, box.top + box.height / 2);
                  return top !== field;
                }""");
    }

    private static void look(Portal portal, String state, List<String> findings, List<String> wide) {
        AccessibilityIT.look(portal, "packing, " + state, findings);
        if ((Boolean) portal.page().evaluate("() => document.documentElement.scrollWidth > window.innerWidth")) {
            wide.add(state);
        }
    }

    private static Portal at(Desk desk, String user) {
        var portal = Portal.at(desk);
        portal.page().addInitScript(LISTEN);
        return portal.signIn(user);
    }

    @SuppressWarnings("unchecked")
    private static List<Double> tones(Portal portal) {
        return ((List<Number>) portal.page().evaluate("() => window.tones"))
                .stream().map(Number::doubleValue).toList();
    }

    private static void scan(Keyboard keyboard, String code) {
        keyboard.type(code);
        keyboard.press("Enter");
    }

    private static String barcode(Desk desk, String product) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.prepareStatement("select barcode from products where code = ?")) {
            statement.setString(1, product);
            var rows = statement.executeQuery();
            assertThat(rows.next()).as("product %s", product).isTrue();
            return rows.getString(1);
        }
    }

    private record Line(String productCode, String quantity) {
        Map<String, String> json() {
            return Map.of("productCode", productCode, "quantity", quantity, "unitPrice", "10");
        }
    }

    private static Line line(String product, String quantity) {
        return new Line(product, quantity);
    }

    private static String create(Desk desk, Line... lines) {
        return desk.as("sales")
                .post(
                        "/api/orders",
                        Map.of(
                                "customer",
                                Map.of("name", "Paket d.o.o.", "email", "buyer@parcel.example"),
                                "currency",
                                "EUR",
                                "shippingMethod",
                                "GLS",
                                "items",
                                Stream.of(lines).map(Line::json).toList()))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private static String synced(Desk desk, Line... lines) {
        var order = create(desk, lines);
        desk.as("sales").post(METAKOCKA + "sync", Map.of("orderId", order)).expect(200);
        return order;
    }

    private static JsonNode order(Desk desk, String id) {
        return desk.as("viewer").get("/api/orders/" + id).expect(200).json();
    }

    private static String number(Desk desk, String id) {
        return order(desk, id).path("orderNumber").asText();
    }

    private static String metakockaNumber(JsonNode order) {
        var number = order.at("/metakocka/number").asText();
        assertThat(number).as("Metakocka's own").isNotBlank();
        return number;
    }

    private static List<String> quantities(Desk desk, String id) {
        var quantities = new ArrayList<String>();
        order(desk, id)
                .path("items")
                .forEach(item -> quantities.add(item.path("fulfilledQuantity").asText()));
        return quantities;
    }
}
