package crmmind.orders.web.hook;

import crmmind.orders.sync.StockHook;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Where Metakocka's stock web hook is sent to: {@code /hooks/metakocka/stock}. Trusts the signature and nobody else.
 */
@WebServlet("/hooks/metakocka/stock")
public class StockHookServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** One product in all warehouses is far less. */
    private static final int LARGEST = 1024 * 1024;

    @Inject
    transient StockHook hook;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            answer(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "{\"status\":\"too large\"}");
            return;
        }
        switch (hook.take(body, request.getHeader("X-MetaKocka-Signature"))) {
            case OFF -> answer(response, HttpServletResponse.SC_NOT_FOUND, "{\"status\":\"off\"}");
            case FORGED -> answer(response, HttpServletResponse.SC_FORBIDDEN, "{\"status\":\"wrong signature\"}");
            case UNREADABLE -> answer(response, HttpServletResponse.SC_BAD_REQUEST, "{\"status\":\"not understood\"}");
            case TAKEN ->
                answer(
                        response,
                        HttpServletResponse.SC_OK,
                        "{\"status\":\"ok\",\"check_respond_status_json_ok\":\"true\"}");
        }
    }

    private static void answer(HttpServletResponse response, int status, String body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(body);
    }
}
