package crmmind.orders.acceptance.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import crmmind.orders.acceptance.Desk;
import crmmind.orders.acceptance.DeskExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The portal in Slovenian: every page, nothing of it in English; then back to English. */
@ExtendWith(DeskExtension.class)
class LanguageIT {

    private static final Path TEXTS = Path.of("../../orders-web/src/main/resources/crmmind/orders/web");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+");

    /** What a person can read on the page, and what a screen reader says besides; quotations and codes left out. */
    private static final String READABLE = """
            () => {
              const texts = [document.title];
              const quoted = ':not(html)[lang="en"], code, pre, q, script, style, template, [translate="no"]';
              const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const parent = walker.currentNode.parentElement;
                if (!parent.closest(quoted)) { texts.push(walker.currentNode.textContent); }
              }
              for (const element of document.querySelectorAll('[title],[aria-label],[placeholder],[data-label]')) {
                if (element.closest(quoted)) { continue; }
                for (const name of ['title', 'aria-label', 'placeholder', 'data-label']) {
                  if (element.hasAttribute(name)) { texts.push(element.getAttribute(name)); }
                }
              }
              return texts.map(text => text.replace(/\\s+/g, ' ').trim()).filter(text => text.length > 0);
            }""";

    @AfterEach
    void everybody_reads_english_again(Desk desk) throws SQLException {
        try (var connection = desk.database();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update users set language = null");
        }
    }

    @Test
    void every_page_is_in_slovenian(Desk desk) throws SQLException {
        var english = english();
        var left = new TreeSet<String>();
        var wide = new ArrayList<String>();
        try (var portal = Portal.at(desk)) {
            portal.open("/login").page().locator("[data-language=sl]").click();
            assertThat(portal.page().locator("h1")).hasText("Prijava");
            portal.signIn("admin");
            for (var page : AccessibilityIT.pages(desk).entrySet()) {
                portal.open(page.getValue());
                assertThat(portal.page().locator("html")).hasAttribute("lang", "sl");
                readable(portal).stream()
                        .filter(english::contains)
                        .forEach(text -> left.add(page.getKey() + ": " + text));
                if ((Boolean)
                        portal.page().evaluate("() => document.documentElement.scrollWidth > window.innerWidth")) {
                    wide.add(page.getKey());
                }
            }
            assertThat(portal.complaints())
                    .as("what the browser complained about")
                    .isEmpty();
        }
        assertThat(left).as("left in English").isEmpty();
        assertThat(wide).as("wider than the window").isEmpty();
    }

    @Test
    void the_language_follows_the_person_and_can_be_changed_back(Desk desk) {
        try (var portal = Portal.at(desk).signIn("sales").open("/orders?view=to-ship")) {
            portal.page().locator("[data-language=sl]").click();
            assertThat(portal.page()).hasURL(Pattern.compile("/orders\\?view=to-ship$"));
            assertThat(portal.page().locator("h1")).hasText("Naročila");
        }
        try (var elsewhere = Portal.at(desk)) {
            assertThat(elsewhere.open("/login").page().locator("h1")).hasText("Sign in");
            elsewhere.signIn("sales").open("/orders");
            assertThat(elsewhere.page().locator("h1")).hasText("Naročila");
            elsewhere.open("/there-is-no-such-page");
            assertThat(elsewhere.page().locator("h1")).hasText("Strani ni");
            elsewhere.open("/orders").page().locator("[data-language=en]").click();
            assertThat(elsewhere.page().locator("h1")).hasText("Orders");
        }
    }

    @Test
    void a_refusal_is_told_in_the_language_of_who_is_refused(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin").open("/settings?section=users")) {
            portal.page().locator("[data-language=sl]").click();
            portal.id("access:username").fill("Ne tako");
            portal.id("access:displayname").fill("Nihče");
            portal.id("access:password").fill("kratko");
            portal.id("access:add-user").click();
            assertThat(portal.id("new-user")).containsText("Male črke, števke, pika, vezaj in podčrtaj, največ 50");
            assertThat(portal.id("new-user")).containsText("Od 8 do 200 znakov");
        }
    }

    @Test
    void a_text_left_in_english_would_be_found(Desk desk) {
        try (var portal = Portal.at(desk).signIn("admin").open("/orders")) {
            assertThat(readable(portal)).containsAnyElementsOf(english());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> readable(Portal portal) {
        return (List<String>) portal.page().evaluate(READABLE);
    }

    /** English texts that say something else than the Slovenian ones, and are not Slovenian for something else. */
    private static Set<String> english() {
        var english = new HashSet<String>();
        var slovenian = new HashSet<String>();
        try (var files = Files.list(TEXTS)) {
            files.filter(file -> file.toString().matches(".*/[a-z]+\\.properties"))
                    .forEach(file -> {
                        var theirs = texts(Path.of(file.toString().replace(".properties", "_sl.properties")));
                        texts(file).forEach((key, text) -> {
                            slovenian.add(theirs.getProperty(key.toString(), ""));
                            if (text.toString().length() > 3
                                    && !PLACE.matcher(text.toString()).find()
                                    && !text.equals(theirs.getProperty(key.toString()))) {
                                english.add(text.toString());
                            }
                        });
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        english.removeAll(slovenian);
        assertThat(english).hasSizeGreaterThan(400);
        return english;
    }

    private static Properties texts(Path file) {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
