package crmmind.orders.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.orders.order.OrderQuery;
import crmmind.orders.order.OrderService;
import crmmind.orders.order.OrderSummary;
import crmmind.orders.web.order.ListedOrders;
import crmmind.orders.web.shell.Badges;
import crmmind.orders.web.shell.JsonServlet;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Texts;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * {@code /orders/live.json?ids=}: the badges of orders as their pages show them, in the reader's language.
 * {@code /orders/found.json?q=}: the first orders that a search finds, for jumping to one.
 */
@WebServlet({"/orders/live.json", "/orders/found.json"})
public class LiveOrders extends JsonServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST = 200;
    private static final int FOUND = 8;

    @Inject
    transient OrderService orders;

    @Inject
    transient Badges badges;

    @Inject
    transient Language language;

    @Override
    protected JsonNode answer(HttpServletRequest request, HttpServletResponse response) {
        var answer = array();
        if (request.getServletPath().endsWith("found.json")) {
            var text = String.valueOf(request.getParameter("q")).strip();
            if (request.getParameter("q") != null
                    && text.length() >= 2
                    && text.length() <= 200
                    && text.indexOf('\0') < 0) {
                orders.exported(new OrderQuery(Set.of(), Set.of(), text, null, null, null, null, FOUND, null))
                        .items()
                        .forEach(order -> answer.addObject()
                                .put("path", "/orders/" + order.id())
                                .put("number", order.orderNumber())
                                .put("customer", order.customer().name())
                                .put("status", text("status.", order.status())));
            }
        } else {
            var ids = request.getParameter("ids");
            if (ids != null) {
                orders.chosen(ListedOrders.ids(Arrays.asList(ids.split(",")), MOST))
                        .forEach(order -> describe(answer.addObject(), order));
            }
        }
        return answer;
    }

    private void describe(ObjectNode node, OrderSummary order) {
        node.put("id", order.id().toString()).put("version", order.version());
        badge(
                node,
                "status",
                order.status(),
                badges.orderKind(order.status()),
                badges.orderIcon(order.status()),
                "status.");
        badge(
                node,
                "sync",
                order.syncStatus(),
                badges.syncKind(order.syncStatus()),
                badges.syncIcon(order.syncStatus()),
                "sync.");
        badge(
                node,
                "stock",
                order.allocationStatus(),
                badges.stockKind(order.allocationStatus()),
                "pi-box",
                "allocation.");
    }

    private void badge(ObjectNode node, String axis, String code, String kind, String icon, String texts) {
        node.putObject(axis)
                .put("code", code)
                .put("kind", kind)
                .put("icon", icon)
                .put("text", text(texts, code));
    }

    private String text(String group, String code) {
        return Texts.of("messages", language.getLocale())
                .find(group + code, Map.of())
                .orElse(code);
    }
}
