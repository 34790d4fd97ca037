package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may come in: what administrators change, what everybody changes about themselves, and what ends with it. */
@ExtendWith(DeskExtension.class)
class AccessIT {

    private static final String PASSWORD = "a long password";
    private static final Pattern SIGN_IN = Pattern.compile(".*/login.*");

    @AfterEach
    void the_administrator_may_come_in_again(Desk desk) throws SQLException {
        sql(desk, "update users set active = true where username = 'admin'");
        sql(desk, "delete from users where username like 'it-%'");
    }

    @Test
    void an_administrator_adds_and_changes_users_and_the_record_tells_it(Desk desk) {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users")) {
            // nothing right: each field says what is wrong, and what was typed stays
            admin.id("access:username").fill("Not So");
            admin.id("access:displayname").fill("Maja Zupan");
            admin.id("access:password").fill("short");
            admin.id("new-role-viewer").uncheck();
            admin.id("access:add-user").click();
            assertThat(field(admin, "access:username")).containsText("Lower case letters");
            assertThat(field(admin, "access:password")).containsText("8 to 200 characters");
            assertThat(admin.id("new-roles-error")).containsText("One or more");
            assertThat(admin.id("access:displayname")).hasValue("Maja Zupan");
            assertThat(admin.id("access:password")).hasValue("");

            add(admin, name, "sales", "warehouse");
            assertThat(admin.page().locator(".toast")).hasText("User added");
            var row = admin.page().locator("#users-table tr[data-user='" + name + "']");
            assertThat(row).containsText("Sales");
            assertThat(row).containsText("Warehouse");

            // the same name again
            admin.id("access:username").fill(name);
            admin.id("access:displayname").fill("Somebody else");
            admin.id("access:password").fill(PASSWORD);
            admin.id("access:add-user").click();
            assertThat(field(admin, "access:username")).containsText("There is a user " + name);

            admin.open("/settings?section=users");
            admin.page().locator("tr[data-user='" + name + "'] .user-change").click();
            admin.id("editing:displayname").fill("Maja Novak");
            admin.id("edit-role-warehouse").uncheck();
            admin.id("editing:save").click();
            assertThat(admin.page().locator(".toast")).hasText("User changed");
            assertThat(row).containsText("Maja Novak");
            assertThat(row).not().containsText("Warehouse");
            assertThat(lines(admin, name).nth(0)).containsText("other roles: Sales, before Sales, Warehouse");
            assertThat(lines(admin, name).nth(1)).containsText("is called Maja Novak now, before Maja Zupan");
            assertThat(lines(admin, name).nth(2)).containsText("was added as Maja Zupan: Sales, Warehouse");
            assertThat(lines(admin, name).nth(2)).containsText("admin");
            assertThat(admin.complaints()).isEmpty();

            assertThat(admin.page()
                            .navigate(desk.baseUri() + "/settings?section=users&user=nobody-at-all")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void who_is_shut_out_is_out_at_the_next_request_and_so_are_their_tokens(Desk desk) {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users");
                var person = Portal.at(desk)) {
            add(admin, name, "sales");
            signedIn(person, name, PASSWORD).open("/orders");
            assertThat(person.id("who")).hasText(name);
            var token = ownToken(person, "Shop", "", "");
            desk.http().withToken(token).get("/api/orders?limit=1").expect(200);

            admin.open("/settings?section=users");
            activate(admin, name);
            assertThat(admin.page().locator(".toast")).hasText("User shut out");

            person.open("/orders");
            assertThat(person.page()).hasURL(SIGN_IN);
            desk.http().withToken(token).get("/api/orders?limit=1").expect(401);
            person.tryToSignIn(name, PASSWORD).id("login-refused").waitFor();

            activate(admin, name);
            assertThat(admin.page().locator(".toast")).hasText("User let in");
            desk.http().withToken(token).get("/api/orders?limit=1").expect(200);
        }
    }

    @Test
    void a_session_that_slept_while_its_user_was_shut_out_stays_over(Desk desk) {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users");
                var person = Portal.at(desk)) {
            add(admin, name, "viewer");
            signedIn(person, name, PASSWORD);
            activate(admin, name);
            activate(admin, name);
            person.open("/orders");
            assertThat(person.page()).hasURL(SIGN_IN);
        }
    }

