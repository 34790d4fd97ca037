package crmmind.orders.web.paper;

import com.lowagie.text.Document;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfSmartCopy;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.inventory.WarehouseView;
import crmmind.orders.order.OrderDetails;
import crmmind.orders.order.OrderService;
import crmmind.orders.order.OrderSummary;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.order.ListedOrders;
import crmmind.orders.web.shown.Language;
import crmmind.orders.web.shown.Shown;
import crmmind.orders.web.shown.Texts;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * {@code /orders/pick-lists.pdf} and {@code /orders/packing-slips.pdf}: the papers of the orders picked in the list, or
 * of all its address names, one after the other in one document, at most {@value #MOST} of them.
 */
@WebServlet({"/orders/pick-lists.pdf", "/orders/packing-slips.pdf"})
public class CollectedPapers extends HttpServlet {

    /** More are refused, not cut off: a pile that lacks some unnoticed is worse than none. */
    static final int MOST = 200;

    private static final long serialVersionUID = 1;
    private static final String PAPERS = "papertexts";

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
        request.setCharacterEncoding("UTF-8"); // else the server reads a name with a caron as Latin 1
        var picked = ListedOrders.picked(request);
        if (picked.isEmpty()) {
            var listed = orders.exported(ListedOrders.listed(request, MOST, null));
            if (listed.nextCursor() != null) {
                refuse(response, Texts.of(PAPERS, language.getLocale()).text("tooMany", MOST));
                return;
            }
            picked = listed.items().stream().map(OrderSummary::id).toList();
        }
        var details = picked.stream().map(this::order).flatMap(Optional::stream).toList();
        if (details.isEmpty()) {
            refuse(response, Texts.of(PAPERS, language.getLocale()).text("nothingPicked"));
            return;
        }
        boolean picks = request.getServletPath().endsWith("/pick-lists.pdf");
        response.setContentType("application/pdf");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Disposition",
                "inline; filename=\"" + (picks ? "pick-lists" : "packing-slips") + "-" + details.size() + ".pdf\"");
        collect(details, picks, response.getOutputStream());
    }

    private static void refuse(HttpServletResponse response, String text) throws IOException {
        response.setStatus(422);
        response.setContentType("text/plain; charset=UTF-8");
        response.getWriter().write(text);
    }

    private void collect(List<OrderDetails> details, boolean picks, OutputStream out) throws IOException {
        var locale = language.getLocale();
        var words = Texts.of(PAPERS, locale);
        var names = inventory.warehouses().stream().collect(Collectors.toMap(WarehouseView::mark, WarehouseView::name));
        try (var document = new Document()) {
            var all = new PdfSmartCopy(document, out);
            all.setCloseStream(false);
            document.addTitle(words.text(picks ? "pickLists" : "packingSlips"));
            document.addCreator("Order desk");
            document.open();
            for (var order : details) {
                var one = new ByteArrayOutputStream();
                var foot = order.orderNumber() + "  ·  " + words.text("printed") + " " + shown.moment(clock.instant());
                if (picks) {
                    new PickList(shown, locale, names).write(order, one, foot);
                } else {
                    new PackingSlip(shown, locale).write(order, 0, one, foot);
                }
                try (var reader = new PdfReader(one.toByteArray())) {
                    for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                        all.addPage(all.getImportedPage(reader, page));
                    }
                    all.freeReader(reader);
                }
            }
        }
    }

    private Optional<OrderDetails> order(UUID id) {
        try {
            return Optional.of(orders.order(id));
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
