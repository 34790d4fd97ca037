package crmmind.orders.web.order;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.StockView;
import crmmind.orders.web.shell.JsonServlet;
import crmmind.orders.web.shown.Shown;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Objects;

/**
 * {@code /orders/stock.json?product=}: what each warehouse has of one product, as the reader writes numbers. Asked for
 * when somebody wants to see it, so that the page of an order costs no more with it.
 */
@WebServlet("/orders/stock.json")
public class ProductStock extends JsonServlet {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_CODE = 200;

    @Inject
    transient InventoryService inventory;

    @Inject
    transient Shown shown;

    @Override
    protected JsonNode answer(HttpServletRequest request, HttpServletResponse response) {
        var code = request.getParameter("product");
        if (code == null || code.isBlank() || code.length() > LONGEST_CODE || code.indexOf('\0') >= 0) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return object().put("detail", "product: a code");
        }
        var stock = inventory.stock(code, null);
        var answer = object();
        var places = answer.putArray("places");
        boolean unbooked = stock.stream().anyMatch(row -> row.shippedNotBooked().signum() != 0);
        for (var row : stock) {
            places.addObject()
                    .put("warehouse", row.warehouse())
                    .put("onHand", shown.quantity(row.onHand()))
                    .put("reserved", shown.quantity(row.reservedElsewhere()))
                    .put("held", shown.quantity(row.held()))
                    .put("unbooked", shown.quantity(row.shippedNotBooked()))
                    .put("available", shown.quantity(row.available()))
                    .put("short", row.available().compareTo(BigDecimal.ZERO) <= 0);
        }
        answer.put("unbooked", unbooked);
        stock.stream()
                .map(StockView::asOf)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(oldest -> answer.putObject("asOf")
                        .put("at", oldest.toString())
                        .put("ago", shown.ago(oldest))
                        .put("moment", shown.moment(oldest)));
        return answer;
    }
}
