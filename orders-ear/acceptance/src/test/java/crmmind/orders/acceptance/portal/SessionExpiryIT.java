package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session ends while somebody types: after the sign-in they are where they were, with what they had typed. */
@ExtendWith(DeskExtension.class)
class SessionExpiryIT {

    @Test
    void what_was_typed_into_a_dialog_is_back_after_the_sign_in_and_can_be_sent(Desk desk) {
        var orders = new ApiOrders(desk);
        var order = orders.synced("Expired d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            portal.page().locator("#more > summary").click();
            portal.id("hold").click();
            portal.id("holding:reason").fill("waits for čšž");
            endSession(portal);
            portal.id("holding:submit").click();

            signInAgain(portal, "sales");

            assertThat(portal.page()).hasURL(Pattern.compile(".*/orders/" + order + "$"));
            assertThat(portal.page().locator("#hold-dialog #kept-notice")).isVisible();
            assertThat(portal.id("holding:reason")).hasValue("waits for čšž");
            assertThat(orders.order(order).path("status").asText()).isNotEqualTo("on_hold");
            portal.id("holding:submit").click();
            assertThat(portal.page().locator("#pills [data-status=on_hold]")).isVisible();
            assertThat(portal.page().locator("#hold-notice")).containsText("waits for čšž");
            assertThat(portal.page().locator("#kept-notice")).hasCount(0);
        }
    }

    @Test
    void what_was_sent_is_not_put_back(Desk desk) {
        var order = new ApiOrders(desk).draft("Sent d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            portal.id("comments:text").fill("only once");
            portal.id("comments:add").click();
            assertThat(portal.page().locator("#timeline [data-kind=comment]")).hasCount(1);
            endSession(portal);
            portal.open("/orders/" + order);

            signInAgain(portal, "sales");

            assertThat(portal.id("comments:text")).hasValue("");
            assertThat(portal.page().locator("#kept-notice")).hasCount(0);
        }
    }

    @Test
    void somebody_else_who_signs_in_does_not_find_it(Desk desk) {
        var order = new ApiOrders(desk).draft("Private d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            portal.id("comments:text").fill("mine");
            endSession(portal);
            portal.id("comments:add").click();

            signInAgain(portal, "warehouse");

            assertThat(portal.id("comments:text")).hasValue("");
            assertThat(portal.page().locator("#kept-notice")).hasCount(0);
        }
    }

    @Test
    void a_script_s_request_leads_to_the_sign_in_and_back_too(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin").open("/settings?section=metakocka")) {
            endSession(portal);
            portal.page().locator("button[id$=':test'], button#test").first().click();

            signInAgain(portal, "admin");

            assertThat(portal.page()).hasURL(Pattern.compile(".*/settings\\?section=metakocka$"));
        }
    }

    @Test
    void every_page_is_found_again(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            for (var path : new String[] {
                "/dashboard", "/books", "/jobs", "/logs?kind=events", "/account", "/orders?q=ana&view=all"
            }) {
                endSession(portal);
                portal.open(path);
                signInAgain(portal, "admin");
                assertThat(portal.page().url()).isEqualTo(desk.baseUri() + path);
            }
        }
    }

    /** The server keeps so many pages of a session; one that was pushed out is loaded again where it stood. */
    @Test
    void a_page_the_server_has_forgotten_comes_back_with_what_was_typed(Desk desk) {
        var order = new ApiOrders(desk).draft("Forgotten d.o.o.");
        try (var portal = Portal.at(desk).signIn("sales").open("/orders/" + order)) {
            portal.id("comments:text").fill("still here");
            for (int i = 0; i < 20; i++) {
                portal.page().context().request().get(desk.baseUri() + "/orders/" + order);
            }
            portal.id("comments:add").click();

            assertThat(portal.page().locator("#kept-notice")).isVisible();
            assertThat(portal.page()).hasURL(Pattern.compile(".*/orders/" + order + "$"));
            assertThat(portal.id("comments:text")).hasValue("still here");
            portal.id("comments:add").click();
            assertThat(portal.page().locator("#timeline [data-kind=comment]")).containsText("still here");
        }
    }

    private static void endSession(Portal portal) {
        portal.page().context().clearCookies();
    }

    private static void signInAgain(Portal portal, String user) {
        portal.id("login:username").fill(user);
        portal.id("login:password").fill("demo");
        portal.id("login:enter").click();
        portal.page().waitForURL(url -> !url.contains("/login"));
    }
}
