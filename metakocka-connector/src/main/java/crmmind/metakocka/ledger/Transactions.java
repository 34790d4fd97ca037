package crmmind.metakocka.ledger;

import java.util.function.Supplier;

/** Short transactions of the engine's own. */
interface Transactions {

    /** Runs the work in a transaction that begins and ends with it; an exception rolls it back and comes out. */
    <T> T inNew(Supplier<T> work);
}
