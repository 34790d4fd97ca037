package crmmind.orders.bulk;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.orders.bulk.BulkItems.Claimed;
import crmmind.orders.bulk.BulkItems.Running;
import crmmind.orders.fulfillment.FulfillmentCommands;
import crmmind.orders.fulfillment.FulfillmentData;
import crmmind.orders.order.OrderCommands;
import crmmind.orders.salesdocument.AllocationStatus;
import crmmind.orders.salesdocument.MetakockaLink;
import crmmind.orders.salesdocument.OrderStatus;
import crmmind.orders.salesdocument.SalesDocument;
import crmmind.orders.salesdocument.SalesDocumentMapping;
import crmmind.orders.salesdocument.SalesDocuments;
import crmmind.orders.salesdocument.Submission;
import crmmind.orders.salesdocument.SyncStatus;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Does the orders of jobs. The effect on an order and the outcome of its item commit together or not at all: after a
 * crash whoever takes the item over finds either both or neither.
 */
@ApplicationScoped
public class BulkRun {

    private static final System.Logger LOGGER = System.getLogger(BulkRun.class.getName());

    /** How long a taker may be silent before others take its orders over. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** So many at a time: enough to make the claim cheap, few enough that a pause is felt at once. */
    private static final int TAKEN = 8;

    private static final int TRIES = 3;

    @Inject
    BulkItems items;

    @Inject
    BulkJobs jobs;

    @Inject
    OwnTransaction own;

    @Inject
    OrderCommands commands;

    @Inject
    FulfillmentCommands fulfillments;

    @Inject
    SalesDocuments documents;

    @Inject
    MetakockaLink metakocka;

    /** What the rules said before the command did. */
    private static final class Foreseen {
        private String code = "";
    }

    /**
     * Does a few orders of every job that runs.
     *
     * @param allowed whether the person of a job may still do what it does; if not it is stopped
     * @return whether there was anything to do
     */
    boolean step(Predicate<Running> allowed) {
        boolean worked = false;
        for (var job : own.call(items::running)) {
            if (!allowed.test(job)) {
                own.call(() -> jobs.stop(job.id()));
                LOGGER.log(WARNING, "Job {0} is stopped: {1} may not do this any more", job.id(), job.actor());
                continue;
            }
            var taken = own.call(() -> items.claim(job.id(), TAKEN, LEASE));
            taken.forEach(item -> process(job, item));
            worked |= !taken.isEmpty();
            if (taken.isEmpty() && own.call(() -> items.finish(job.id()))) {
                LOGGER.log(INFO, "Job {0} of {1} is finished", job.id(), job.actor());
            }
        }
        return worked;
    }

    /** Does one order, in a transaction of its own, and keeps what became of it. */
    void process(Running job, Claimed item) {
        var foreseen = new Foreseen();
        try {
            boolean mine = own.call(() -> {
                if (!items.begin(item)) {
                    return false;
                }
                effect(job, item, foreseen);
                return true;
            });
            if (!mine) {
                own.call(() -> {
                    items.giveBack(item);
                    return true;
                });
            }
        } catch (BusinessException e) {
            // the rule in one code names the status, too, where the refusal itself only says it in words
            var code = foreseen.code.startsWith(e.code() + ".") ? foreseen.code : e.code();
            own.call(() -> items.end(item, "failed", code, e.detail()));
        } catch (RuntimeException e) { // one's failure never stops the others
            failed(item, e);
        }
    }

    private void failed(Claimed item, RuntimeException e) {
        if (item.attempts() < TRIES) {
            LOGGER.log(WARNING, "Order " + item.orderId() + " of job " + item.jobId() + " is tried again", e);
            own.call(() -> {
                items.giveBack(item);
                return true;
            });
        } else {
            LOGGER.log(ERROR, "Order " + item.orderId() + " of job " + item.jobId() + " could not be done", e);
            own.call(
                    () -> items.end(item, "failed", "INTERNAL_ERROR", "Something went wrong; the log has the details"));
        }
    }

    private void effect(Running job, Claimed item, Foreseen foreseen) {
        var order = documents.lock(item.orderId());
        var expected = BulkRules.expected(job.action(), standing(order));
        foreseen.code = expected;
        if (BulkRules.kind(expected) == BulkRules.Kind.SAME) {
            items.end(item, "unchanged", expected, null);
            return;
        }
        var submission = command(job, order);
        if (!submission.operations().isEmpty()) {
            metakocka.afterOthers(submission.operations());
        }
        items.end(item, "done", null, null);
    }

    private Submission command(Running job, SalesDocument order) {
        var terms = job.terms();
        return switch (job.action()) {
            case SYNC -> commands.sync(order.id(), job.actor(), false);
            case PROCESS -> {
                if (order.onHold()) { // the single command would release one that was held while processing
                    throw new BusinessException(
                            Problem.ON_HOLD,
                            "Order " + order.number() + " is on hold: release it before it is given another status");
                }
                yield commands.changeStatus(order.id(), OrderStatus.PROCESSING, null, job.actor());
            }
            case FULFIL ->
                fulfillments.fulfill(
                        order.id(),
                        new FulfillmentData(terms.trackingNumber(), terms.shippingCarrier(), null, null),
                        job.actor());
            case HOLD -> commands.changeStatus(order.id(), OrderStatus.ON_HOLD, terms.reason(), job.actor());
            case RELEASE -> commands.changeStatus(order.id(), order.orderStatus(), terms.reason(), job.actor());
            case CANCEL -> commands.cancel(order.id(), terms.reason(), job.actor());
        };
    }

    private BulkRules.Standing standing(SalesDocument order) {
        var mapping = documents.mapping(order.id());
        return new BulkRules.Standing(
                order.orderStatus(),
                order.onHold(),
                mapping.filter(SalesDocumentMapping::submitted).isPresent(),
                mapping.map(SalesDocumentMapping::status).orElse(SyncStatus.NOT_SYNCED),
                order.allocationStatus() != AllocationStatus.PARTIAL
                        && order.allocationStatus() != AllocationStatus.BACKORDERED);
    }
}
