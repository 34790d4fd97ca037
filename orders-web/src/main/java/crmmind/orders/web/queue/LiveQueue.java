package crmmind.orders.web.queue;

import com.fasterxml.jackson.databind.JsonNode;
import crmmind.orders.sync.SyncQueue;
import crmmind.orders.web.order.ListedOrders;
import crmmind.orders.web.shell.JsonServlet;
import crmmind.orders.web.shown.Shown;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;

/**
 * {@code /queue/live.json?ids=}: what waits for Metakocka in numbers, and the states of the operations a page lists, in
 * the reader's language. A page that follows the queue asks for this instead of itself: each page costs the session a
 * view.
 */
@WebServlet("/queue/live.json")
public class LiveQueue extends JsonServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST = 50;

    @Inject
    transient SyncQueue queue;

    @Inject
    transient OperationTones tones;

    @Inject
    transient Shown shown;

    @Override
    protected JsonNode answer(HttpServletRequest request, HttpServletResponse response) {
        var waiting = queue.waiting();
        var answer = object();
        answer.putObject("counts")
                .put("open", waiting.open())
                .put("waiting", waiting.waiting())
                .put("doubt", waiting.inDoubt())
                .put("person", waiting.needsPerson())
                .put("refused", waiting.refused());
        answer.put("oldest", shown.ago(waiting.oldest()));
        var rows = answer.putArray("rows");
        var ids = request.getParameter("ids");
        if (ids != null) {
            queue.rows(ListedOrders.ids(Arrays.asList(ids.split(",")), MOST))
                    .forEach(row -> rows.addObject()
                            .put("id", row.id().toString())
                            .put("state", row.state())
                            .put("kind", tones.tone(row.state()))
                            .put("icon", tones.icon(row.state()))
                            .put("text", shown.words(row.state()))
                            .put("attempt", row.attempt())
                            .put("retryable", row.retryable()));
        }
        return answer;
    }
}
