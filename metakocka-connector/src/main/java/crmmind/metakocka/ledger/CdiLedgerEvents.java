package crmmind.metakocka.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Tells the application. */
@ApplicationScoped
class CdiLedgerEvents implements LedgerEvents {

    @Inject
    Event<OperationMoving> moving;

    @Inject
    Event<OperationSettled> settled;

    @Inject
    Event<OperationWaiting> waiting;

    @Inject
    Event<DoublesSeen> doubles;

    @Override
    public void moving(OperationMoving event) {
        moving.fire(event);
    }

    @Override
    public void settled(OperationSettled event) {
        settled.fire(event);
    }

    @Override
    public void waiting(OperationWaiting event) {
        waiting.fire(event);
    }

    @Override
    public void doubles(DoublesSeen event) {
        doubles.fire(event);
    }
}
