package crmmind.orders.web.order;

import crmmind.orders.order.OrderService;
import crmmind.orders.order.WayBack;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Where the button of a toast leads: takes back what the toast told, and goes back to the page that showed it. A form
 * of its own and none of Faces', because a toast appears on any page, whatever the server still knows of that page. Its
 * token stands for what may be done, and keeps out forms of other sites: only this session was shown it.
 */
@WebServlet(OrderUndo.PATH)
public class OrderUndo extends HttpServlet {

    static final String PATH = "/orders/toast/undo";

    private static final long serialVersionUID = 1;
    private static final Duration WAIT = Duration.ofSeconds(8);

    @Inject
    transient OrderService orders;

    @Inject
    transient UndoOffers offers;

    @Inject
    transient OrderTexts texts;

    @Inject
    transient Toasts toasts;

    @Inject
    transient Refusals refusals;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8");
        var token = request.getParameter("undo");
        var way = offers.take(token);
        if (way.isPresent()) {
            takeBack(way.get());
        } else if (!offers.taken(token)) {
            toasts.report(new Toasts.Report("warning", texts.text("undo.gone"), List.of()));
        }
        back(request, response);
    }

    /** Who had to sign in again first comes like this; what was to be taken back is not known any more. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        back(request, response);
    }

    private static void back(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(request.getContextPath() + Pages.known(request.getParameter("to")));
    }

    private void takeBack(WayBack way) {
        try {
            var result = orders.await(orders.takeBack(way), WAIT);
            texts.tell(texts.text("undo.done", way.target().code()), result, null);
        } catch (BusinessException e) {
            refuse(
                    way,
                    e.problem() == Problem.VERSION_CONFLICT
                            ? texts.text("undo.changed")
                            : refusals.title(e.problem()) + ". " + refusals.detail(e));
        } catch (EJBAccessException e) { // the role went since
            refuse(way, refusals.title(Problem.FORBIDDEN));
        }
    }

    private void refuse(WayBack way, String why) {
        toasts.report(new Toasts.Report(
                "danger",
                texts.text("undo.refused"),
                List.of(new Toasts.Report.Line(way.orderNumber(), "/orders/" + way.orderId(), why))));
    }
}
