package crmmind.orders.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** How pages look, as the cookies say: light or dark, without one as the system says; dense lists or not. */
@Named
@RequestScoped
public class Theme {

    @Inject
    HttpServletRequest request;

    /** {@code light}, {@code dark} or {@code auto}. */
    public String getChoice() {
        var value = cookie("theme");
        return value.equals("light") || value.equals("dark") ? value : "auto";
    }

    /** How close the rows of lists stand: {@code compact} or {@code comfortable}. */
    public String getDensity() {
        return cookie("density").equals("compact") ? "compact" : "comfortable";
    }

    private String cookie(String name) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }
}
