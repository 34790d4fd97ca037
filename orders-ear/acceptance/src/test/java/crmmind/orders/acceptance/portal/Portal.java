package crmmind.orders.acceptance.portal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import crmmind.orders.acceptance.Desk;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The portal as one person sees it in a browser window of his own. What the browser reports as an error is kept: a page
 * that works shows none.
 */
final class Portal implements AutoCloseable {

    private final BrowserContext window;
    private final Page page;
    private final URI base;
    private final List<String> complaints = new ArrayList<>();

    private Portal(BrowserContext window, URI base) {
        this.window = window;
        this.base = base;
        this.page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " (" + page.url() + ")");
            }
        });
        page.onPageError(error -> complaints.add(error + " (" + page.url() + ")"));
    }

    /** A window of a desktop, light, nobody signed in. */
    static Portal at(Desk desk) {
        return at(desk, 1440, 900, ColorScheme.LIGHT);
    }

    /** @param width in CSS pixels: 1440 is a desktop, 390 a phone */
    static Portal at(Desk desk, int width, int height, ColorScheme colours) {
        return new Portal(
                Chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(colours)
                                .setLocale("en-GB")),
                desk.baseUri());
    }

    /** Signs in with the password all demo users have. */
    Portal signIn(String user) {
        tryToSignIn(user, "demo");
        page.waitForURL(url -> !url.contains("/login"));
        return this;
    }

    /** Types name and password and presses the button, whatever comes of it. */
    Portal tryToSignIn(String user, String password) {
        open("/login");
        page.locator("[id='login:username']").fill(user);
        page.locator("[id='login:password']").fill(password);
        page.locator("[id='login:enter']").click();
        return this;
    }

    /** Opens an address of the portal and waits until the page is whole. */
    Portal open(String path) {
        page.navigate(base + path);
        return this;
    }

    /** The element with this id. */
    Locator id(String id) {
        return page.locator("[id='" + id + "']");
    }

    /** Types a value, leaves the field, and waits until the page has computed with it. */
    void change(String id, String value) {
        id(id).fill(value);
        id(id).blur();
        page.waitForFunction("() => PrimeFaces.ajax.Queue.isEmpty()");
    }

    /** The number inside the element, without currency and thousands, as {@code 1234.50}. */
    String amount(String id) {
        return id(id).textContent().replaceAll("[^0-9.-]", "");
    }

    Page page() {
        return page;
    }

    /** What the browser's console complained about so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        window.close();
    }
}
