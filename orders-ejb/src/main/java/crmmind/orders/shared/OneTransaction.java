package crmmind.orders.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.concurrent.Callable;

/** A transaction that begins and ends with what is done in it. */
@ApplicationScoped
public class OneTransaction {

    /** Does something in a transaction; whatever it throws undoes it. */
    @Transactional(rollbackOn = Exception.class)
    public <T> T of(Callable<T> work) throws Exception {
        return work.call();
    }
}
