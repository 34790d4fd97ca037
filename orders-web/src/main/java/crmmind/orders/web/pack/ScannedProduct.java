package crmmind.orders.web.pack;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.inventory.InventoryService;
import crmmind.orders.web.shell.JsonServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;

/**
 * {@code /pack/scanned.json?text=}: what somebody holds in his hands whose code or barcode the order does not have. An
 * empty object where nobody knows it.
 */
@WebServlet("/pack/scanned.json")
public class ScannedProduct extends JsonServlet {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 100;
    private static final Pattern UNREADABLE = Pattern.compile("\\p{Cntrl}");

    @Inject
    transient InventoryService inventory;

    @Override
    protected JsonNode answer(HttpServletRequest request, HttpServletResponse response) {
        var answer = object();
        var asked = request.getParameter("text");
        var text = asked == null ? "" : UNREADABLE.matcher(asked).replaceAll("").strip();
        if (!text.isEmpty() && text.length() <= LONGEST) {
            inventory
                    .scanned(text)
                    .ifPresent(product -> answer.put("code", product.code()).put("name", product.name()));
        }
        return answer;
    }
}
