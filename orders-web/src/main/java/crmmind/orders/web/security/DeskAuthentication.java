package crmmind.orders.web.security;

import crmmind.orders.access.Accounts;
import crmmind.orders.access.SignInAttempts;
import crmmind.orders.access.SignedIn;
import crmmind.orders.shared.Role;
import crmmind.orders.web.shown.Language;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Pages by a session that began with a password, the API by a bearer token; neither is taken for the other. Users are
 * read again on each request, so that a disabled one is out at once, and so is a session that was ended from elsewhere.
 */
@ApplicationScoped
@DeclareRoles({Role.VIEWER, Role.SALES, Role.WAREHOUSE, Role.ADMIN})
public class DeskAuthentication implements HttpAuthenticationMechanism {

    /** The request attribute with how many open mentions of the person signed in there are. */
    public static final String MENTIONS = DeskAuthentication.class.getName() + ".mentions";

    private static final String USER = DeskAuthentication.class.getName() + ".user";
    private static final String GENERATION = DeskAuthentication.class.getName() + ".generation";
    private static final String BEARER = "bearer ";
    private static final List<String> OPEN_API = List.of("/api/openapi", "/api/docs");
    private static final List<String> PAGES = List.of(
            "/dashboard",
            "/orders",
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

    /** Asked by scripts, which a page to sign in would not help. */
    private static final String SCRIPTS = "/orders/entry/";

    @Inject
    Accounts accounts;

    @Inject
    SignInAttempts attempts;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        SecurityHeaders.putOn(response); // who is sent away meets no filter
        var path = request.getRequestURI().substring(request.getContextPath().length());
        try {
            if (path.startsWith("/api/") || path.equals("/api")) {
                return program(request, response, context, path);
            }
            return person(request, response, context, path);
        } catch (IOException e) {
            throw new AuthenticationException("The answer could not be written", e);
        }
    }

    private AuthenticationStatus program(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context, String path)
            throws IOException {
        if (OPEN_API.stream().anyMatch(path::startsWith)) {
            return context.doNothing();
        }
        var header = request.getHeader("Authorization");
        var caller = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? accounts.byToken(header.substring(BEARER.length()).strip())
                : Optional.<SignedIn>empty();
        if (caller.isPresent()) {
            return known(caller.get(), context);
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer realm=\"order desk\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(
                        "{\"type\":\"urn:order-desk:problem:unauthenticated\",\"title\":\"Sign in or send a valid token\",\"status\":401,"
                                + "\"detail\":\"The request has no valid API token\",\"code\":\"UNAUTHENTICATED\"}");
        return AuthenticationStatus.SEND_FAILURE;
    }

    private AuthenticationStatus person(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context, String path)
            throws IOException {
        if (context.isAuthenticationRequest()
                && context.getAuthParameters().getCredential() instanceof UsernamePasswordCredential credential) {
            var name = credential.getCaller();
            var begun = attempts.begin(name, request.getRemoteAddr());
            var user = begun.isPresent()
                    ? accounts.byPassword(name, credential.getPasswordAsString())
                    : Optional.<SignedIn>empty();
            if (begun.isEmpty() || user.isEmpty()) {
                return AuthenticationStatus.SEND_FAILURE;
            }
            attempts.succeeded(name, request.getRemoteAddr(), begun.get());
            request.getSession().setAttribute(USER, user.get().username());
            staySignedIn(request, user.get().generation());
            return reading(request, user.get(), context);
        }
        var session = request.getSession(false);
        if (session != null && session.getAttribute(USER) instanceof String username) {
            var user = accounts.byName(username)
                    .filter(one -> Integer.valueOf(one.generation()).equals(session.getAttribute(GENERATION)));
            if (user.isPresent()) {
                return reading(request, user.get(), context);
            }
            session.invalidate();
        }
        if (path.equals("/live")) { // a page listens: it is told to sign in, not sent there
            return context.doNothing();
        }
        if (path.endsWith(".json") && !path.startsWith("/api/")) { // a script asks: it cannot sign in
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return AuthenticationStatus.SEND_FAILURE;
        }
        if (!isPage(path)) {
            return context.doNothing();
        }
        if (path.startsWith(SCRIPTS)) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return AuthenticationStatus.SEND_FAILURE;
        }
        toSignIn(request, response, path);
        return AuthenticationStatus.SEND_CONTINUE;
    }

    /**
     * Lets this session go on where all others of its user end.
     *
     * @param generation of the user's sessions from now on
     */
    public static void staySignedIn(HttpServletRequest request, int generation) {
        request.getSession().setAttribute(GENERATION, generation);
        request.changeSessionId(); // an id from before is worth nothing afterwards
    }

    /** Whether this path, from the context root and without parameters, is a page for those who are signed in. */
    public static boolean isPage(String path) {
        return PAGES.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
    }

    private static void toSignIn(HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        var query = request.getQueryString();
        var wanted = URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8);
        var address = request.getContextPath() + "/login?to=" + wanted;
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            // a script waits for this answer: it has to send the browser on itself
            response.setContentType("text/xml");
            response.setCharacterEncoding("UTF-8");
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + address
                            + "\"/></partial-response>");
            response.flushBuffer();
        } else {
            response.sendRedirect(address);
        }
    }

    private static AuthenticationStatus reading(HttpServletRequest request, SignedIn user, HttpMessageContext context) {
        request.setAttribute(Language.CHOSEN, user.language());
        request.setAttribute(MENTIONS, user.mentions());
        return known(user, context);
    }

    private static AuthenticationStatus known(SignedIn user, HttpMessageContext context) {
        return context.notifyContainerAboutLogin(user.username(), user.roles());
    }
}
