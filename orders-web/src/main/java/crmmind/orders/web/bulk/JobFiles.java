package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkJob;
import crmmind.orders.bulk.BulkJob.Filter;
import crmmind.orders.bulk.BulkJob.Row;
import crmmind.orders.bulk.BulkService;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.web.order.TableFile;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What is no page about jobs: {@code /jobs/live.json}, the caller's jobs under way; {@code /jobs/<id>.json}, the state
 * of one; {@code /jobs/<id>/report.csv}, what became of each of its orders.
 */
@WebServlet("/jobs/*")
public class JobFiles extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Pattern ADDRESS = Pattern.compile("/([0-9A-Fa-f-]{36})(\\.json|/report\\.csv)");
    private static final int PART = 1000;
    private static final List<String> TITLES = List.of(
            "Position",
            "Order",
            "Customer",
            "Foreseen",
            "Outcome",
            "Code",
            "Reason",
            "Done at",
            "Status now",
            "Sync now",
            "Sync error");

    @Inject
    transient BulkService bulk;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        var path = String.valueOf(request.getPathInfo());
        if (path.equals("/live.json")) {
            json(response, JobsJson.of(bulk.live()));
            return;
        }
        var address = ADDRESS.matcher(path);
        var job = address.matches() ? job(address.group(1)) : Optional.<BulkJob>empty();
        if (job.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (address.group(2).equals(".json")) {
            json(response, JobsJson.of(job.get()));
        } else {
            report(job.get(), response);
        }
    }

    private static void json(HttpServletResponse response, String text) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(text);
    }

    private void report(BulkJob job, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"job-" + job.action().code() + "-" + job.id() + ".csv\"");
        try (var file = new TableFile(response.getOutputStream(), TITLES)) {
            int last = 0;
            List<Row> part;
            do {
                part = bulk.rows(job.id(), Filter.NONE, last, PART);
                for (var row : part) {
                    file.add(Arrays.asList(
                            row.position(),
                            row.orderNumber(),
                            row.customerName(),
                            row.expected(),
                            row.state(),
                            row.code(),
                            row.detail(),
                            row.endedAt(),
                            row.status(),
                            row.syncStatus(),
                            row.syncError()));
                    last = row.position();
                }
            } while (part.size() == PART);
        }
    }

    private Optional<BulkJob> job(String id) {
        try {
            return Optional.of(bulk.job(UUID.fromString(id)));
        } catch (BusinessException e) {
            if (e.problem() != Problem.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) { // 36 characters that are no id: there is no such job
            return Optional.empty();
        }
    }
}
