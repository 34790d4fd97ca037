package crmmind.orders.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/** A transaction around one piece of a worker's work; a failure rolls all of the piece back. */
@ApplicationScoped
public class OwnTransaction {

    /** Does it and commits. */
    @Transactional(TxType.REQUIRES_NEW) // each order of a job stands for itself
    public <T> T call(Supplier<T> work) {
        return work.get();
    }
}
