package crmmind.orders.web.bulk;

import crmmind.orders.bulk.BulkJob;
import java.util.List;
import java.util.stream.Collectors;

/** Jobs as the scripts of the pages read them: numbers and codes only, the words are the page's. */
final class JobsJson {

    private JobsJson() {}

    /** The state of one job. */
    static String of(BulkJob job) {
        var progress = job.progress();
        return "{\"id\":\"" + job.id() + "\",\"action\":\"" + job.action().code() + "\",\"state\":\""
                + job.state().code() + "\",\"percent\":" + progress.percent() + ",\"total\":" + progress.total()
                + ",\"ended\":" + progress.ended() + ",\"waiting\":" + progress.waiting() + ",\"done\":"
                + progress.done() + ",\"unchanged\":" + progress.unchanged() + ",\"failed\":" + progress.failed()
                + ",\"left\":" + progress.left() + "}";
    }

    /** Several, and how far they are together. */
    static String of(List<BulkJob> jobs) {
        return jobs.stream()
                .map(JobsJson::of)
                .collect(Collectors.joining(",", "{\"percent\":" + percent(jobs) + ",\"jobs\":[", "]}"));
    }

    /** How much of them all has its outcome, 0 to 100, rounded down. */
    static int percent(List<BulkJob> jobs) {
        long total = jobs.stream().mapToLong(job -> job.progress().total()).sum();
        long waiting = jobs.stream().mapToLong(job -> job.progress().waiting()).sum();
        return total == 0 ? 100 : (int) ((total - waiting) * 100 / total);
    }
}
