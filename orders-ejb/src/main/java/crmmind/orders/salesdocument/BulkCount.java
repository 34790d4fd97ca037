package crmmind.orders.salesdocument;

import crmmind.orders.salesdocument.BulkResult.BulkError;
import crmmind.orders.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds up what became of each of several documents. */
final class BulkCount {

    private int created;
    private int updated;
    private int pending;
    private int skipped;
    private final List<BulkError> errors = new ArrayList<>();

    void skipped() {
        skipped++;
    }

    void failed(UUID documentId, String code, String detail) {
        errors.add(new BulkError(documentId, null, code, detail));
    }

    /** Counts a submission by where its document stands now. */
    void outcome(Submission submission, @Nullable SyncResult now) {
        var status = now == null
                ? SyncStatus.PENDING
                : SyncStatus.of(now.syncStatus()).orElseThrow();
        var message = now == null || now.message() == null ? "Somebody has to look" : now.message();
        switch (status) {
            case PENDING -> pending++;
            case SYNCED -> {
                if (submission.effect() == Submission.Effect.CREATE) {
                    created++;
                } else {
                    updated++;
                }
            }
            case ERROR -> failed(submission.orderId(), Problem.METAKOCKA_REFUSED.code(), message);
            case NEEDS_REVIEW -> failed(submission.orderId(), "NEEDS_REVIEW", message);
            case NOT_SYNCED -> skipped++; // cancelled meanwhile, before it left
        }
    }

    BulkResult result() {
        return new BulkResult(errors.isEmpty(), created, updated, pending, skipped, errors.size(), List.copyOf(errors));
    }
}
