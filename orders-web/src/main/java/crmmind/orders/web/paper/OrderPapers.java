package crmmind.orders.web.paper;

import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.WarehouseView;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderService;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /orders/<id>/pick-list.pdf} and {@code /orders/<id>/packing-slip.pdf?shipment=<n>}, for everybody who may see
 * orders. Made from what the desk knows, while it is sent.
 */
@WebServlet("*.pdf")
public class OrderPapers extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Pattern ADDRESS = Pattern.compile("/orders/([0-9A-Fa-f-]{36})/(pick-list|packing-slip)\\.pdf");
    private static final Pattern SHIPMENT = Pattern.compile("[1-9]\\d{0,4}");

    @Inject
    transient OrderService orders;

    @Inject
    transient InventoryService inventory;

    @Inject
    transient Shown shown;

    @Inject
    transient Clock clock;

    @Inject
    transient Language language;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var address = ADDRESS.matcher(request.getServletPath());
        var order = address.matches() ? order(address.group(1)) : Optional.<OrderDetails>empty();
        int shipment = order.map(found -> shipment(request.getParameter("shipment"), found))
                .orElse(-1);
        if (order.isEmpty() || shipment < 0) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        write(order.get(), address.group(2), shipment, response);
    }

    private void write(OrderDetails order, String paper, int shipment, HttpServletResponse response)
            throws IOException {
        response.setContentType("application/pdf");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                "inline; filename=\"" + order.orderNumber().replaceAll("[^0-9A-Za-z._-]", "_") + "-" + paper
                        + (shipment == 0 ? "" : "-" + shipment) + ".pdf\"");
        var locale = language.getLocale();
        var foot = order.orderNumber() + "  ·  "
                + Texts.of("papertexts", locale).text("printed") + " " + shown.moment(clock.instant());
        if (paper.equals("pick-list")) {
            var names =
                    inventory.warehouses().stream().collect(Collectors.toMap(WarehouseView::mark, WarehouseView::name));
            new PickList(shown, locale, names).write(order, response.getOutputStream(), foot);
        } else {
            new PackingSlip(shown, locale).write(order, shipment, response.getOutputStream(), foot);
        }
    }

    private Optional<OrderDetails> order(String id) {
        try {
            return Optional.of(orders.order(UUID.fromString(id)));
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) { // 36 characters that are no id: there is no such order
            return Optional.empty();
        }
    }

    /** The shipment asked for; 0 for none in particular, -1 where there is no such one. */
    private static int shipment(@Nullable String text, OrderDetails order) {
        if (text == null) {
            return 0;
        }
        int number = SHIPMENT.matcher(text).matches() ? Integer.parseInt(text) : -1;
        return number > order.fulfillments().size() ? -1 : number;
    }
}
