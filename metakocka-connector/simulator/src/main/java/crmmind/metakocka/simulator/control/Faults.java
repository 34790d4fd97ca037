package crmmind.metakocka.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The faults that are ordered. The first that fits a call strikes. */
public final class Faults {
    private final List<Fault> ordered = new ArrayList<>();
    private final Random dice = new Random(20_261_123);
    private final LongConsumer refuseConnections;
    private long lastId;

    /** Faults, with the one who can refuse connections for so many milliseconds. */
    public Faults(LongConsumer refuseConnections) {
        this.refuseConnections = refuseConnections;
    }

    /**
     * Orders a fault. One that refuses connections closes the port before the order is answered.
     *
     * @throws IllegalArgumentException if it is no fault, with a text that says why
     */
    public synchronized ObjectNode order(ObjectNode order) {
        lastId++;
        var fault = new Fault(lastId, order);
        ordered.add(fault);
        return fault.shown();
    }

    /** The fault that strikes a call, if one does. */
    public synchronized Optional<Fault> strike(String operation, @Nullable String docType, @Nullable ObjectNode body) {
        var struck = ordered.stream()
                .filter(fault -> fault.kind() != Fault.Kind.REFUSE_CONNECTION)
                .filter(fault -> fault.strikes(operation, docType, body, dice.nextDouble()))
                .findFirst();
        return struck;
    }

    /**
     * To be told of each call before it is answered: starts to refuse connections if that is due before the next such
     * call, so that the one who was answered finds the port closed.
     */
    public void ticked(String operation, @Nullable String docType, @Nullable ObjectNode body) {
        var millis = 0L;
        synchronized (this) {
            for (var fault : ordered) {
                if (fault.kind() == Fault.Kind.REFUSE_CONNECTION && !fault.spent()) {
                    if (!fault.dueAtOnce()) {
                        fault.strikes(operation, docType, body, 1);
                    }
                    if (fault.dueAtOnce()) {
                        fault.spend();
                        millis = Math.max(millis, fault.delayMillis());
                    }
                }
            }
        }
        if (millis > 0) {
            refuseConnections.accept(millis);
        }
    }

    public synchronized void clear() {
        ordered.clear();
    }

    /** All orders, spent ones included, with how often they struck. */
    public synchronized ArrayNode shown() {
        var shown = Json.array();
        ordered.forEach(fault -> shown.add(fault.shown()));
        return shown;
    }
}
