package crmmind.metakocka.ledger;

import java.time.Duration;

/** What came of trying to take an operation up. */
sealed interface Claim {

    /** It is ours: written down as {@code sending}, the attempt counted. */
    record Taken(Entry entry, KnownDocuments known) implements Claim {}

    /** Not sent: it may be there already. Written down as in doubt, to be looked for. */
    record InDoubt(Entry entry) implements Claim {}

    /** Not yet: not due, or an earlier operation of the document is open. */
    record Later(Duration in) implements Claim {}

    /** The order it is about does not exist in Metakocka, and no create is on its way: it waits for one. */
    record NoOrder(Entry entry) implements Claim {}

    /** Nothing to take up any more. */
    record Gone() implements Claim {}
}