    @Test
    void the_last_administrator_stays(Desk desk) {
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users")) {
            activate(admin, "admin");
            assertThat(admin.id("messages")).containsText("Nobody would be left to administer the desk");
            assertThat(admin.page().locator("tr[data-user=admin]")).containsText("May sign in");

            admin.open("/settings?section=users&user=admin");
            admin.id("edit-role-admin").uncheck();
            admin.id("edit-role-sales").check();
            admin.id("editing:save").click();
            assertThat(admin.id("edit-roles-error")).containsText("Make somebody else an administrator first");
            admin.open("/settings?section=users");
            assertThat(admin.page().locator("tr[data-user=admin]")).containsText("Administrator");
        }
    }

    @Test
    void a_password_an_administrator_sets_ends_the_user_s_sessions(Desk desk) {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users");
                var person = Portal.at(desk)) {
            add(admin, name, "viewer");
            signedIn(person, name, PASSWORD);

            admin.open("/settings?section=users&user=" + name);
            admin.id("editing:password").fill("another password");
            admin.id("editing:save").click();
            assertThat(admin.page().locator(".toast")).hasText("User changed");
            assertThat(lines(admin, name).nth(0)).containsText("was given a new password");

            person.open("/orders");
            assertThat(person.page()).hasURL(SIGN_IN);
            person.tryToSignIn(name, PASSWORD).id("login-refused").waitFor();
            signedIn(person, name, "another password");
        }
    }

    @Test
    void a_token_is_shown_once_does_no_more_than_its_role_and_ends(Desk desk) throws SQLException {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users")) {
            add(admin, name, "sales");
            admin.open("/settings?section=tokens");
            admin.id("token-form:tokenuser").selectOption(name);
            admin.id("token-form:tokenname").fill("Reports");
            admin.id("token-form:rolelimit").selectOption("warehouse");
            admin.id("token-form:issue-token").click();
            assertThat(field(admin, "token-form:rolelimit")).containsText(name + " may not do as much");
            assertThat(admin.id("token-form:tokenname")).hasValue("Reports");

            admin.id("token-form:rolelimit").selectOption("viewer");
            admin.id("token-form:expires")
                    .fill(LocalDate.now(java.time.ZoneId.of("Europe/Ljubljana"))
                            .plusDays(30)
                            .toString());
            admin.id("token-form:issue-token").click();
            var token = admin.id("issued-token").textContent();
            assertThat(token).matches("omt_[A-Za-z0-9]{8}_[A-Za-z0-9]{32}");
            var row = admin.page()
                    .locator(
                            "#tokens-table tr",
                            new com.microsoft.playwright.Page.LocatorOptions()
                                    .setHas(admin.page().getByText(name)));
            assertThat(row).hasAttribute("data-state", "alive");
            assertThat(row).containsText("Viewer");
            assertThat(row).containsText("until");
            assertThat(row).containsText("never");
            admin.page().reload();
            assertThat(admin.id("issued-token")).hasCount(0);
            assertThat(admin.page().content()).doesNotContain(token);

            desk.http().withToken(token).get("/api/orders?limit=1").expect(200);
            desk.http().withToken(token).post("/api/orders", java.util.Map.of()).expect(403);
            admin.page().reload();
            assertThat(row).not().containsText("never");

            sql(desk, "update api_tokens set expires_at = now() where name = 'Reports' and expires_at is not null");
            desk.http().withToken(token).get("/api/orders?limit=1").expect(401);
            admin.page().reload();
            assertThat(row).hasAttribute("data-state", "expired");
            assertThat(row.locator("button")).hasCount(0);

            sql(desk, "update api_tokens set expires_at = null where name = 'Reports'");
            admin.page().reload();
            row.locator("button").click();
            assertThat(admin.page().locator(".toast")).hasText("Token revoked");
            assertThat(row).hasAttribute("data-state", "revoked");
            desk.http().withToken(token).get("/api/orders?limit=1").expect(401);
            assertThat(admin.complaints()).isEmpty();
        }
    }

    @Test
    void everybody_changes_their_own_password_and_only_this_session_goes_on(Desk desk) {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users");
                var here = Portal.at(desk);
                var elsewhere = Portal.at(desk)) {
            add(admin, name, "viewer");
            signedIn(elsewhere, name, PASSWORD);
            signedIn(here, name, PASSWORD).open("/orders").id("account").click();
            assertThat(here.page()).hasURL(Pattern.compile(".*/account$"));

            change(here, "not the one", "another password", "another password");
            assertThat(field(here, "own-password:present")).containsText("not your present password");
            change(here, PASSWORD, "another password", "an other password");
            assertThat(field(here, "own-password:again")).containsText("not the same");
            change(here, PASSWORD, "short", "short");
            assertThat(field(here, "own-password:password")).containsText("8 to 200 characters");
            assertThat(here.id("own-password:present")).hasValue("");

            change(here, PASSWORD, "another password", "another password");
            assertThat(here.page().locator(".toast")).hasText("Password changed");
            here.open("/orders");
            assertThat(here.id("who")).hasText(name);
            elsewhere.open("/orders");
            assertThat(elsewhere.page()).hasURL(SIGN_IN);
            elsewhere.tryToSignIn(name, PASSWORD).id("login-refused").waitFor();
            signedIn(elsewhere, name, "another password");
            assertThat(here.complaints()).isEmpty();
        }
    }

    @Test
    void everybody_has_a_name_preferences_and_tokens_of_their_own(Desk desk) {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users");
                var person = Portal.at(desk)) {
            add(admin, name, "warehouse");
            signedIn(person, name, PASSWORD).open("/account");
            person.id("profile:displayname").fill(" ");
            person.id("profile:save").click();
            assertThat(field(person, "profile:displayname")).containsText("1 to 100 characters");
            person.id("profile:displayname").fill("Žiga Černe");
            person.id("profile:save").click();
            assertThat(person.page().locator(".toast")).hasText("Saved");
            assertThat(person.id("profile:displayname")).hasValue("Žiga Černe");

            person.page().keyboard().press("?");
            assertThat(person.id("keys-help")).isVisible();
            person.page().keyboard().press("Escape");
            person.id("preferences:language").selectOption("sl");
            person.id("preferences:theme").selectOption("dark");
            person.id("preferences:keys").uncheck();
            person.id("preferences:save").click();
            assertThat(person.page().locator("h1")).hasText("Moj račun");
            assertThat(person.page().locator(".toast")).hasText("Shranjeno");
            assertThat(person.page().locator("html")).hasAttribute("data-theme", "dark");
            person.open("/orders").page().keyboard().press("?");
            assertThat(person.id("keys-help")).isHidden();
            person.id("theme-toggle").click(); // the script changes what the server wrote
            person.page().reload();
            assertThat(person.page().locator("html")).hasAttribute("data-theme", "light");

            var token = ownToken(person, "Skener", "viewer", "");
            desk.http().withToken(token).get("/api/orders?limit=1").expect(200);
            assertThat(person.page().locator("#tokens-table tbody tr")).hasCount(1);
            person.page().locator("#tokens-table button").click();
            assertThat(person.page().locator("#tokens-table tbody tr")).hasAttribute("data-state", "revoked");
            desk.http().withToken(token).get("/api/orders?limit=1").expect(401);
            assertThat(person.complaints()).isEmpty();
        }
    }

    @Test
    void ten_wrong_passwords_a_minute_are_looked_at_whatever_node_and_restart(Desk desk) throws SQLException {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users");
                var person = Portal.at(desk)) {
            add(admin, name, "viewer");
            for (int i = 0; i < 10; i++) {
                person.tryToSignIn(name, "wrong " + i).id("login-refused").waitFor();
            }
            person.tryToSignIn(name, PASSWORD).id("login-refused").waitFor();
            admin.open("/orders"); // nobody else is concerned
            assertThat(admin.id("who")).hasText("admin");
            assertThat(number(
                            desk, "select cardinality(failures) from sign_in_attempts where username = '" + name + "'"))
                    .as("kept in the database")
                    .isEqualTo(11);

            sql(
                    desk,
                    "update sign_in_attempts set newest = newest - interval '61 s', failures = (select"
                            + " array_agg(at - interval '61 s') from unnest(failures) at) where username = '" + name
                            + "'");
            signedIn(person, name, PASSWORD);
        }
    }

    @Test
    void guesses_of_the_present_password_are_limited_too(Desk desk) {
        var name = somebody();
        try (var admin = Portal.at(desk).signIn("admin").open("/settings?section=users");
                var person = Portal.at(desk)) {
            add(admin, name, "viewer");
            signedIn(person, name, PASSWORD).open("/account");
            for (int i = 0; i < 10; i++) {
                change(person, "guess " + i, "another password", "another password");
                assertThat(field(person, "own-password:present")).containsText("not your present password");
            }
            change(person, PASSWORD, "another password", "another password");
            assertThat(person.id("messages")).containsText("wait a minute");
        }
    }

    @Test
    void nobody_else_sees_users_or_the_tokens_of_others(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales")) {
            for (var section : new String[] {"users", "tokens"}) {
                portal.open("/settings?section=" + section + "&user=admin");
                assertThat(portal.id("admin-only")).isVisible();
                assertThat(portal.id("users-table")).hasCount(0);
                assertThat(portal.id("tokens-table")).hasCount(0);
                assertThat(portal.id("access-record")).hasCount(0);
            }
            portal.open("/account");
            assertThat(portal.page().locator("#tokens-table tbody tr strong").first())
                    .hasText("demo");
            assertThat(portal.id("token-form:tokenuser")).hasCount(0);
        }
    }

    private static String somebody() {
        return "it-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static void add(Portal admin, String name, String... roles) {
        admin.id("access:username").fill(name);
        admin.id("access:displayname").fill("Maja Zupan");
        admin.id("access:password").fill(PASSWORD);
        admin.page().locator("#new-user input[type=checkbox]").all().forEach(Locator::uncheck);
        for (var role : roles) {
            admin.id("new-role-" + role).check();
        }
        admin.id("access:add-user").click();
        admin.page().locator("tr[data-user='" + name + "']").first().waitFor();
    }

    private static void activate(Portal admin, String name) {
        admin.page().locator("#users-table tr[data-user='" + name + "'] button").click();
        admin.page().waitForLoadState();
    }

    private static Portal signedIn(Portal portal, String name, String password) {
        portal.tryToSignIn(name, password).page().waitForURL(url -> !url.contains("/login"));
        return portal;
    }

    private static String ownToken(Portal portal, String purpose, String role, String until) {
        portal.open("/account").id("token-form:tokenname").fill(purpose);
        portal.id("token-form:rolelimit").selectOption(role);
        portal.id("token-form:expires").fill(until);
        portal.id("token-form:issue-token").click();
        return portal.id("issued-token").textContent();
    }

    private static void change(Portal portal, String present, String wanted, String again) {
        portal.id("own-password:present").fill(present);
        portal.id("own-password:password").fill(wanted);
        portal.id("own-password:again").fill(again);
        portal.id("own-password:change").click();
        portal.page().waitForLoadState();
    }

    /** A field with its label and what is wrong with it. */
    private static Locator field(Portal portal, String id) {
        return portal.page()
                .locator(".field", new com.microsoft.playwright.Page.LocatorOptions().setHas(portal.id(id)))
                .last();
    }

    private static Locator lines(Portal portal, String name) {
        return portal.page().locator("#record-table tr[data-user='" + name + "']");
    }

    private static void sql(Desk desk, String sql) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static long number(Desk desk, String sql) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
