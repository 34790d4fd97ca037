package crmmind.metakocka.wire;

import java.util.function.Supplier;

/** Lets one search of a company run at a time, on whatever node: Metakocka runs them one after another anyway. */
@FunctionalInterface
public interface SearchTurns {

    /** For one node alone. */
    SearchTurns ALONE = Supplier::get;

    /** Waits for the turn and searches. */
    Outcome take(Supplier<Outcome> search);
}
