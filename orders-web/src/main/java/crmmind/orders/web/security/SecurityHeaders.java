package crmmind.orders.web.security;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Headers of every answer, and a second belt against forged requests: what would change something and says that it
 * comes from another site is refused before anybody reads it. The API is not concerned: it takes no cookies.
 */
public class SecurityHeaders extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Whether the desk is reached by https; then browsers are told to insist on it. */
    @Inject
    @ConfigProperty(name = "orders.web.https", defaultValue = "false")
    boolean https;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        putOn(response);
        if (https) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
        if (!api && !READING.contains(request.getMethod()) && foreign(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Those that do not depend on the desk's settings; also for answers that are made before any filter runs. */
    static void putOn(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    }

    private static boolean foreign(HttpServletRequest request) {
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            return true;
        }
        var origin = request.getHeader("Origin");
        return origin != null && !host(origin).equals(host("http://" + request.getHeader("Host")));
    }

    private static String host(@Nullable String address) {
        try {
            var uri = URI.create(String.valueOf(address));
            var host = String.valueOf(uri.getHost());
            return host.toLowerCase(Locale.ROOT) + ":" + uri.getPort();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
