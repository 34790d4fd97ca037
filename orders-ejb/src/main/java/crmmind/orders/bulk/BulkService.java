package crmmind.orders.bulk;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.bulk.BulkJob.Filter;
import crmmind.orders.bulk.BulkJob.Forecast;
import crmmind.orders.bulk.BulkJob.Group;
import crmmind.orders.bulk.BulkJob.Row;
import crmmind.orders.inventory.StockSource;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One action on many orders: the way in for the pages. A job belongs to who planned it; others see it, and
 * administrators may steer it.
 */
@Stateless
public class BulkService {

    private static final int LONGEST_PART = 1000;

    @Inject
    BulkJobs jobs;

    @Inject
    DryRun dryRun;

    @Inject
    StockSource stock;

    @Resource
    SessionContext context;

    /**
     * Fixes the orders of a job and looks what it would do; nothing is done yet. Refuses with FORBIDDEN where the role
     * does not allow the action, VALIDATION_FAILED where nothing is selected or more than 10,000 orders are.
     */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // asks Metakocka for stock before it looks
    public UUID plan(BulkAction action, BulkSelection selection) {
        requireRole(action);
        var id = jobs.plan(action, selection, actor());
        look(id, action);
        return id;
    }

    /** Looks again what a planned job would do. Refuses with NOT_FOUND, FORBIDDEN. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // asks Metakocka for stock before it looks
    public void lookAgain(UUID jobId) {
        var job = steered(jobId);
        if (job.state() == JobState.PLANNED) {
            look(jobId, job.action());
        }
    }

    private void look(UUID jobId, BulkAction action) {
        var products = dryRun.products(jobId);
        if (!products.isEmpty()) {
            stock.refresh(products);
        }
        dryRun.look(jobId, action);
    }

    /**
     * Lets a planned job begin; false where it had begun. Refuses with NOT_FOUND, FORBIDDEN, and VALIDATION_FAILED with
     * {@code /reason}, {@code /shippingCarrier}, {@code /trackingNumber} or {@code /typed}.
     */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public boolean start(UUID jobId, BulkTerms terms) {
        steered(jobId);
        return jobs.start(jobId, terms);
    }

    /** Takes no more orders for now. Refuses with NOT_FOUND, FORBIDDEN. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public boolean pause(UUID jobId) {
        steered(jobId);
        return jobs.pause(jobId);
    }

    /** Goes on after a pause. Refuses with NOT_FOUND, FORBIDDEN. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public boolean resume(UUID jobId) {
        steered(jobId);
        return jobs.resume(jobId);
    }

    /** Ends a job; what was not done is left. Refuses with NOT_FOUND, FORBIDDEN. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public boolean stop(UUID jobId) {
        steered(jobId);
        return jobs.stop(jobId);
    }

    /** Takes the refused orders of an ended job up again, and says how many. Refuses with NOT_FOUND, FORBIDDEN. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public int retryFailed(UUID jobId) {
        steered(jobId);
        return jobs.retry(jobId);
    }

    /** Forgets a job that was never started. Refuses with NOT_FOUND, FORBIDDEN. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public boolean discard(UUID jobId) {
        steered(jobId);
        return jobs.discard(jobId);
    }

    /** One job. Refuses with NOT_FOUND. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public BulkJob job(UUID jobId) {
        return jobs.get(jobId);
    }

    /** What the dry run of a job foresees, or foresaw. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public Forecast forecast(UUID jobId) {
        return jobs.forecast(jobId);
    }

    /** Why orders of a job were refused. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<Group> failures(UUID jobId) {
        return jobs.failures(jobId);
    }

    /** Where the orders a job has done stand with Metakocka now: how many of each sync status. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<Group> inMetakocka(UUID jobId) {
        return jobs.inMetakocka(jobId);
    }

    /** The orders of a job after a position, up to 1,000 at once. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<Row> rows(UUID jobId, Filter filter, int after, int most) {
        if (most < 1 || most > LONGEST_PART) {
            throw new IllegalArgumentException("A part is of 1 to " + LONGEST_PART + " orders");
        }
        return jobs.rows(jobId, filter, after, most);
    }

    /**
     * Jobs, the newest first.
     *
     * @param mine only the caller's own
     * @param before those older than this one; null for the newest
     */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<BulkJob> jobs(boolean mine, @Nullable UUID before, int most) {
        return jobs.jobs(mine ? actor() : null, actor(), before, most);
    }

    /** The caller's jobs that are under way, the oldest first. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public List<BulkJob> live() {
        return jobs.live(actor());
    }

    /** Whether the caller may steer this job. */
    @RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
    public boolean maySteer(BulkJob job) {
        return hasRole(job.action()) && (job.createdBy().equals(actor()) || context.isCallerInRole(ADMIN));
    }

    private BulkJob steered(UUID jobId) {
        var job = jobs.get(jobId);
        if (!maySteer(job)) {
            throw new BusinessException(
                    Problem.FORBIDDEN, "This job is " + job.createdBy() + "'s: only they and administrators steer it");
        }
        return job;
    }

    private void requireRole(BulkAction action) {
        if (!hasRole(action)) {
            throw new BusinessException(
                    Problem.FORBIDDEN, "Your role does not allow the action " + action.code() + " here");
        }
    }

    private boolean hasRole(BulkAction action) {
        return action.roles().stream().anyMatch(context::isCallerInRole);
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
