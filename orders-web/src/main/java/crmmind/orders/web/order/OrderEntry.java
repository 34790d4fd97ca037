package crmmind.orders.web.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.orders.entry.EntryDraftService;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.ProductView;
import crmmind.orders.order.OrderService;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the order form's script asks while somebody types: products, customers, the products of many codes at once; and
 * what it keeps. For people with a session only. What changes something has to be JSON, which no form of another site
 * can send.
 */
@WebServlet("/orders/entry/*")
public class OrderEntry extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int ROWS = 10;
    private static final int NEAR = 3;
    private static final int ASKED_FOR_NEAR = 20;
    private static final int LONGEST_SEARCH = 200;
    private static final int LONGEST_BODY = 1_000_000;
    private static final int LONGEST_DRAFT = 400_000;
    private static final String DRAFTS = "/drafts/";

    @Inject
    transient InventoryService inventory;

    @Inject
    transient OrderService orders;

    @Inject
    transient EntryDraftService drafts;

    /** Does one thing; null where there is nothing to say. */
    @FunctionalInterface
    private interface Answer {
        @Nullable
        ObjectNode give() throws IOException, EntryJson.UnreadableException;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8"); // else the server reads a caron as Latin 1
        var text = request.getParameter("text");
        var path = request.getPathInfo();
        answer(response, () -> {
            if (text == null || text.length() > LONGEST_SEARCH || text.indexOf('\0') >= 0) {
                throw new EntryJson.UnreadableException("text: at most " + LONGEST_SEARCH + " characters");
            }
            var json = EntryJson.object();
            var rows = json.putArray("items");
            if ("/products".equals(path)) {
                inventory.offers(text, ROWS).forEach(offer -> rows.add(EntryJson.offer(offer)));
            } else if ("/customers".equals(path)) {
                orders.customers(text, ROWS).forEach(known -> rows.add(EntryJson.customer(known)));
            } else {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                return null;
            }
            return json;
        });
    }

    /** The products of many codes, each found or with what resembles it; or a draft is had back. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, () -> {
            if (!"/products".equals(request.getPathInfo())) {
                return reopened(request, response);
            }
            var codes = EntryJson.codes(EntryJson.read(body(request)).path("codes")).stream()
                    .map(String::strip)
                    .distinct()
                    .toList();
            var found = inventory.offers(codes);
            var json = EntryJson.object();
            var known = json.putObject("known");
            found.forEach((code, offer) -> known.set(code, EntryJson.offer(offer)));
            var near = json.putObject("near");
            near(
                            inventory,
                            codes.stream()
                                    .filter(code -> !found.containsKey(code))
                                    .toList())
                    .forEach((code, products) -> EntryJson.near(near.putArray(code), products));
            return json;
        });
    }

    /** Takes back that a draft was discarded: 204, or 409 where that is not so or long ago. */
    private @Nullable ObjectNode reopened(HttpServletRequest request, HttpServletResponse response)
            throws IOException, EntryJson.UnreadableException {
        EntryJson.read(body(request));
        response.setStatus(
                drafts.reopen(draft(request)) ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_CONFLICT);
        return null;
    }

    /** What may have been meant by codes nobody knows; only for the first of many, the rest has another reason. */
    static Map<String, List<ProductView>> near(InventoryService inventory, List<String> unknown) {
        var asked = unknown.stream()
                .filter(code -> !code.isBlank())
                .distinct()
                .limit(ASKED_FOR_NEAR)
                .toList();
        return asked.isEmpty() ? Map.of() : inventory.resembling(asked, NEAR);
    }

    /** Keeps what was typed: 409 where another window changed it since, or it was saved or discarded. */
    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, () -> {
            var id = draft(request);
            var body = EntryJson.read(body(request));
            var content = body.path("content");
            if (!content.isObject()
                    || !content.path("head").isObject()
                    || !body.path("revision").canConvertToLong()) {
                throw new EntryJson.UnreadableException("Not a draft");
            }
            EntryJson.texts(content.path("head"));
            int lines = EntryJson.lines(content.path("lines"), null).size();
            var text = content.toString();
            if (text.length() > LONGEST_DRAFT) {
                throw new EntryJson.UnreadableException("Too long to be kept");
            }
            var name = content.path("head").path("name").asText("").strip();
            var kept = drafts.keep(
                    id,
                    body.path("revision").asLong(),
                    EntryJson.id(body.path("order")),
                    text,
                    name.length() > 100 ? name.substring(0, 100) : name,
                    lines);
            if (kept.isEmpty()) {
                response.setStatus(HttpServletResponse.SC_CONFLICT);
                return null;
            }
            return EntryJson.object().put("revision", kept.getAsLong());
        });
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, () -> {
            drafts.discard(draft(request)); // asked again, nothing happens again
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return null;
        });
    }

    private static UUID draft(HttpServletRequest request) throws EntryJson.UnreadableException {
        var path = Objects.requireNonNullElse(request.getPathInfo(), "");
        try {
            return UUID.fromString(path.startsWith(DRAFTS) ? path.substring(DRAFTS.length()) : "");
        } catch (IllegalArgumentException e) {
            throw new EntryJson.UnreadableException("Not a draft's id");
        }
    }

    private static String body(HttpServletRequest request) throws IOException, EntryJson.UnreadableException {
        var type = Objects.requireNonNullElse(request.getContentType(), "");
        if (!type.startsWith("application/json")) {
            throw new EntryJson.UnreadableException("Not JSON");
        }
        var bytes = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw new EntryJson.UnreadableException("Too long");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void answer(HttpServletResponse response, Answer answer) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        ObjectNode json;
        try {
            json = answer.give();
        } catch (EntryJson.UnreadableException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            json = EntryJson.object().put("detail", e.getMessage());
        } catch (EJBAccessException e) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            json = EntryJson.object().put("detail", "Your role does not allow this");
        }
        if (json != null) {
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(json.toString());
        }
    }
}
