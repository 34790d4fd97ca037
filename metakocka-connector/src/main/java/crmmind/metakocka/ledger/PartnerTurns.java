package crmmind.metakocka.ledger;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Lets one order at a time look for a customer and add it: two that do it at once both add it. */
interface PartnerTurns {

    /**
     * Does the work when it is this customer's turn.
     *
     * @return what came of it; empty when the turn did not come in time, and nothing was done
     */
    <T> Optional<T> take(String customer, Supplier<T> work);

    /** For one node alone. */
    static PartnerTurns alone() {
        var locks = IntStream.range(0, 64).mapToObj(i -> new Object()).toList();
        return new PartnerTurns() {
            @Override
            public <T> Optional<T> take(String customer, Supplier<T> work) {
                synchronized (locks.get(Math.floorMod(customer.hashCode(), locks.size()))) {
                    return Optional.of(work.get());
                }
            }
        };
    }
}
