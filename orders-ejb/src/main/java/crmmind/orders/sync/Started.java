package crmmind.orders.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/** How far this node has come since its start. */
@ApplicationScoped
public class Started {

    private final AtomicBoolean read = new AtomicBoolean();
    private final AtomicBoolean missed = new AtomicBoolean();
    private final AtomicBoolean settled = new AtomicBoolean();

    /** Notes that products, warehouses and stock were read once. */
    public void readCatalogue() {
        read.set(true);
        missed.set(false);
    }

    /** Whether they were. */
    public boolean catalogueRead() {
        return read.get();
    }

    /** Notes that they could not be read; true the first time, so that it is said once. */
    public boolean missedCatalogue() {
        return !missed.getAndSet(true);
    }

    /** Whether reading was tried at all. */
    public boolean catalogueTried() {
        return read.get() || missed.get();
    }

    /** Notes that a demonstration's orders stand in both systems, or that there is no demonstration. */
    public void demoSettled() {
        settled.set(true);
    }

    /** Whether they do. */
    public boolean settled() {
        return settled.get();
    }
}
