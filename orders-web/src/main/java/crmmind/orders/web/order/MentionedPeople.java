package crmmind.orders.web.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import crmmind.orders.mention.MentionService;
import crmmind.orders.web.shown.Texts;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /orders/people.json?text=}: whom somebody may mean who types an {@code @} and the beginning of a name into a
 * comment, and how many that are in the reader's words. For those who may write one.
 */
@WebServlet("/orders/people.json")
public class MentionedPeople extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    transient MentionService mentions;

    @Inject
    transient Texts texts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8"); // else the server reads a caron as Latin 1
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        var text = request.getParameter("text");
        var answer = JSON.createObjectNode();
        if (text == null || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            answer.put("detail", "text: at most " + LONGEST + " characters");
        } else {
            try {
                var found = mentions.people(text);
                answer.put("says", texts.count("messages", "comment.people", found.size()));
                var items = answer.putArray("items");
                found.forEach(person ->
                        items.addObject().put("username", person.username()).put("name", person.displayName()));
            } catch (EJBAccessException e) {
                response.setStatus(HttpServletResponse.SC_FORBIDDEN);
                answer.put("detail", "Your role does not allow this");
            }
        }
        JSON.writeValue(response.getWriter(), answer);
    }
}
