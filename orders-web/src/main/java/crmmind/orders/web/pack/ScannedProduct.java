package crmmind.orders.web.pack;

import com.fasterxml.jackson.databind.ObjectMapper;
import crmmind.orders.inventory.InventoryService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * {@code /pack/scanned.json?text=}: what somebody holds in his hands whose code or barcode the order does not have. An
 * empty object where nobody knows it.
 */
@WebServlet("/pack/scanned.json")
public class ScannedProduct extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 100;
    private static final Pattern UNREADABLE = Pattern.compile("\\p{Cntrl}");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    transient InventoryService inventory;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8"); // else the server reads a name with a caron as Latin 1
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        var answer = JSON.createObjectNode();
        var asked = request.getParameter("text");
        var text = asked == null ? "" : UNREADABLE.matcher(asked).replaceAll("").strip();
        if (!text.isEmpty() && text.length() <= LONGEST) {
            inventory
                    .scanned(text)
                    .ifPresent(product -> answer.put("code", product.code()).put("name", product.name()));
        }
        JSON.writeValue(response.getWriter(), answer);
    }
}
