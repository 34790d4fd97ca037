package crmmind.orders.web.shell;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives every page its address: {@code /orders/<id>} instead of a file name, which answers "not found" itself. */
public class PageAddresses extends HttpFilter {

    /** The request attribute with the address as the browser shows it. */
    static final String SHOWN = PageAddresses.class.getName() + ".shown";

    /** The request attribute with the id in the address of an order or of a call. */
    static final String ID = PageAddresses.class.getName() + ".id";

    private static final long serialVersionUID = 1;
    private static final Set<String> SIMPLE = Set.of(
            "/dashboard",
            "/inventory",
            "/metakocka",
            "/queue",
            "/jobs",
            "/pack",
            "/logs",
            "/books",
            "/settings",
            "/account",
            "/components");
    private static final Pattern OPERATION = Pattern.compile("/queue/([0-9A-Za-z-]{1,64})");
    private static final Pattern ORDER = Pattern.compile("/orders/([0-9A-Za-z-]{1,64})(/edit|/pack)?");
    private static final Pattern JOB = Pattern.compile("/jobs/([0-9A-Fa-f-]{36})");
    private static final Pattern CALL = Pattern.compile("/logs/(\\d{1,18})");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.isEmpty() || path.equals("/")) {
            response.sendRedirect(request.getContextPath() + "/orders");
            return;
        }
        if (path.endsWith(".xhtml") && !path.startsWith("/jakarta.faces.resource/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        var page = page(request, path);
        if (page == null) {
            chain.doFilter(request, response);
            return;
        }
        var query = request.getQueryString();
        request.setAttribute(SHOWN, request.getRequestURI() + (query == null ? "" : "?" + query));
        response.setHeader("Cache-Control", "no-store"); // pages show what is now, and nothing to whoever comes after
        request.getRequestDispatcher(page).forward(request, response);
    }

    private static @Nullable String page(HttpServletRequest request, String path) {
        if (path.equals("/login")) {
            return "/login.xhtml";
        }
        if (path.equals("/orders")) {
            return "/order/list.xhtml";
        }
        if (path.equals("/orders/new")) {
            return "/order/form.xhtml";
        }
        if (SIMPLE.contains(path)) {
            return path + ".xhtml";
        }
        var operation = OPERATION.matcher(path);
        if (operation.matches()) {
            request.setAttribute(ID, operation.group(1));
            return "/operation.xhtml";
        }
        var order = ORDER.matcher(path);
        if (order.matches()) {
            request.setAttribute(ID, order.group(1));
            return order.group(2) == null
                    ? "/order/order.xhtml"
                    : order.group(2).equals("/edit") ? "/order/form.xhtml" : "/order/pack.xhtml";
        }
        var job = JOB.matcher(path);
        if (job.matches()) {
            request.setAttribute(ID, job.group(1));
            return "/job.xhtml";
        }
        var call = CALL.matcher(path);
        if (call.matches()) {
            request.setAttribute(ID, call.group(1));
            return "/call.xhtml";
        }
        return null;
    }
}
