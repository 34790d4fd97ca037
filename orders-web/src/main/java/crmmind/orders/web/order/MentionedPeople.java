package crmmind.orders.web.order;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.mention.MentionService;
import crmmind.orders.web.shell.JsonServlet;
import crmmind.orders.web.shown.Texts;
import jakarta.ejb.EJBAccessException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * {@code /orders/people.json?text=}: whom somebody may mean who types an {@code @} and the beginning of a name into a
 * comment, and how many that are in the reader's words. For those who may write one.
 */
@WebServlet("/orders/people.json")
public class MentionedPeople extends JsonServlet {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 50;

    @Inject
    transient MentionService mentions;

    @Inject
    transient Texts texts;

    @Override
    protected JsonNode answer(HttpServletRequest request, HttpServletResponse response) {
        var text = request.getParameter("text");
        var answer = object();
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
        return answer;
    }
}
