package crmmind.metakocka.ledger;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import crmmind.metakocka.MetakockaException;
import crmmind.metakocka.MetakockaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The protocol: an operation is written down as {@code sending} before its first byte leaves, leaves once, and its
 * outcome is written down with a fence on the attempt. An outcome that is not clear is never answered by sending again:
 * it is looked up, at once and then at growing pauses; found and ours it is taken, somebody else's goes to a person,
 * and only "not there" is followed by another attempt, after a quiet period counted from the moment of sending.
 *
 * <p>Operations of a document go out in their order. Behind a refused create the others stay pending with the reason
 * {@link WaitingFor#CREATE} until a create succeeds or they are withdrawn.
 *
 * <p>Plain Java behind ports; it holds no state, so it can be killed between any two lines.
 */
final class OperationEngine {

    private static final System.Logger LOGGER = System.getLogger(OperationEngine.class.getName());

    /** Answers may lag behind writes on the other side: one look that finds nothing is not enough. */
    private static final int LOOKS_BEFORE_RESEND = 2;

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SETTINGS_PAUSE = Duration.ofSeconds(30);
    private static final List<Duration> INVOICE_PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final OperationStore store;
    private final RemoteOrders remote;
    private final Transactions transactions;
    private final LedgerEvents events;
    private final MetakockaSettings settings;
    private final String node;

    OperationEngine(
            OperationStore store,
            RemoteOrders remote,
            Transactions transactions,
            LedgerEvents events,
            MetakockaSettings settings,
            String node) {
        this.store = store;
        this.remote = remote;
        this.transactions = transactions;
        this.events = events;
        this.settings = settings;
        this.node = node;
    }

    /**
     * Does the next step of an operation. To be called by one caller at a time for one operation: whoever finds it in
     * {@code sending} takes the previous caller for dead.
     */
    Next process(OperationId id) {
        var found = transactions.inNew(() -> store.find(id));
        if (found.isEmpty()) {
            return Next.never();
        }
        var entry = found.get();
        return switch (entry.operation().state()) {
            case PENDING -> entry.untilDue().isZero() ? attempt(id) : Next.in(entry.untilDue());
            case SENDING -> interrupted(entry);
            case UNKNOWN -> entry.untilDue().isZero() ? look(entry) : Next.in(entry.untilDue());
            case DONE, REFUSED, REVIEW, SUPERSEDED, CANCELLED -> Next.never();
        };
    }

    private Next attempt(OperationId id) {
        Claim claim;
        try {
            claim = transactions.inNew(() -> store.claim(id, node));
        } catch (OperationStore.UnderWayException e) {
            return Next.in(SOON);
        }
        if (claim instanceof Claim.Taken taken) {
            return deliver(taken);
        } else if (claim instanceof Claim.InDoubt inDoubt) {
            return look(inDoubt.entry());
        } else if (claim instanceof Claim.Later later) {
            return Next.in(later.in());
        } else if (claim instanceof Claim.NoOrder noOrder) {
            return park(noOrder.entry().operation());
        }
        return Next.never();
    }

    private Next park(Operation operation) {
        var result = transactions.inNew(() -> {
            events.moving(new OperationMoving(operation.documentId()));
            var message = "Waits until the order exists in Metakocka";
            var parked = store.park(operation.id(), message);
            parked.filter(now -> operation.waitingFor() != WaitingFor.CREATE)
                    .ifPresent(now -> events.waiting(new OperationWaiting(now, WaitingFor.CREATE, message, null)));
            return parked;
        });
        return result.isPresent() ? Next.never() : Next.in(SOON);
    }

    private Next deliver(Claim.Taken taken) {
        var entry = taken.entry();
        var operation = entry.operation();
        Delivery delivery;
        try {
            delivery = remote.deliver(operation, taken.known(), () -> mayLeave(operation));
        } catch (RuntimeException e) {
            LOGGER.log(WARNING, "Operation " + operation.id() + " broke off while it was sent", e);
            delivery = new Delivery.InDoubt("The attempt broke off: " + e, null);
        }
        if (delivery instanceof Delivery.Delivered delivered) {
            return done(entry, delivered.done());
        } else if (delivery instanceof Delivery.Refused refused) {
            return refused(entry, refused);
        } else if (delivery instanceof Delivery.NeedsDecision decision) {
            return review(entry, decision.review());
        } else if (delivery instanceof Delivery.NotSent notSent) {
            int waits = waits(entry, notSent.waitingFor());
            var pause = notSent.waitingFor() == WaitingFor.SETTINGS
                    ? SETTINGS_PAUSE
                    : pick(settings.resendPauses(), waits - 1);
            return waitPending(entry, notSent.waitingFor(), pause, waits, notSent.reason());
        } else if (delivery instanceof Delivery.PartnerInDoubt inDoubt) {
            return waitPending(entry, WaitingFor.ANSWER, settings.quietPeriod(), 1, inDoubt.reason());
        } else if (delivery instanceof Delivery.NeedsInvoice needsInvoice) {
            int waits = waits(entry, WaitingFor.INVOICE);
            return waitPending(entry, WaitingFor.INVOICE, pick(INVOICE_PAUSES, waits - 1), waits, needsInvoice.text());
        } else if (delivery instanceof Delivery.InDoubt inDoubt) {
            return doubt(entry, inDoubt.reason(), inDoubt.mkId());
        }
        throw new IllegalStateException("No such delivery: " + delivery);
    }

    private boolean mayLeave(Operation operation) {
        return transactions.inNew(() -> store.leaving(operation.id(), operation.attempt()));
    }

    /** The one who was sending it is gone: whether it arrived is not known. */
    private Next interrupted(Entry entry) {
        return doubt(entry, "The attempt was interrupted", null);
    }

    /**
     * Takes a document for the one of an operation in review or in doubt, because a person says so.
     *
     * @param attempt the one the person knows of
     * @param decided told inside the transaction that writes it down
     */
    boolean adopt(OperationId id, int attempt, String mkId, Consumer<Operation> decided) {
        var found = transactions.inNew(() -> store.find(id));
        if (found.isEmpty()) {
            return false;
        }
        var operation = found.get().operation();
        if (operation.attempt() != attempt
                || (operation.state() != OperationState.REVIEW && operation.state() != OperationState.UNKNOWN)) {
            return false;
        }
        var sighting = remote.adopt(operation, transactions.inNew(() -> store.known(operation)), mkId);
        if (sighting instanceof Sighting.Unseen unseen) {
            throw new MetakockaException.Unavailable(unseen.reason(), null);
        } else if (!(sighting instanceof Sighting.Found)) {
            return false;
        }
        var done = ((Sighting.Found) sighting).done();
        return transactions.inNew(() -> {
            events.moving(new OperationMoving(operation.documentId()));
            if (!store.reopen(id)) {
                return false;
            }
            var moved = store.move(id, operation.attempt(), doneTransition(done));
            moved.ifPresent(now -> {
                applied(now, done);
                decided.accept(now);
            });
            return moved.isPresent();
        });
    }

    private void applied(Operation settled, OperationResult result) {
        if (settled.state() == OperationState.DONE) {
            if (settled.kind() == OperationKind.CREATE_ORDER) {
                store.hasCome(settled.documentId(), WaitingFor.CREATE);
                // a request given up may still arrive
                store.sweepLater(settled.id(), settings.quietPeriod());
            } else if (settled.kind() == OperationKind.INVOICE || settled.kind() == OperationKind.PACKING_LIST) {
                store.hasCome(settled.documentId(), WaitingFor.INVOICE);
            }
        }
        events.settled(new OperationSettled(settled, result));
    }

    private Next doubt(Entry entry, String reason, @Nullable String mkId) {
        var pause = settings.lookAgain().get(0);
        var transition =
                new Transition(OperationState.UNKNOWN, WaitingFor.ANSWER, pause, 0, 1, mkId, null, reason, null);
        return wait(entry, transition, reason, pause);
    }

    private Next look(Entry entry) {
        var operation = entry.operation();
        Sighting sighting;
        try {
            sighting = remote.look(operation, transactions.inNew(() -> store.known(operation)));
        } catch (RuntimeException e) {
            LOGGER.log(WARNING, "Operation " + operation.id() + " could not be looked up", e);
            sighting = new Sighting.Unseen("The look-up broke off: " + e);
        }
        if (sighting instanceof Sighting.Found found) {
            return done(entry, found.done());
        } else if (sighting instanceof Sighting.NeedsDecision decision) {
            return review(entry, decision.review());
        } else if (sighting instanceof Sighting.Unseen unseen) {
            return unseen(entry, unseen.reason());
        }
        return notThere(entry);
    }

    private Next unseen(Entry entry, String reason) {
        var pause = lookPause(entry.waits());
        return wait(
                entry,
                Transition.waiting(
                        OperationState.UNKNOWN,
                        WaitingFor.ANSWER,
                        pause,
                        entry.looks(),
                        entry.waits() + 1,
                        "The outcome is unknown, and it could not be looked up: " + reason),
                reason,
                pause);
    }

    private Next notThere(Entry entry) {
        var operation = entry.operation();
        var untilQuiet = entry.untilQuiet(settings.quietPeriod());
        // what arrived in the last moment of the quiet period may not be shown yet: looks before its end say nothing
        int looks = untilQuiet.isZero() ? entry.looks() + 1 : 0;
        if (untilQuiet.isZero() && looks >= LOOKS_BEFORE_RESEND) {
            if (operation.kind() == OperationKind.CREATE_ORDER && operation.mkId() != null) {
                return review(
                        entry,
                        new OperationResult.Review(
                                "Metakocka named the order " + operation.mkId() + " and does not show it", List.of()));
            }
            if (!operation.kind().foundAgain().sentAgainWhenNotFound()) {
                return review(
                        entry,
                        new OperationResult.Review(
                                "Metakocka gave no clear answer, and what was to be made is not to be found there."
                                        + " It may still come: it is sent again only when somebody says so",
                                List.of()));
            }
            LOGGER.log(INFO, "Operation {0} did not arrive, it is sent again", operation.id());
            return waitPending(entry, WaitingFor.ANSWER, Duration.ZERO, 0, "It did not arrive and is sent again");
        }
        var pause = lookPause(entry.waits());
        if (!untilQuiet.isZero() && pause.compareTo(untilQuiet) > 0) {
            pause = untilQuiet.plusMillis(1);
        }
        var reason = "The outcome is unknown; so far it is not in Metakocka";
        return wait(
                entry,
                Transition.waiting(
                        OperationState.UNKNOWN, WaitingFor.QUIET_PERIOD, pause, looks, entry.waits() + 1, reason),
                reason,
                pause);
    }

    private Next done(Entry entry, OperationResult.Done done) {
        return settle(entry, doneTransition(done), done);
    }

    private static Transition doneTransition(OperationResult.Done done) {
        var differences = done.differences();
        var made = done.made();
        return Transition.closed(
                OperationState.DONE,
                made == null ? done.mkId() : made.mkId(),
                null,
                differences.isEmpty()
                        ? null
                        : String.join(
                                "; ", differences.stream().map(Object::toString).toList()),
                differences.isEmpty() ? null : LedgerJson.write(differences));
    }

    private Next refused(Entry entry, Delivery.Refused refused) {
        return settle(
                entry,
                Transition.closed(OperationState.REFUSED, null, refused.code(), refused.text(), null),
                new OperationResult.Refused(refused.code(), refused.text(), refused.appCode()));
    }

    private Next review(Entry entry, OperationResult.Review review) {
        return settle(
                entry,
                new Transition(
                        OperationState.REVIEW,
                        WaitingFor.DECISION,
                        null,
                        entry.looks(),
                        0,
                        null,
                        null,
                        review.reason(),
                        LedgerJson.write(review.documents())),
                review);
    }

    private Next settle(Entry entry, Transition transition, OperationResult result) {
        var operation = entry.operation();
        Optional<Operation> moved;
        try {
            moved = transactions.inNew(() -> {
                events.moving(new OperationMoving(operation.documentId()));
                var now = store.move(operation.id(), operation.attempt(), transition);
                now.ifPresent(settled -> applied(settled, result));
                return now;
            });
        } catch (RuntimeException e) {
            // nothing is lost: what happened there will be found there
            LOGGER.log(WARNING, "The outcome of operation " + operation.id() + " could not be applied", e);
            var pause = lookPause(entry.waits()).plus(SOON);
            return wait(
                    entry,
                    Transition.waiting(
                            OperationState.UNKNOWN,
                            WaitingFor.ANSWER,
                            pause,
                            0,
                            entry.waits() + 1,
                            "The outcome could not be applied here: " + e.getMessage()),
                    "The outcome could not be applied here",
                    pause);
        }
        if (moved.isEmpty()) {
            LOGGER.log(
                    WARNING,
                    "Operation {0}, attempt {1}: a late outcome was kept as evidence",
                    operation.id(),
                    operation.attempt());
            return Next.in(SOON);
        }
        return Next.free(operation.documentId());
    }

    private Next waitPending(Entry entry, WaitingFor waitingFor, Duration pause, int waits, String reason) {
        return wait(
                entry, Transition.waiting(OperationState.PENDING, waitingFor, pause, 0, waits, reason), reason, pause);
    }

    private Next wait(Entry entry, Transition transition, String reason, Duration pause) {
        var operation = entry.operation();
        var waitingFor = Objects.requireNonNull(transition.waitingFor());
        boolean tells = operation.waitingFor() != waitingFor;
        var moved = transactions.inNew(() -> {
            if (tells) {
                events.moving(new OperationMoving(operation.documentId()));
            }
            var now = store.move(operation.id(), operation.attempt(), transition);
            now.filter(waiting -> tells)
                    .ifPresent(waiting ->
                            events.waiting(new OperationWaiting(waiting, waitingFor, reason, waiting.nextAt())));
            return now;
        });
        if (moved.isEmpty()) {
            return Next.in(SOON);
        }
        if (transition.state() == OperationState.PENDING && transition.waitingFor() == WaitingFor.INVOICE) {
            return new Next(pause, operation.documentId());
        }
        return Next.in(pause);
    }

    private static int waits(Entry entry, WaitingFor waitingFor) {
        return entry.operation().waitingFor() == waitingFor ? entry.waits() + 1 : 1;
    }

    private Duration lookPause(int waits) {
        var pause = pick(settings.lookAgain(), waits);
        return pause.isZero() ? SOON : pause;
    }

    private static Duration pick(List<Duration> pauses, int index) {
        return pauses.get(Math.max(0, Math.min(index, pauses.size() - 1)));
    }
}
