package crmmind.orders.web.order;

import crmmind.orders.order.OrderService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * The order list as a file: exactly the orders its address names, on all pages, in the list's order; or those of them
 * that were picked ({@code order}, their ids). Read and written part by part, in memory that does not grow with the
 * list.
 */
@WebServlet({"/orders/export.csv", "/orders/export.xlsx"})
public class OrderExport extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int PART = 1000;

    @Inject
    transient OrderService orders;

    @Inject
    transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8"); // else the server reads a name with a caron as Latin 1
        var parameters = new HashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        var address = new ListAddress(parameters);
        boolean csv = request.getServletPath().endsWith(".csv");
        response.setContentType(
                csv ? "text/csv; charset=UTF-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"orders-" + LocalDate.ofInstant(clock.instant(), OrderColumns.ZONE)
                        + (csv ? ".csv" : ".xlsx") + "\"");
        response.setHeader("Cache-Control", "no-store");
        var out = response.getOutputStream();
        try (var file = csv ? OrderFile.csv(out) : OrderFile.xlsx(out)) {
            var picked = ListedOrders.picked(request);
            if (!picked.isEmpty()) {
                file.add(orders.chosen(picked));
                return;
            }
            @Nullable String cursor = null;
            do {
                var part = orders.exported(address.query(PART, cursor));
                file.add(part.items());
                cursor = part.nextCursor();
            } while (cursor != null);
        }
    }
}
