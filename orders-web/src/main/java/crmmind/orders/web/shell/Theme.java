package crmmind.orders.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Light or dark, as the cookie says; without one as the system says. */
@Named
@RequestScoped
public class Theme {

    @Inject
    HttpServletRequest request;

    /** {@code light}, {@code dark} or {@code auto}. */
    public String getChoice() {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals("theme")) {
                    var value = cookie.getValue();
                    return value.equals("light") || value.equals("dark") ? value : "auto";
                }
            }
        }
        return "auto";
    }
}
