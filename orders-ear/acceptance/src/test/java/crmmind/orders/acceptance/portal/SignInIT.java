package crmmind.orders.acceptance.portal;

import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DeskExtension.class)
class SignInIT {

    @Test
    void a_page_asks_who_one_is_and_comes_back_afterwards(Desk desk) {
        try (var portal = Portal.at(desk)) {
            portal.open("/inventory");
            assertThat(portal.page().url()).contains("/login");

            portal.id("login:username").fill("viewer");
            portal.id("login:password").fill("demo");
            portal.id("login:enter").click();
            portal.page().waitForURL(url -> url.endsWith("/inventory"));

            assertThat(portal.id("who").textContent()).isEqualTo("viewer");
        }
    }

    @Test
    void a_wrong_password_lets_nobody_in(Desk desk) {
        try (var portal = Portal.at(desk)) {
            portal.open("/login");
            portal.id("login:username").fill("admin");
            portal.id("login:password").fill("wrong");
            portal.id("login:enter").click();
            portal.id("login-refused").waitFor();

            portal.open("/orders");
            assertThat(portal.page().url()).contains("/login");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/orders", "/orders/new", "/metakocka", "/inventory", "/queue", "/logs", "/settings", "/account"
            })
    void every_page_opens_without_a_complaint_of_the_browser(String path, Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin")) {
            portal.open(path);

            assertThat(portal.page().locator("h1").count()).isEqualTo(1);
            assertThat(portal.complaints()).isEmpty();
        }
    }
}
