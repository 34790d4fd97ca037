package crmmind.metakocka.connection;

import crmmind.metakocka.stock.Warehouse;
import java.util.List;
import java.util.Optional;

/**
 * What a connection check found.
 *
 * @param calls in the order they were made; the first that failed names the trouble
 * @param warehouses all of them, inactive ones too; empty where they could not be read
 */
public record ConnectionReport(List<ProbedCall> calls, List<Warehouse> warehouses) {

    /** Copies the lists. */
    public ConnectionReport {
        calls = List.copyOf(calls);
        warehouses = List.copyOf(warehouses);
    }

    /** Whether every call did what it should. */
    public boolean good() {
        return calls.stream().allMatch(ProbedCall::good);
    }

    /** The call that names the trouble. */
    public Optional<ProbedCall> failed() {
        return calls.stream().filter(call -> !call.good()).findFirst();
    }
}
