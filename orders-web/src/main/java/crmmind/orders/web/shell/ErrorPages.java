package crmmind.orders.web.shell;

import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Texts;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** The pages for what went wrong, named in {@code web.xml}. They need nothing that could go wrong, too. */
@WebServlet({"/errors/403", "/errors/404", "/errors/500", "/errors/expired"})
public class ErrorPages extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Set<String> KNOWN = Set.of("403", "404", "500", "expired");
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%1$s" data-theme="auto">
            <head>
              <meta charset="UTF-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%2$s · %4$s</title>
              <link rel="stylesheet" href="%6$s/jakarta.faces.resource/desk.css.xhtml?ln=desk">
            </head>
            <body>
              <main class="login" id="content">
                <div class="login-card card">
                  <span class="brand">%4$s</span>
                  <h1>%2$s</h1>
                  <p class="muted">%3$s</p>
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
                        request.getContextPath()));
    }
}
