package crmmind.orders.web.shell;

import static java.lang.System.Logger.Level.ERROR;

import crmmind.orders.shared.Wording;
import crmmind.orders.web.security.DeskAuthentication;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Texts;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The pages for what went wrong, named in {@code web.xml}. They need nothing that could go wrong, too. */
@WebServlet({"/errors/403", "/errors/404", "/errors/500", "/errors/expired"})
public class ErrorPages extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final System.Logger LOGGER = System.getLogger(ErrorPages.class.getName());
    private static final String EXPIRED = "#expired";
    private static final Set<String> KNOWN = Set.of("403", "404", "500", "expired");
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%1$s" data-theme="auto">
            <head>
              <meta charset="UTF-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%2$s · %4$s</title>
              <link rel="stylesheet" href="%6$s/jakarta.faces.resource/tokens.css.xhtml?ln=desk">
              <link rel="stylesheet" href="%6$s/jakarta.faces.resource/desk.css.xhtml?ln=desk">
            </head>
            <body>
              <main class="login" id="content">
                <div class="login-card card">
                  <span class="brand">%4$s</span>
                  <h1>%2$s</h1>
                  <p class="muted">%3$s</p>
                  %7$s
                  <p><a class="btn btn-primary" href="%6$s/orders">%5$s</a></p>
                </div>
              </main>
            </body>
            </html>
            """;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getServletPath();
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (name.equals("expired") && backToThePage(request, response)) {
            return;
        }
        var key = "error." + (KNOWN.contains(name) ? name : "500");
        var locale = Language.of(request);
        var texts = Texts.of("messages", locale);
        response.setContentType("text/html; charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .write(PAGE.formatted(
                        locale.getLanguage(),
                        texts.text(key),
                        texts.text(key + ".help"),
                        texts.text("app.name"),
                        texts.text("error.back"),
                        request.getContextPath(),
                        reference(request, texts)));
    }

    /**
     * Loads the page again that the server has forgotten: who is still signed in can go on at once. The browser puts
     * back what was typed (keep.js) where the address ends with {@value #EXPIRED}.
     */
    private static boolean backToThePage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var shown = request.getAttribute(PageAddresses.SHOWN);
        var address = shown == null ? referring(request) : shown.toString();
        if (address == null
                || !address.startsWith(request.getContextPath() + "/")
                || !DeskAuthentication.isPage(
                        address.substring(request.getContextPath().length()).split("[?]", 2)[0])) {
            return false;
        }
        response.sendRedirect(address + EXPIRED);
        return true;
    }

    /** Path and parameters of the page that sent the browser here, if it is one of ours; scripts are sent like that. */
    private static @Nullable String referring(HttpServletRequest request) {
        var referrer = request.getHeader("Referer");
        if (referrer == null) {
            return null;
        }
        try {
            var uri = URI.create(referrer);
            if (!String.valueOf(uri.getAuthority()).equals(request.getHeader("Host"))) {
                return null;
            }
            return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What to tell an administrator, who finds it in the log together with the failure; empty where nothing failed. */
    private static String reference(HttpServletRequest request, Wording texts) {
        var failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (!(failure instanceof Throwable thrown)) {
            return "";
        }
        var reference = Long.toHexString(ThreadLocalRandom.current().nextLong(1L << 32, 1L << 36));
        LOGGER.log(ERROR, "The page " + request.getAttribute(PageAddresses.SHOWN) + " failed, " + reference, thrown);
        return "<p>" + texts.text("error.reference") + " <code id=\"reference\">" + reference + "</code></p>";
    }
}
