package crmmind.orders.sync;

import static java.lang.System.Logger.Level.WARNING;

import crmmind.metakocka.Metakocka;
import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.document.SalesOrderDocument;
import crmmind.metakocka.document.SalesOrderSearch;
import crmmind.orders.order.OrderImport;
import crmmind.orders.order.UnknownOrders;
import crmmind.orders.order.UnknownOrders.UnknownOrder;
import crmmind.orders.salesdocument.BulkResult;
import crmmind.orders.salesdocument.BulkResult.BulkError;
import crmmind.orders.salesdocument.SyncResult;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import crmmind.orders.shared.Sentence;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Orders that Metakocka had first: listed live, taken over one by one. Never called in a transaction. */
@ApplicationScoped
public class OrdersInMetakocka implements OrderImport {

    private static final System.Logger LOGGER = System.getLogger(OrdersInMetakocka.class.getName());
    private static final int PAGE = 100;
    private static final int ERRORS = 1000;

    @Inject
    Metakocka metakocka;

    @Inject
    Intake intake;

    @Resource
    ManagedExecutorService executor;

    private final Object jobs = new Object();
    private @Nullable Job running;

    @Override
    public UnknownOrders unknown(int limit, @Nullable String cursor) {
        int offset = offset(cursor);
        var unknown = new ArrayList<UnknownOrder>();
        while (true) {
            var page = page(offset);
            for (var there : unknown(page.documents())) {
                if (unknown.size() == limit) {
                    return new UnknownOrders(
                            unknown, "o" + (offset + page.documents().indexOf(there)));
                }
                unknown.add(row(there));
            }
            offset += page.documents().size();
            if (!page.more()) {
                return new UnknownOrders(unknown, null);
            }
        }
    }

    @Override
    public SyncResult importOne(String metakockaId, String actor) {
        var known = intake.standing(metakockaId);
        if (known.isPresent()) {
            return known.get();
        }
        return record(read(metakockaId), actor);
    }

    @Override
    public BulkResult importSome(List<String> metakockaIds, String actor) {
        var job = new Job();
        for (var id : new LinkedHashSet<>(metakockaIds)) {
            job.take(id, () -> {
                if (intake.standing(id).isPresent()) {
                    return false;
                }
                record(read(id), actor);
                return true;
            });
        }
        return job.counts();
    }

    @Override
    public BulkResult importAll(Duration wait, String actor) {
        page(0); // says at once that Metakocka cannot be reached
        Job job;
        synchronized (jobs) {
            var present = running;
            if (present == null || present.done.getCount() == 0) {
                var started = new Job();
                executor.execute(() -> all(started, actor));
                running = started;
                present = started;
            }
            job = present;
        }
        try {
            if (!job.done.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return job.counts();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return job.counts();
    }

    private void all(Job job, String actor) {
        try {
            int offset = 0;
            boolean more = true;
            while (more) {
                var page = page(offset);
                var unknown = unknown(page.documents());
                job.found(unknown.size());
                for (var there : unknown) {
                    job.take(there.mkId(), () -> {
                        record(there, actor);
                        return true;
                    });
                }
                offset += page.documents().size();
                more = page.more();
            }
        } catch (BusinessException e) {
            job.broke(e.code(), e.detail());
        } catch (RuntimeException e) { // the job ends, and says so
            LOGGER.log(WARNING, "Taking all orders over from Metakocka broke off", e);
            job.broke("INTERNAL_ERROR", "Something went wrong; the log has the details");
        } finally {
            job.done.countDown();
        }
    }

    private SyncResult record(SalesOrderDocument there, String actor) {
        try {
            return intake.record(there, actor);
        } catch (BusinessException e) {
            throw e;
        } catch (RuntimeException e) {
            // somebody else took it over at the same moment: the database let one of us through
            return intake.standing(there.mkId()).orElseThrow(() -> e);
        }
    }

    private SalesOrderDocument read(String metakockaId) {
        try {
            return metakocka
                    .getSalesOrder(metakockaId)
                    .orElseThrow(() -> new BusinessException(
                            Problem.NOT_FOUND, Sentence.of("metakocka.unknown-order", metakockaId)));
        } catch (MetakockaException e) {
            throw unavailable(e);
        }
    }

    /** A page of Metakocka's orders, newest first. */
    private record Page(List<SalesOrderDocument> documents, boolean more) {}

    private Page page(int offset) {
        try {
            var page = metakocka.searchSalesOrderDocuments(SalesOrderSearch.all(true), PAGE, offset);
            return new Page(page.rows(), page.hasMore());
        } catch (MetakockaException e) {
            throw unavailable(e);
        }
    }

    private static BusinessException unavailable(MetakockaException e) {
        return new BusinessException(Problem.METAKOCKA_UNAVAILABLE, String.valueOf(e.getMessage()));
    }

    private List<SalesOrderDocument> unknown(List<SalesOrderDocument> documents) {
        var known =
                intake.known(documents.stream().map(SalesOrderDocument::mkId).toList());
        var onTheirWay = intake.onTheirWay(documents.stream()
                .map(SalesOrderDocument::buyerOrder)
                .filter(Objects::nonNull)
                .toList());
        return documents.stream()
                .filter(there -> !known.contains(there.mkId()))
                .filter(there -> there.buyerOrder() == null || !onTheirWay.contains(there.buyerOrder()))
                .toList();
    }

    private static UnknownOrder row(SalesOrderDocument there) {
        var partner = there.partner();
        var total = there.sums().all();
        return new UnknownOrder(
                there.mkId(),
                there.countCode(),
                there.buyerOrder(),
                partner == null ? null : partner.customer(),
                there.docDate(),
                there.statusCode() == null ? there.statusName() : there.statusCode(),
                total == null ? BigDecimal.ZERO.setScale(2) : total,
                there.currencyCode());
    }

    private static int offset(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (!cursor.matches("o\\d{1,9}")) {
            throw new BusinessException(Problem.MALFORMED_REQUEST, "The cursor is none of ours: " + cursor);
        }
        return Integer.parseInt(cursor.substring(1));
    }

    /** What became of several orders so far. */
    private static final class Job {

        /** Takes one over. */
        private interface Step {
            /** Whether something was created. */
            boolean take();
        }

        private final CountDownLatch done = new CountDownLatch(1);
        private final List<BulkError> errors = new ArrayList<>();
        private int pending;
        private int created;
        private int skipped;
        private int failed;

        synchronized void found(int more) {
            pending += more;
        }

        void take(String metakockaId, Step step) {
            boolean made = false;
            BulkError error = null;
            try {
                made = step.take();
            } catch (BusinessException e) {
                error = new BulkError(null, metakockaId, e.code(), e.detail());
            } catch (RuntimeException e) { // one's failure never stops the others
                LOGGER.log(WARNING, "Metakocka's order " + metakockaId + " could not be taken over", e);
                error = new BulkError(
                        null, metakockaId, "INTERNAL_ERROR", "Something went wrong; the log has the details");
            }
            synchronized (this) {
                pending = Math.max(0, pending - 1);
                if (error != null) {
                    failed++;
                    if (errors.size() < ERRORS) {
                        errors.add(error);
                    }
                } else if (made) {
                    created++;
                } else {
                    skipped++;
                }
            }
        }

        synchronized void broke(String code, String detail) {
            failed++;
            pending = 0;
            errors.add(new BulkError(null, null, code, detail));
        }

        synchronized BulkResult counts() {
            return new BulkResult(failed == 0, created, 0, pending, skipped, failed, List.copyOf(errors));
        }
    }
}
