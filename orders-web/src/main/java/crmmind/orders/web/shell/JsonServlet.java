package crmmind.orders.web.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a page's script asks for while somebody looks at it: in JSON, as it is now, kept by nobody on the way. */
public abstract class JsonServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected final void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8"); // else the server reads a name with a caron as Latin 1
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        JSON.writeValue(response.getWriter(), answer(request, response));
    }

    /**
     * The answer. Only reads: a browser may ask twice.
     *
     * @param response to set another status than 200
     */
    protected abstract JsonNode answer(HttpServletRequest request, HttpServletResponse response);

    /** An empty object. */
    protected static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An empty array. */
    protected static ArrayNode array() {
        return JSON.createArrayNode();
    }
}
