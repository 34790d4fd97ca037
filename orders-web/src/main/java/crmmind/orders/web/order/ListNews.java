package crmmind.orders.web.order;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.order.OrderService;
import crmmind.orders.web.shell.JsonServlet;
import crmmind.orders.web.shown.Texts;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/**
 * {@code /orders/news.json?ids=}, with the filters of a list: how many of these orders, which a page of it does not
 * show, came into the list, and that in the reader's words. {@code since} leaves out those that were made before, and
 * so may stand on another page.
 */
@WebServlet("/orders/news.json")
public class ListNews extends JsonServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST = 200;

    @Inject
    transient OrderService orders;

    @Inject
    transient Texts texts;

    @Override
    protected JsonNode answer(HttpServletRequest request, HttpServletResponse response) {
        var asked = request.getParameter("ids");
        var since = request.getParameter("since");
        try {
            var begun = since == null ? Instant.MIN : Instant.parse(since);
            var ids = ListedOrders.ids(asked == null ? List.of() : Arrays.asList(asked.split(",")), MOST);
            long count = orders.among(ListedOrders.listed(request, 1, null), ids).stream()
                    .filter(order -> !order.createdAt().isBefore(begun))
                    .count();
            return object().put("count", count).put("says", texts.count("messages", "orders.news", count));
        } catch (DateTimeParseException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return object().put("detail", "since: a time as 2026-12-01T10:00:00Z");
        }
    }
}
